import { cursorInstant, isCursorValue } from "../../cursor-value.ts";
import type { DatasetRule } from "../../dataset-rule.ts";
import type { Key } from "../../schema.ts";
import type { Issue } from "../../validation.ts";
import { datasetWords } from "./dataset-messages.ts";
import { durationMs } from "./duration.ts";
import { ruleName, type DatasetRuleOptions } from "./rule-options.ts";
import { readSnapshot } from "./snapshot.ts";

/** How old the newest record may be. */
export interface FreshOptions extends DatasetRuleOptions {
  /** An ISO 8601 duration (`P1D`, `PT6H`) or milliseconds. */
  readonly within: string | number;
}

const DAY_MS = 86_400_000;
/** Where the day begins first, tomorrow's ends 38 hours from now in UTC. */
const AHEAD_MS = 2 * DAY_MS;

/**
 * The newest value of a day or an instant is not older than `within` when the generation ends. What names no zone is UTC; a day
 * counts from its end in UTC, since its data may come until then: 24 November is one day old at the end of the 25th.
 * Epoch seconds and milliseconds are understood too. A generation without any value is as fresh as the one before it.
 * A newest value more than two days ahead of now breaks the rule: behind it nobody could see that nothing comes.
 *
 * @throws ConfigError `config_invalid` when `within` is no duration.
 */
export function fresh<T extends object>(field: Key<T>, options: FreshOptions): DatasetRule<T> {
  const { severity = "error" } = options;
  const withinMs = durationMs(options.within);
  const name = ruleName("fresh", [field], options);
  const words = datasetWords[options.locale ?? "en"];
  return {
    name,
    severity,
    keeps: [field],
    start() {
      let newest: number | undefined;
      let last: unknown;
      const see = (at: number | undefined): void => {
        if (at !== undefined && (newest === undefined || at > newest)) newest = at;
      };
      const seen = (snapshot: Parameters<typeof readSnapshot>[1]): void => {
        const at = readSnapshot(name, snapshot).text("newest");
        if (at !== "") see(Date.parse(at));
      };
      return {
        add(record) {
          const value: unknown = Reflect.get(record, field);
          // Most streams bring many records of one day in a row.
          if (value === last || !isCursorValue(value)) return;
          last = value;
          see(endOf(value));
        },
        merge: seen,
        snapshot: () => ({ newest: newest === undefined ? "" : new Date(newest).toISOString() }),
        judge({ before, now }) {
          if (newest === undefined && before !== undefined) seen(before);
          const issues: Issue[] = [];
          const say = (code: string, message: string): void => {
            issues.push({ path: [field], code, message });
          };
          if (newest === undefined) {
            say("no_time", words.noTime(field));
            return { ok: false, found: `no time in ${field}`, issues };
          }
          const at = new Date(newest).toISOString();
          if (newest > now + AHEAD_MS) {
            say("in_future", words.inFuture(field, at));
          } else if (now - newest > withinMs) {
            say("stale", words.stale(field, at, options.within));
          }
          return { ok: issues.length === 0, found: `the newest ${field} is of ${at}`, issues };
        },
      };
    },
  };
}

/** The instant; of a whole day its end. */
function endOf(value: string | number): number | undefined {
  const at = cursorInstant(value);
  if (at === undefined || Math.abs(at) > 8.64e15 - DAY_MS) return undefined;
  return typeof value === "string" && value.length === 10 ? at + DAY_MS : at;
}
