import { addDays, dayAt, daysOf, type Clock, type Partition, type Window } from "@brain/core";
import type { LinkedinAdsClient } from "./client.ts";
import type { ResolvedConfig } from "./config.ts";
import { periodsOf, type Days } from "./periods.ts";
import type { Report } from "./report-config.ts";

/** Some days of one account. */
export interface ReportPartition extends Partition, Days {
  readonly account: string;
}

/**
 * The periods to read, account by account, oldest first. LinkedIn counts days in UTC. A period that lies before the
 * lookback is final, one within it is read once a day, and one that is not over by every run.
 */
export async function* reportPartitions(
  { client, clock, window }: { client: LinkedinAdsClient; clock: Clock; window: Window },
  { timeGranularity }: Report,
  { startDate, lookbackDays, windowDays }: ResolvedConfig,
): AsyncGenerator<ReportPartition> {
  const today = dayAt(clock.now(), "UTC");
  const asked = daysOf(window, "UTC");
  const first = asked.first ?? startDate;
  if (first === undefined) return;
  const days = { first, last: earlier(asked.last, today) };
  const open = addDays(today, -lookbackDays);
  for (const account of await client.accountIds()) {
    for (const period of periodsOf(timeGranularity, days, windowDays)) {
      const { first: begin, last: end } = period;
      const version = end < open ? "final" : `read ${today}`;
      yield {
        key: `${account}/${begin}..${end}`,
        ...(end < today ? { version } : {}),
        account,
        first: begin,
        last: earlier(end, today),
      };
    }
  }
}

function earlier(left: string, right: string): string {
  return left < right ? left : right;
}
