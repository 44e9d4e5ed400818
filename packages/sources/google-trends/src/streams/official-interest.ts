import { addDays, dayAt, defineStream, type StreamDefinition } from "@brain/core";
import { z } from "zod";
import { askedIn } from "../asked.ts";
import type { TrendsClient } from "../client.ts";
import type { ResolvedConfig } from "../config.ts";
import { interestSchema, type Interest } from "../interest-record.ts";
import { officialOf } from "../official-client.ts";
import { clampDays, startOf, toSpec } from "../official-mapping.ts";
import { operated, operationState } from "../operations.ts";
import { keywordsOf, type KeywordPartition } from "../partitions.ts";
import { daysIn } from "../timeframe.ts";

const stateSchema = z.object({
  /** Where the last bucket that was over begins. */
  until: z.iso.datetime().optional(),
  operation: operationState.optional(),
});
type State = z.infer<typeof stateSchema>;

const DAY_MS = 86_400_000;
const DAYS_IN = { DAY: 1, WEEK: 7, MONTH: 31, YEAR: 366 } as const;
/** Buckets before the last one that are read again. */
const LOOKBACK_BUCKETS = 2;

/** Interest over time from the official API, whose values are on one scale: later runs read what is new, and join it. */
export function officialInterest(
  config: ResolvedConfig,
): StreamDefinition<TrendsClient, Interest, State, KeywordPartition> {
  const resolution = config.officialResolution;
  const bucketDays = DAYS_IN[resolution];
  const lookbackDays = LOOKBACK_BUCKETS * bucketDays;
  return defineStream<TrendsClient>()({
    schema: interestSchema,
    primaryKey: ["keyword", "geo", "property", "category", "resolution", "date"],
    cursor: { field: "date", order: "ascending", lookbackMs: lookbackDays * DAY_MS },
    stateSchema,
    partitions: () => keywordsOf(config),
    async *read({ client, partition, state = {}, window, clock }) {
      const { geo, keyword } = partition;
      const asked = askedIn(config, geo, { window, clock });
      const { first, last } = clampDays(daysIn(asked.timeframe, clock.now()), clock.now());
      const back = addDays(dayAt(Date.parse(state.until ?? first), "UTC"), -lookbackDays);
      const from = state.until !== undefined && back > first ? back : first;
      if (from > last) return;
      const to = addDays(last, 1);
      const spec = { ...toSpec({ keyword, geo, from, to }), timeResolution: resolution };
      const { timeSeries } = yield* operated<Interest, State>({
        client: officialOf(client),
        now: clock.now,
        method: "fetchTimeSeries",
        body: { spec },
        points: Math.ceil((Date.parse(to) - Date.parse(from)) / DAY_MS / bucketDays),
        begun: state.operation,
        toState: (operation) => ({ ...known(state.until), operation }),
      });
      const records = (timeSeries?.points ?? [])
        .map((point) => {
          const { timeRange: _, date: __, searchInterest, scaledSearchInterest, isPartial } = point;
          return {
            keyword,
            ...asked,
            date: startOf(point),
            value: scaledSearchInterest ?? null,
            rescaled_value: null,
            formatted_value: null,
            has_data: null,
            is_partial: isPartial === true,
            resolution,
            batch: 0,
            anchor: null,
            search_interest: searchInterest ?? null,
          };
        })
        // A bucket may begin before the window that it reaches into.
        .filter(({ date }) => window.from === undefined || isWithin(date, window.from, window.to))
        .toSorted((one, other) => (one.date < other.date ? -1 : 1));
      const over = records.findLast(({ is_partial: isPartial }) => !isPartial);
      yield { records, checkpoint: known(over?.date ?? state.until) };
    },
  });
}

function isWithin(date: string, from: string, to: string): boolean {
  const at = Date.parse(date);
  return at >= Date.parse(from) && at < Date.parse(to);
}

function known(until: string | undefined): State {
  return until === undefined ? {} : { until };
}
