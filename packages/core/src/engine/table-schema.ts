import { isSchema, type FlowStep } from "../flow-spec.ts";
import { outputJsonSchema, type JsonSchema } from "../schema.ts";
import { kindOf } from "./json-kinds.ts";

/**
 * The columns that the rows of a flow have, from the stream's own and each step in turn; undefined after a `map` without
 * a schema: then the first batch decides.
 */
export function tableSchema(
  stream: JsonSchema,
  steps: readonly FlowStep[],
): JsonSchema | undefined {
  let schema: JsonSchema | undefined = stream;
  for (const step of steps) {
    if (step.kind === "map") {
      schema = step.schema === undefined ? undefined : outputJsonSchema(step.schema);
    } else if (step.kind === "validate" && isSchema(step.by)) {
      schema = narrowed(schema, outputJsonSchema(step.by));
    } else if (step.kind === "protect" && schema !== undefined) {
      schema = protectedSchema(schema, step.protector.fields, step.protector.effect);
    }
  }
  return schema;
}

/** A schema that strips what it does not know leaves its own fields; any other leaves the rest as it was. */
function narrowed(before: JsonSchema | undefined, check: JsonSchema): JsonSchema {
  if (before === undefined || check.additionalProperties === false) return check;
  return { ...check, properties: { ...before.properties, ...check.properties } };
}

function protectedSchema(
  schema: JsonSchema,
  fields: readonly string[],
  effect: "removes" | "replaces",
): JsonSchema {
  const properties = { ...schema.properties };
  for (const field of fields) {
    if (effect === "removes") delete properties[field];
    else if (Object.hasOwn(properties, field)) properties[field] = { type: ["string", "null"] };
  }
  return { ...schema, properties };
}

/** Columns guessed from rows: a field that is whole in all of them is an integer, one of several kinds is text. */
export function inferSchema(rows: readonly object[]): JsonSchema {
  const kinds = new Map<string, Set<string>>();
  for (const row of rows) {
    for (const [name, value] of Object.entries(row)) {
      const kind = kindOf(value);
      if (kind === "null") continue;
      const known = kinds.get(name) ?? new Set();
      known.add(kind);
      kinds.set(name, known);
    }
  }
  const properties = [...kinds].map(([name, found]): [string, JsonSchema] => [
    name,
    { type: [oneKind(found), "null"] },
  ]);
  return { type: "object", properties: Object.fromEntries(properties) };
}

function oneKind(kinds: ReadonlySet<string>): string {
  const [only] = kinds;
  if (kinds.size === 1 && only !== undefined) return only;
  const numbers = [...kinds].every((kind) => kind === "integer" || kind === "number");
  if (numbers) return "number";
  const nested = [...kinds].every((kind) => kind === "array" || kind === "object");
  return nested ? "object" : "string";
}
