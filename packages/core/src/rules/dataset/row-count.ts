import type { DatasetRule } from "../../dataset-rule.ts";
import { ConfigError } from "../../errors/kinds.ts";
import type { Issue } from "../../validation.ts";
import { datasetWords } from "./dataset-messages.ts";
import { countOf } from "./numbers.ts";
import { ruleName, type DatasetRuleOptions } from "./rule-options.ts";
import { readSnapshot } from "./snapshot.ts";

/** How many records a generation is to have. */
export interface RowCountOptions extends DatasetRuleOptions {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** By how much the number may differ from the last accepted generation's: 0.5 is by half of it, up or down. */
  readonly change?: { readonly max: number } | undefined;
}

/**
 * The number of records at this point of the flow. `change` is meant for streams that are read whole each time: a stream that
 * goes on from its cursor brings as many as there are new ones. A change that is real fails until the rule allows it: raise
 * or leave out `change` for one run.
 *
 * @throws ConfigError `config_invalid` when it asks for nothing, or for what no number is.
 */
export function rowCount<T extends object>(options: RowCountOptions): DatasetRule<T> {
  const { min, max, change, severity = "error" } = options;
  checkOptions(options);
  const name = ruleName("rowCount", [], options);
  const words = datasetWords[options.locale ?? "en"];
  return {
    name,
    severity,
    start() {
      let records = 0;
      return {
        add() {
          records += 1;
        },
        merge(other) {
          records += readSnapshot(name, other).count("records");
        },
        snapshot: () => ({ records }),
        judge({ before }) {
          const earlier =
            before === undefined ? undefined : readSnapshot(name, before).count("records");
          const issues: Issue[] = [];
          if (min !== undefined && records < min) {
            issues.push(issue("too_few", words.tooFew(records, min)));
          }
          if (max !== undefined && records > max) {
            issues.push(issue("too_many", words.tooMany(records, max)));
          }
          if (change !== undefined && earlier !== undefined && earlier > 0) {
            const moved = Math.abs(records - earlier) / earlier;
            if (moved > change.max) {
              issues.push(issue("changed", words.changed(records, earlier, change.max)));
            }
          }
          const compared = earlier === undefined ? "" : `; ${countOf(earlier, "record")} before`;
          return {
            ok: issues.length === 0,
            found: countOf(records, "record") + compared,
            issues,
          };
        },
      };
    },
  };
}

function issue(code: string, message: string): Issue {
  return { path: [], code, message };
}

function checkOptions({ min, max, change }: RowCountOptions): void {
  const given = [min, max, change?.max].filter((value) => value !== undefined);
  const numbers = given.every((value) => value >= 0);
  if (given.length > 0 && numbers && (min ?? 0) <= (max ?? Infinity)) return;
  throw new ConfigError({
    code: "config_invalid",
    message:
      given.length === 0
        ? "rowCount asks for nothing: it has no min, max or change."
        : `rowCount asks for what cannot be: min ${min ?? "none"}, max ${max ?? "none"}, change ${change?.max ?? "none"}.`,
    hint: "Give numbers from 0 on, min not above max.",
  });
}
