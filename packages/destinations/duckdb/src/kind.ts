import type { JsonSchema } from "@brain/core";

/** What the values of a field are. `string` holds only text; `text` is a union, whose other values are written as JSON. */
export type Kind =
  | "string"
  | "text"
  | "integer"
  | "int64"
  | "number"
  | "decimal"
  | "boolean"
  | "date"
  | "timestamp"
  | "json";

/** Unions within unions are followed so deep; vendors' schemas are not trusted to end. */
const MAX_DEPTH = 8;

const STRING_FORMATS: Readonly<Record<string, Kind>> = {
  date: "date",
  "date-time": "timestamp",
  int64: "int64",
  decimal: "decimal",
};

const NUMERIC: ReadonlySet<Kind> = new Set(["integer", "int64", "number", "decimal"]);

/** A union with null is the same nullable; any other union of unlike kinds is text. */
export function kindOf(schema: JsonSchema): Kind {
  const kinds = new Set(kindsOf(schema, 0));
  const [only] = kinds;
  if (only === undefined) return "json";
  if (kinds.size === 1) return only;
  if ([...kinds].every((kind) => NUMERIC.has(kind))) return widestNumber(kinds);
  return "text";
}

function widestNumber(kinds: ReadonlySet<Kind>): Kind {
  if (kinds.has("decimal")) return "decimal";
  // Digits beyond 2^53 have no place among doubles.
  if (kinds.has("number")) return kinds.has("int64") ? "text" : "number";
  return "int64";
}

function kindsOf(schema: JsonSchema, depth: number): readonly Kind[] {
  if (depth > MAX_DEPTH) return ["json"];
  for (const union of [schema.anyOf, schema["oneOf"]]) {
    if (Array.isArray(union)) {
      return union.filter(isSchema).flatMap((each) => kindsOf(each, depth + 1));
    }
  }
  return typesOf(schema).flatMap((type) => kindOfType(type, schema.format));
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null;
}

function typesOf({ type, enum: listed, ...schema }: JsonSchema): readonly string[] {
  if (typeof type === "string") return [type];
  if (type !== undefined) return type;
  if (Array.isArray(listed)) return listed.map(jsonType);
  return "const" in schema ? [jsonType(schema["const"])] : ["any"];
}

function jsonType(value: unknown): string {
  if (value === null) return "null";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value;
}

function kindOfType(type: string, format: string | undefined): readonly Kind[] {
  switch (type) {
    case "null":
      return [];
    case "string":
      return [(format === undefined ? undefined : STRING_FORMATS[format]) ?? "string"];
    case "integer":
      return [format === "int64" ? "int64" : "integer"];
    case "number":
      return [format === "decimal" ? "decimal" : "number"];
    case "boolean":
      return ["boolean"];
    default:
      return ["json"];
  }
}
