import type { Key, PiiKind } from "@brain/core";
import { z, type ZodType } from "zod";
import { canonical, type Kind } from "./canonical.ts";
import type { FieldOptions, FieldType } from "./field-options.ts";

/** How a field is made, canonical and given parts together. */
export type Field = FieldOptions & { readonly type: FieldType };

/** Where a value comes from: who gives one of these means it in place of all others. */
const ORIGINS = ["from", "value", "join"] as const;

/** What a stream of no kind has unless it names another key. */
const own: Readonly<Record<string, Field>> = { id: { type: "id" } };

/** The fields of a stream: the canonical ones, and what is said of them or beside them, the later the stronger. */
export function mergeFields(
  kind: Kind | "own" | "keyless",
  ...given: readonly (Readonly<Record<string, string | FieldOptions>> | undefined)[]
): Readonly<Record<string, Field>> {
  const merged: Record<string, Field> = {
    ...(kind === "own" ? own : kind === "keyless" ? {} : canonical[kind]),
  };
  for (const fields of given) {
    for (const [name, field] of Object.entries(fields ?? {})) {
      const options: FieldOptions = typeof field === "string" ? { from: field } : field;
      const known: Field = { ...(merged[name] ?? { type: "json" }) };
      if (ORIGINS.some((origin) => options[origin] !== undefined)) {
        for (const origin of ORIGINS) delete known[origin];
      }
      merged[name] = { ...known, ...options, type: options.type ?? known.type };
    }
  }
  return merged;
}

const schemas = {
  id: z.string(),
  text: z.string(),
  number: z.number(),
  boolean: z.boolean(),
  instant: z.iso.datetime(),
  day: z.iso.date(),
  fraction: z.number(),
  json: z.unknown(),
} as const satisfies Readonly<Record<FieldType, ZodType>>;

/** The schema of records with these fields; a key has a value, everything else may be missing. */
export function schemaOf(
  fields: Readonly<Record<string, Field>>,
  primaryKey: readonly string[],
): ZodType<Readonly<Record<string, unknown>>> {
  const shape = Object.entries(fields).map(([name, { type }]): [string, ZodType] => {
    const isKey = primaryKey.includes(name);
    // Whatever the vendor sent is no key: two objects are never the same.
    if (isKey) return [name, type === "json" ? z.union([z.string(), z.number()]) : schemas[type]];
    return [name, schemas[type].nullable()];
  });
  return z.looseObject(Object.fromEntries(shape));
}

/** The fields that are personal, with what they are. */
export function personal(
  fields: Readonly<Record<string, Field>>,
): Partial<Record<Key<Record<string, unknown>>, PiiKind>> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, { pii }]) => (pii === undefined ? [] : [[name, pii]])),
  );
}
