import { ConfigError, inputJsonSchema, type ConnectorInfo, type JsonSchema } from "@brain/core";
import { envName } from "./env-name.ts";

/** One option of a connector's config, or a group of them. */
export interface ConfigOption {
  readonly path: readonly string[];
  readonly env: string;
  /** JSON types that the option may have, of all alternatives. */
  readonly types: ReadonlySet<string>;
  readonly secret: boolean;
  readonly description?: string | undefined;
}

/** Deeper groups are given as JSON. */
const DEEPEST = 4;

/**
 * Every option that a connector's config schema names, outer before inner, alternatives merged.
 *
 * @throws ConfigError `config_invalid` when the schema has no JSON Schema form.
 */
export function optionsOf(info: ConnectorInfo): ConfigOption[] {
  const root = schemaOf(info);
  const found = new Map<string, ConfigOption>();
  const visit = (schema: JsonSchema, path: readonly string[]): void => {
    if (path.length > DEEPEST) return;
    for (const variant of variants(schema, root)) {
      for (const [name, property] of Object.entries(variant.properties ?? {})) {
        const inner = [...path, name];
        const option = toOption(info.connectorName, inner, property, root);
        const known = found.get(option.env);
        found.set(option.env, known === undefined ? option : merge(known, option));
        visit(property, inner);
      }
    }
  };
  visit(root, []);
  return [...found.values()];
}

function schemaOf(info: ConnectorInfo): JsonSchema {
  try {
    return inputJsonSchema(info.config);
  } catch (cause) {
    throw new ConfigError({
      code: "config_invalid",
      message: `The config schema of ${info.connectorName} cannot be written as JSON Schema.`,
      hint: "Let the connector's author describe the options with types that JSON has.",
      cause,
    });
  }
}

function toOption(
  connector: string,
  path: readonly string[],
  property: JsonSchema,
  root: JsonSchema,
): ConfigOption {
  const all = [...variants(property, root)];
  return {
    path,
    env: envName(connector, path),
    types: new Set(all.flatMap((variant) => typesOf(variant))),
    secret: all.some((variant) => variant["writeOnly"] === true),
    description: typeof property["description"] === "string" ? property["description"] : undefined,
  };
}

function merge(one: ConfigOption, other: ConfigOption): ConfigOption {
  return {
    ...one,
    types: new Set([...one.types, ...other.types]),
    secret: one.secret || other.secret,
    description: one.description ?? other.description,
  };
}

/** The schema itself and all its alternatives, references followed. */
function* variants(schema: JsonSchema, root: JsonSchema, depth = 0): Generator<JsonSchema> {
  if (depth > 8) return;
  yield schema;
  const reference = schema["$ref"];
  if (typeof reference === "string") {
    const target = definitionOf(root, reference);
    if (target !== undefined) yield* variants(target, root, depth + 1);
  }
  for (const keyword of ["anyOf", "oneOf", "allOf"] as const) {
    const parts: unknown = schema[keyword];
    if (!Array.isArray(parts)) continue;
    for (const part of parts) if (isSchema(part)) yield* variants(part, root, depth + 1);
  }
}

function definitionOf(root: JsonSchema, reference: string): JsonSchema | undefined {
  const definitions: unknown = root["$defs"];
  if (!isSchema(definitions)) return undefined;
  const target: unknown = Reflect.get(definitions, reference.replace("#/$defs/", ""));
  return isSchema(target) ? target : undefined;
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null;
}

function typesOf(schema: JsonSchema): readonly string[] {
  if (typeof schema.type === "string") return [schema.type];
  if (schema.type !== undefined) return schema.type;
  const values: unknown =
    schema["enum"] ?? (schema["const"] === undefined ? [] : [schema["const"]]);
  return Array.isArray(values) ? values.map((value) => typeof value) : [];
}
