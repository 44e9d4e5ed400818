import type { DatasetRule } from "../../dataset-rule.ts";
import { ConfigError } from "../../errors/kinds.ts";
import type { Key } from "../../schema.ts";
import { datasetWords } from "./dataset-messages.ts";
import { countOf, percentOf } from "./numbers.ts";
import { ruleName, type DatasetRuleOptions } from "./rule-options.ts";
import { readSnapshot } from "./snapshot.ts";

/** How often a field has to have a value. */
export interface NotNullOptions extends DatasetRuleOptions {
  /** Of all records, from 0 to 1; default 1. */
  readonly atLeast?: number | undefined;
}

/**
 * The field is neither missing nor null, in at least so many of all records. An empty text is a value. No records at all
 * break nothing: that is for `rowCount`.
 *
 * @throws ConfigError `config_invalid` when `atLeast` is no number from 0 to 1.
 */
export function notNull<T extends object>(
  field: Key<T>,
  options: NotNullOptions = {},
): DatasetRule<T> {
  const { atLeast = 1, severity = "error" } = options;
  if (!(atLeast >= 0 && atLeast <= 1)) {
    throw new ConfigError({
      code: "config_invalid",
      message: `notNull("${field}") asks for ${atLeast} of all records.`,
      hint: "Give a number from 0 to 1: 0.95 for 95 %.",
    });
  }
  const name = ruleName("notNull", [field], options);
  const words = datasetWords[options.locale ?? "en"];
  return {
    name,
    severity,
    start() {
      let records = 0;
      let empty = 0;
      return {
        add(record) {
          records += 1;
          const value: unknown = Reflect.get(record, field);
          if (value === undefined || value === null) empty += 1;
        },
        merge(other) {
          const seen = readSnapshot(name, other);
          records += seen.count("records");
          empty += seen.count("empty");
        },
        snapshot: () => ({ records, empty }),
        judge() {
          const filled = records === 0 ? 1 : (records - empty) / records;
          const ok = filled >= atLeast;
          const found = `${countOf(records, "record")}; ${empty} without ${field}: ${percentOf(filled)} have it`;
          const message = words.tooManyNull(field, filled, atLeast);
          return {
            ok,
            found,
            issues: ok ? [] : [{ path: [field], code: "too_many_null", message }],
          };
        },
      };
    },
  };
}
