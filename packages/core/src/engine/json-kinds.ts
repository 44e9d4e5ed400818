import type { JsonSchema } from "../schema.ts";

/** The JSON Schema name of a value's type; nothing at all counts as `null`. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return "null";
  if (typeof value === "number") return Number.isSafeInteger(value) ? "integer" : "number";
  if (typeof value === "boolean" || typeof value === "string") return typeof value;
  return Array.isArray(value) ? "array" : "object";
}

/** The types that a schema allows; none where it does not say. */
export function kindsOf(schema: JsonSchema | undefined): Set<string> {
  if (schema === undefined) return new Set();
  const { type = [], anyOf = [] } = schema;
  const kinds = new Set(typeof type === "string" ? [type] : type);
  for (const branch of anyOf) for (const kind of kindsOf(branch)) kinds.add(kind);
  return kinds;
}

/** Whether a value is of one of the types; a whole number that is too large is still one. */
export function isOf(value: unknown, kinds: ReadonlySet<string>): boolean {
  if (typeof value !== "number") return kinds.has(kindOf(value));
  return kinds.has("number") || (kinds.has("integer") && Number.isInteger(value));
}

/** What a schema says of the value at `path`; undefined where it says nothing. */
export function propertyAt(
  schema: JsonSchema,
  path: readonly PropertyKey[],
): JsonSchema | undefined {
  let at: JsonSchema | undefined = schema;
  for (const part of path) at = at === undefined ? undefined : step(at, part);
  return at;
}

function step(schema: JsonSchema, part: PropertyKey): JsonSchema | undefined {
  const { properties = {}, items, anyOf = [] } = schema;
  if (typeof part === "number") return isSchema(items) ? items : undefined;
  const name = String(part);
  if (Object.hasOwn(properties, name)) return properties[name];
  return anyOf.map((branch) => step(branch, part)).find((found) => found !== undefined);
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value at `path`; undefined where there is none. */
export function valueAt(record: object, path: readonly PropertyKey[]): unknown {
  let at: unknown = record;
  for (const part of path) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, part)) return undefined;
    at = Reflect.get(at, part);
  }
  return at;
}
