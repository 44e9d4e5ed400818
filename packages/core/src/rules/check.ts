import { callbackFailed } from "../errors/callback-failed.ts";
import type { Issue, Validator, Verdict } from "../validation.ts";
import type { FieldsOf, RuleSet } from "./rule-set.ts";
import { ruleTally, type RuleCount } from "./rule-tally.ts";
import { rules, type RecordRules } from "./rules.ts";

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
  /** Of each record that broke any rule: grows with their number, as the records themselves do. */
  readonly issues: readonly { readonly position: number; readonly issues: readonly Issue[] }[];
}

/**
 * Judges records that are there already, without a pipeline.
 *
 * @example `const { invalid, rules } = check(rows, { required: ["id"], constraints: { amount: ">= 0" } })`
 * @throws ConfigError `config_invalid` with all that is wrong with the set. @throws CallbackError `callback_failed` when a predicate or validator throws.
 */
export function check<T extends object>(
  records: Iterable<T>,
  set: RuleSet<NoInfer<T>>,
): CheckedRecords;
/** By a set that was written for records with only some of these fields, such as a source's. */
export function check<R extends object, T extends FieldsOf<R>>(
  records: Iterable<T>,
  set: RuleSet<R>,
): CheckedRecords;
/** By a validator. One that is no rule set has a rule for each kind of issue that it finds. */
export function check<T extends object>(
  records: Iterable<T>,
  validator: Validator<T, object>,
): CheckedRecords;
export function check(
  records: Iterable<object>,
  by: RuleSet<object> | Validator<object, object>,
): CheckedRecords {
  const validator = "validate" in by ? by : rules(by);
  const tally = ruleTally(isRecordRules(validator) ? validator.rules : []);
  const found: { position: number; issues: readonly Issue[] }[] = [];
  let [position, invalid, warned] = [0, 0, 0];
  for (const record of records) {
    const verdict = ask(validator, record);
    const issues = verdict.ok ? (verdict.warnings ?? []) : verdict.issues;
    if (issues.length > 0) {
      tally.note(issues, verdict.ok ? "warn" : "error", position);
      found.push({ position, issues });
    }
    if (!verdict.ok) invalid += 1;
    else if (issues.length > 0) warned += 1;
    position += 1;
  }
  return {
    records: position,
    valid: position - invalid,
    invalid,
    warned,
    rules: tally.counts(),
    issues: found,
  };
}

/** Names the user's validator when it throws (ER-2), as a flow does. */
function ask(validator: Validator<object, object>, record: object): Verdict<object> {
  try {
    return validator.validate(record);
  } catch (error) {
    const { name } = validator;
    throw callbackFailed(`The validator "${name}"`, { validator: name }, error);
  }
}

function isRecordRules(
  validator: Validator<object, object>,
): validator is Validator<object, object> & Pick<RecordRules<object>, "rules"> {
  return "rules" in validator;
}
