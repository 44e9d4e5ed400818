import type { Severity } from "../dataset-rule.ts";
import type { Issue } from "../validation.ts";
import type { RuleSet } from "./rule-set.ts";
import { rules, type RecordRules } from "./rules.ts";

/** Positions that are kept of each rule. */
const FIRST = 10;

/** How often a rule was broken. */
export interface RuleCount {
  /** Its place in the rule set: `constraints.amount.min`. */
  readonly name: string;
  readonly severity: Severity;
  readonly path: readonly PropertyKey[];
  readonly code: string;
  readonly records: number;
  /** Of the first 10 records that broke it, counted from 0. */
  readonly positions: readonly number[];
}

/** What rules say of some records. */
export interface CheckedRecords {
  readonly records: number;
  /** Those that broke no rule of severity `error`. */
  readonly valid: number;
  readonly invalid: number;
  /** Valid ones that broke a rule of severity `warn`. */
  readonly warned: number;
  /** Every rule of the set, in its order, also those that nothing broke. */
  readonly rules: readonly RuleCount[];
  /** Of each record that broke any rule. */
  readonly issues: readonly { readonly position: number; readonly issues: readonly Issue[] }[];
}

/**
 * Judges records that are there already, without a pipeline.
 *
 * @example `const { invalid, rules } = check(rows, { required: ["id"], constraints: { amount: ">= 0" } })`
 * @throws ConfigError `config_invalid` with all that is wrong with the set. @throws CallbackError when a predicate throws.
 */
export function check<T extends object>(
  records: Iterable<T>,
  by: RuleSet<T> | RecordRules<T>,
): CheckedRecords {
  const validator = "validate" in by ? by : rules(by);
  const found: { position: number; issues: readonly Issue[] }[] = [];
  let position = 0;
  let invalid = 0;
  let warned = 0;
  for (const record of records) {
    const verdict = validator.validate(record);
    const issues = verdict.ok ? (verdict.warnings ?? []) : verdict.issues;
    if (issues.length > 0) found.push({ position, issues });
    if (!verdict.ok) invalid += 1;
    else if (issues.length > 0) warned += 1;
    position += 1;
  }
  const counted = validator.rules.map((rule): RuleCount => {
    const { name, severity, path, code } = rule;
    const broken = found.filter(({ issues }) =>
      issues.some((issue) => issue.rule === name && issue.code === code),
    );
    const positions = broken.slice(0, FIRST).map((one) => one.position);
    return { name, severity, path, code, records: broken.length, positions };
  });
  return {
    records: position,
    valid: position - invalid,
    invalid,
    warned,
    rules: counted,
    issues: found,
  };
}
