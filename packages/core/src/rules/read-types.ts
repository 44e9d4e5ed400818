import type { ValueRule } from "./compiled-rule.ts";
import { checkField, checkKeys, entriesOf, toRule, type Reading } from "./rule-reading.ts";
import type { ValueType } from "./rule-set.ts";
import { valueTypes } from "./value-types.ts";

/** Texts, numbers and so on are `invalid_type`; texts of a certain form `invalid_format`. */
const PLAIN: readonly string[] = ["string", "integer", "number", "boolean"];

/** The rules of `types`, by field. */
export function* readTypes(reading: Reading, types: unknown): Generator<[string, ValueRule]> {
  for (const [field, given] of entriesOf(reading, "types", types)) {
    const name = `types.${field}`;
    checkField(reading, name, field);
    const rule = readType(reading, name, field, given);
    if (rule !== undefined) yield [field, rule];
  }
}

function readType(
  reading: Reading,
  name: string,
  field: string,
  given: unknown,
): ValueRule | undefined {
  if (typeof given === "string") return typeRule(reading, name, field, given, undefined);
  if (!checkKeys(reading, name, given, ["type", "values", "severity"])) return undefined;
  const { type, values, severity } = given;
  return type === "enum"
    ? oneOf(reading, name, field, values, severity)
    : typeRule(reading, name, field, type, severity);
}

function typeRule(
  reading: Reading,
  name: string,
  field: string,
  type: unknown,
  severity: unknown,
): ValueRule | undefined {
  if (!isValueType(type)) {
    const known = Object.keys(valueTypes).join(", ");
    reading.problems.push(`${name}: is none of the types ${known}, enum with its values`);
    return undefined;
  }
  const code = PLAIN.includes(type) ? "invalid_type" : "invalid_format";
  const rule = toRule(reading, name, { field, code, message: reading.words.type[type] }, severity);
  return { ...rule, holds: valueTypes[type] };
}

/** The value is one of a list: `enum` of `types`, `oneOf` of `constraints`. */
export function oneOf(
  reading: Reading,
  name: string,
  field: string,
  values: unknown,
  severity: unknown,
): ValueRule | undefined {
  if (!Array.isArray(values) || values.length === 0) {
    reading.problems.push(`${name}: needs the list of its values`);
    return undefined;
  }
  const known = new Set<unknown>(values);
  const message = reading.words.oneOf(values.join(", "));
  const rule = toRule(reading, name, { field, code: "invalid_value", message }, severity);
  return { ...rule, holds: (value) => known.has(value) };
}

function isValueType(type: unknown): type is ValueType {
  return typeof type === "string" && Object.hasOwn(valueTypes, type);
}
