import type { Severity } from "../dataset-rule.ts";
import type { Issue } from "../validation.ts";
import type { RuleInfo } from "./compiled-rule.ts";

/** Positions that are kept of each rule. */
const FIRST = 10;

/** How often a rule was broken. */
export interface RuleCount {
  /** Its place in the rule set, `constraints.amount.min`; of a validator that is no rule set, the code of its issues. */
  readonly name: string;
  readonly severity: Severity;
  readonly path: readonly PropertyKey[];
  readonly code: string;
  readonly records: number;
  /** Of the first 10 records that broke it, counted from 0. */
  readonly positions: readonly number[];
}

/** A count that grows. */
interface Count {
  readonly rule: Omit<RuleCount, "records" | "positions">;
  records: number;
  readonly positions: number[];
  last: number;
}

/** Counts records by the rule that they break: those of the set first, also when nothing breaks them. */
export function ruleTally(known: readonly RuleInfo[]): {
  note(issues: readonly Issue[], severity: Severity, position: number): void;
  counts(): readonly RuleCount[];
} {
  const counts = new Map<string, Count>();
  const countOf = ({ name, severity, path, code }: Count["rule"]): Count => {
    const key = JSON.stringify([name, severity, path.map(String), code]);
    const count = counts.get(key) ?? {
      rule: { name, severity, path, code },
      records: 0,
      positions: [],
      last: -1,
    };
    counts.set(key, count);
    return count;
  };
  for (const rule of known) countOf(rule);
  return {
    note(issues, severity, position) {
      for (const { rule, path, code } of issues) {
        const count = countOf({ name: rule ?? code, severity, path, code });
        // A validator may find the same thing twice in one record.
        if (count.last === position) continue;
        count.last = position;
        count.records += 1;
        if (count.positions.length < FIRST) count.positions.push(position);
      }
    },
    counts: () =>
      [...counts.values()].map(({ rule, records, positions }) => ({ ...rule, records, positions })),
  };
}
