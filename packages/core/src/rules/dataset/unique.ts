import type { DatasetMeter, DatasetRule } from "../../dataset-rule.ts";
import { readKey } from "../../dedupe.ts";
import { limits } from "../../limits.ts";
import type { Key } from "../../schema.ts";
import { datasetWords } from "./dataset-messages.ts";
import { createKeySample, sampleKey, type KeySample, type SampleSnapshot } from "./key-sample.ts";
import { countOf } from "./numbers.ts";
import { ruleName, type DatasetRuleOptions } from "./rule-options.ts";
import { readSnapshot } from "./snapshot.ts";

/** Adaptive sampling: 1.2 / √10,000 of the number of different values (Flajolet 1990). */
const STANDARD_ERROR = "1.2 %";

/**
 * No two records have the same values in all these fields. Records that lack one of them are not compared, as in SQL.
 *
 * Up to 10,000 different values every one is compared. Beyond that a sample of the values is, of which every occurrence is
 * known: what it finds repeated is repeated, and `found` says how many that makes of all, with a standard error of 1.2 % of
 * the different values. A sample of one value in 2^n overlooks d repeated values with a probability of (1 − 2^−n)^d.
 *
 * What a checkpoint keeps are 64 bits of an unkeyed hash of each compared value. Nobody reads a value from it, but whoever has a
 * list of candidates can look for them: so a field that is personal data must be protected before this rule sees it.
 * Values that somebody chose to look alike to the hash would be a false alarm; equal values are never overlooked by it.
 *
 * @example `unique("id")`, `unique("account_id", "day", { severity: "warn" })`
 */
export function unique<T extends object>(
  ...given: readonly Key<T>[] | readonly [...Key<T>[], DatasetRuleOptions]
): DatasetRule<T> {
  const { fields, options } = parted(given);
  const name = ruleName("unique", fields, options);
  const words = datasetWords[options.locale ?? "en"];
  const samples = new WeakMap<DatasetMeter<T>, KeySample>();
  return {
    name,
    severity: options.severity ?? "error",
    keeps: fields,
    start(whole) {
      const parts: string[] = [];
      // Else the checkpoint of every partition would hold 10,000 keys, most of which the sample of all left out long ago.
      const from = whole === undefined ? 0 : samples.get(whole)?.level();
      const sample = createKeySample(limits.ruleKeys, from);
      let records = 0;
      const meter: DatasetMeter<T> = {
        add(record) {
          if (!readKey(record, fields, parts)) return;
          records += 1;
          let text = "";
          // With the length before each part: ["a", "bc"] and ["ab", "c"] are two values.
          for (const part of parts) text += `${part.length}:${part}`;
          sample.add(sampleKey(text));
        },
        merge(other) {
          const seen = readSnapshot(name, other);
          records += seen.count("records");
          const kept: SampleSnapshot = {
            level: seen.count("level"),
            once: seen.text("once"),
            more: seen.text("more"),
            times: seen.counts("times"),
          };
          sample.merge(kept);
        },
        snapshot: () => ({ records, ...sample.snapshot() }),
        judge() {
          const { level, keys, again } = sample.totals();
          const share = 2 ** level;
          const what = fields.join(", ");
          const found =
            level === 0
              ? `${countOf(records, "record")}; ${again} repeat ${what}`
              : `${countOf(records, "record")}; about ${countOf(keys * share, "different value")} of ${what} (standard error ${STANDARD_ERROR}); about ${again * share} repeat one, by a sample of one value in ${share}`;
          const message = words.notUnique(again * share, what, level > 0);
          return {
            ok: again === 0,
            found,
            issues: again === 0 ? [] : [{ path: [], code: "not_unique", message }],
          };
        },
      };
      samples.set(meter, sample);
      return meter;
    },
  };
}

function parted(given: readonly (string | DatasetRuleOptions)[]): {
  readonly fields: readonly string[];
  readonly options: DatasetRuleOptions;
} {
  const fields = given.filter((part) => typeof part === "string");
  const options = given.find((part) => typeof part === "object") ?? {};
  return { fields, options };
}
