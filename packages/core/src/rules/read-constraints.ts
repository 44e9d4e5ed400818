import { holds } from "./compare-values.ts";
import type { ValueRule } from "./compiled-rule.ts";
import { isOrdered, parseComparison, toOperand, type Comparison } from "./parse-comparison.ts";
import { linearPattern } from "./patterns/linear-pattern.ts";
import { oneOf } from "./read-types.ts";
import { checkField, checkKeys, entriesOf, toRule, type Reading } from "./rule-reading.ts";
import type { Operator } from "./rule-set.ts";
import { valueTypes } from "./value-types.ts";

const KEYS = ["min", "max", "integer", "minLength", "maxLength", "pattern", "oneOf", "severity"];
/** VA-6: the longest text, in UTF-16 units, that a pattern is asked of. */
const PATTERN_TEXT = 10_000;

const CODES: Readonly<Record<Operator, string>> = {
  ">=": "too_small",
  ">": "too_small",
  "<=": "too_big",
  "<": "too_big",
  "==": "not_equal",
  "!=": "equal",
};

/** Where a constraint stands, and how serious it is. */
interface Place {
  readonly reading: Reading;
  readonly name: string;
  readonly field: string;
  readonly severity: unknown;
}

/** The rules of `constraints`, by field. */
export function* readConstraints(
  reading: Reading,
  constraints: unknown,
): Generator<[string, ValueRule]> {
  for (const [field, given] of entriesOf(reading, "constraints", constraints)) {
    const name = `constraints.${field}`;
    checkField(reading, name, field);
    const all: readonly unknown[] = Array.isArray(given) ? given : [given];
    for (const [index, one] of all.entries()) {
      const place = { reading, field, name: Array.isArray(given) ? `${name}[${index}]` : name };
      for (const rule of readConstraint(place, one)) yield [field, rule];
    }
  }
}

function* readConstraint(at: Omit<Place, "severity">, given: unknown): Generator<ValueRule> {
  if (typeof given === "string") {
    const comparison = parseComparison(given);
    if ("problem" in comparison) at.reading.problems.push(`${at.name}: ${comparison.problem}`);
    else yield comparisonRule({ ...at, severity: undefined }, comparison);
    return;
  }
  if (!checkKeys(at.reading, at.name, given, KEYS)) return;
  for (const [key, value] of Object.entries(given)) {
    if (key === "severity" || value === undefined) continue;
    yield* readPart({ ...at, name: `${at.name}.${key}`, severity: given["severity"] }, key, value);
  }
}

function* readPart(place: Place, key: string, value: unknown): Generator<ValueRule> {
  switch (key) {
    case "min":
    case "max":
      if (isOrdered(value)) {
        const operator = key === "min" ? ">=" : "<=";
        yield comparisonRule(place, { operator, operand: toOperand(value) });
      } else place.reading.problems.push(`${place.name}: is neither a number nor a date`);
      return;
    case "minLength":
    case "maxLength":
      yield* lengthRule(place, key, value);
      return;
    case "integer":
      if (value === true) yield integerRule(place);
      else place.reading.problems.push(`${place.name}: can only be true`);
      return;
    case "oneOf": {
      const rule = oneOf(place.reading, place.name, place.field, value, place.severity);
      if (rule !== undefined) yield rule;
      return;
    }
    case "pattern":
      yield* patternRules(place, value);
  }
}

function valueRule(
  { reading, name, field, severity }: Place,
  code: string,
  message: string,
  test: (value: unknown) => boolean,
): ValueRule {
  return { ...toRule(reading, name, { field, code, message }, severity), holds: test };
}

function comparisonRule(place: Place, { operator, operand }: Comparison): ValueRule {
  const { words } = place.reading;
  const message = words.must(words.operator[operator], String(operand));
  return valueRule(place, CODES[operator], message, (value) => holds(value, operator, operand));
}

function integerRule(place: Place): ValueRule {
  const message = place.reading.words.type.integer;
  return valueRule(place, "invalid_type", message, valueTypes.integer);
}

function* lengthRule(
  place: Place,
  key: "minLength" | "maxLength",
  length: unknown,
): Generator<ValueRule> {
  if (typeof length !== "number" || !Number.isSafeInteger(length) || length < 0) {
    place.reading.problems.push(`${place.name}: is no length`);
    return;
  }
  const message = place.reading.words[key](length);
  yield key === "minLength"
    ? valueRule(
        place,
        "too_short",
        message,
        (value) => typeof value === "string" && value.length >= length,
      )
    : valueRule(
        place,
        "too_long",
        message,
        (value) => typeof value === "string" && value.length <= length,
      );
}

/** Two rules: texts that are too long to be asked are told apart from those that were. */
function* patternRules(place: Place, given: unknown): Generator<ValueRule> {
  const { words, problems } = place.reading;
  if (typeof given !== "string" && !(given instanceof RegExp)) {
    problems.push(`${place.name}: is neither a text nor a regular expression`);
    return;
  }
  const pattern = linearPattern(given);
  if ("problem" in pattern) {
    problems.push(`${place.name}: ${pattern.problem}`);
    return;
  }
  const isTooLong = (value: unknown) => typeof value === "string" && value.length > PATTERN_TEXT;
  yield valueRule(
    place,
    "too_long_for_pattern",
    words.tooLongForPattern,
    (value) => !isTooLong(value),
  );
  yield valueRule(
    place,
    "pattern",
    words.pattern,
    (value) => isTooLong(value) || (typeof value === "string" && pattern.test(value)),
  );
}
