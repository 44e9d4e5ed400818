import { ConfigError } from "../errors/kinds.ts";
import type { Some } from "../json.ts";
import type { CompiledRule, CompiledSet, FieldRules, ValueRule } from "./compiled-rule.ts";
import { words, type Locale } from "./messages.ts";
import { readConstraints } from "./read-constraints.ts";
import { readComparisons, readPredicates } from "./read-record-rules.ts";
import { readTypes } from "./read-types.ts";
import { checkField, checkKeys, itemsOf, toRule, type Reading } from "./rule-reading.ts";
import type { RuleSet } from "./rule-set.ts";

const KEYS = ["required", "types", "constraints", "compare", "where", "severity"];

/**
 * Reads a rule set into tests. A set may come from a file, so that everything in it is looked at.
 *
 * @throws ConfigError `config_invalid` with every problem at once, each with its place in the set.
 */
export function compileSet(
  set: RuleSet<Some>,
  locale: Locale,
  known: ReadonlySet<string> | undefined,
): CompiledSet {
  const problems: string[] = [];
  if (!Object.hasOwn(words, locale)) problems.push("locale: is neither en nor es");
  const reading: Reading = {
    words: words[locale] ?? words.en,
    severity: set?.severity ?? "error",
    known,
    problems,
  };
  const compiled = checkKeys(reading, "", set, KEYS) ? readSet(reading, set) : undefined;
  if (compiled !== undefined && problems.length === 0) return compiled;
  throw new ConfigError({
    code: "config_invalid",
    message: `The rule set has ${problems.length === 1 ? "a problem" : `${problems.length} problems`}: ${problems.join("; ")}.`,
    hint: "Each problem begins with its place in the rule set.",
    context: { problems },
  });
}

function readSet(reading: Reading, set: RuleSet<Some>): CompiledSet {
  const required = new Map(readRequired(reading, set.required));
  const byField = new Map<string, ValueRule[]>(
    [...required.keys()].map((field): [string, ValueRule[]] => [field, []]),
  );
  for (const [field, rule] of [
    ...readTypes(reading, set.types),
    ...readConstraints(reading, set.constraints),
  ]) {
    const rules = byField.get(field) ?? [];
    byField.set(field, [...rules, rule]);
  }
  return {
    // Whatever the set's severity: what is no object cannot go on.
    record: toRule(
      reading,
      "record",
      { code: "invalid_type", message: reading.words.record },
      "error",
    ),
    fields: [...byField].map(([field, rules]): FieldRules => {
      return { field, required: required.get(field), rules };
    }),
    comparisons: [...readComparisons(reading, set.compare)],
    predicates: [...readPredicates(reading, set.where)],
  };
}

function* readRequired(reading: Reading, required: unknown): Generator<[string, CompiledRule]> {
  for (const [index, given] of itemsOf(reading, "required", required).entries()) {
    const place = `required[${index}]`;
    const isName = typeof given === "string";
    if (!isName && !checkKeys(reading, place, given, ["field", "severity"])) continue;
    const { field, severity } = isName ? { field: given, severity: undefined } : given;
    if (!checkField(reading, place, field)) continue;
    const message = reading.words.required;
    yield [
      field,
      toRule(reading, `required.${field}`, { field, code: "required", message }, severity),
    ];
  }
}
