import { addDays, type Partition } from "@brain/core";
import { firstOpenDay, type ResolvedMixpanelConfig } from "./config.ts";
import { DAY_MS, earlierDay, laterDay, type Days } from "./days.ts";

/** The days of one request, both included: no two partitions share a day. */
export interface ExportPartition extends Partition, Days {}

/**
 * Windows of `windowDays`, always cut at the same days. One that lies before the lookback is final, one within it is read
 * once a day, and the one that is not over by every run.
 */
export function* exportWindows(
  days: Days,
  today: string,
  config: ResolvedMixpanelConfig,
): Generator<ExportPartition> {
  const { windowDays } = config;
  const open = firstOpenDay(config, today);
  const place = Math.floor(Date.parse(days.first) / DAY_MS) % windowDays;
  let start = addDays(days.first, -place);
  while (start <= days.last) {
    const end = addDays(start, windowDays - 1);
    const first = laterDay(start, days.first);
    const version = end < open ? "final" : `read ${today}`;
    yield {
      key: windowDays === 1 ? first : `${first}..${end}`,
      ...(end < today ? { version } : {}),
      first,
      last: earlierDay(end, days.last),
    };
    start = addDays(end, 1);
  }
}
