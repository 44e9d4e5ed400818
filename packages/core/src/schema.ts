import type { StandardJSONSchemaV1, StandardSchemaV1 } from "@standard-schema/spec";
import { z } from "zod";
import type { Json, Some } from "./json.ts";

/**
 * Any Standard Schema library that also gives JSON Schema (zod 4, ArkType, Valibot…).
 *
 * Of a record's schema `jsonSchema.output` is used, of a config's `jsonSchema.input`. zod throws for the `output` of a
 * transform, a date or a bigint: record schemas hold JSON types only.
 */
export type Schema<T> = StandardSchemaV1<Some, T> & StandardJSONSchemaV1<Some, T>;

/** The type that a schema's `validate` gives. */
export type Infer<S> = S extends StandardSchemaV1<Some, infer T> ? T : never;

/**
 * The declared fields only: the index signature of a loose schema (unknown vendor fields are kept) must not make every
 * string a key.
 */
type Declared<T> = keyof {
  [K in keyof T as string extends K ? never : number extends K ? never : K]: T[K];
} &
  string;

/** A field of a record, by name; of a record without declared fields, any string. */
export type Key<T> = [Declared<T>] extends [never] ? keyof T & string : Declared<T>;

/** A JSON Schema object, as far as tables and catalogs read it. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly [key: string]: unknown;
}

/**
 * A schema that is learnt at run time: a Singer catalog, an LMS described in a config.
 *
 * @throws ConfigError `config_invalid` when the given object is no JSON Schema.
 */
export function jsonSchema<T extends object = Record<string, Json>>(schema: object): Schema<T> {
  // What the schema describes is known to the caller alone; zod checks each record against it.
  return z.fromJSONSchema({ ...schema }) as unknown as Schema<T>;
}

/** The JSON Schema of what comes out of `schema`: the columns of a table. */
export function outputJsonSchema(schema: Schema<Some>): JsonSchema {
  return schema["~standard"].jsonSchema.output({ target: "draft-2020-12" });
}

/** The JSON Schema of what goes into `schema`: the options of a config. */
export function inputJsonSchema(schema: Schema<Some>): JsonSchema {
  return schema["~standard"].jsonSchema.input({ target: "draft-2020-12" });
}
