import type { Severity } from "../dataset-rule.ts";
import type { Issue } from "../validation.ts";

/** What a rule of a set is called, and where it looks. */
export interface RuleInfo {
  /** Its place in the rule set: `constraints.amount.min`. */
  readonly name: string;
  readonly severity: Severity;
  readonly path: readonly string[];
  /** As its issues have it. */
  readonly code: string;
}

/** A rule ready to be asked. Its issue is always the same, since no value is in it. */
export interface CompiledRule extends RuleInfo {
  readonly issue: Issue;
}

/** Asked of one field's value, neither null nor missing. */
export interface ValueRule extends CompiledRule {
  holds(value: unknown): boolean;
}

/** Asked of a whole record. */
export interface RecordRule extends CompiledRule {
  holds(record: object): boolean;
}

/** All rules of one field, which is read once. */
export interface FieldRules {
  readonly field: string;
  readonly required: CompiledRule | undefined;
  readonly rules: readonly ValueRule[];
}

/** A rule set, compiled. */
export interface CompiledSet {
  /** What is no object at all. */
  readonly record: CompiledRule;
  readonly fields: readonly FieldRules[];
  readonly comparisons: readonly RecordRule[];
  readonly predicates: readonly RecordRule[];
}
