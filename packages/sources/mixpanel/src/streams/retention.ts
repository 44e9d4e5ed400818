import { defineStream, type StreamDefinition } from "@brain/core";
import { z } from "zod";
import type { MixpanelClient } from "../client.ts";
import type { ResolvedMixpanelConfig } from "../config.ts";
import type { RetentionQuery, Unit } from "../queries.ts";
import { queriesOf, queryOf, type QueryPartition } from "../query-partitions.ts";
import { reportPages, reportState, type ReportState } from "../report-pages.ts";

/** Those who began on a day (or in the week or month that begins on it), and how many of them came back. */
export const retentionSchema = z.looseObject({
  /** Its name in the config. */
  query: z.string(),
  date: z.iso.date(),
  /** How many began. */
  first: z.int(),
  /** How many came back in each interval, that of the beginning first. */
  counts: z.array(z.int()),
});

/** A record of the stream `retention`. */
export type Retention = z.infer<typeof retentionSchema>;

const DAYS: Readonly<Record<Unit, number>> = { day: 1, week: 7, month: 31 };

/**
 * Every retention query of the config, one partition each. Days are read again until their last interval is over.
 *
 * @see https://docs.mixpanel.com/reference/retention-query (read 2026-11-24)
 */
export function retention(
  config: ResolvedMixpanelConfig,
): StreamDefinition<MixpanelClient, Retention, ReportState, QueryPartition> {
  const queries = config.retention ?? {};
  return defineStream<MixpanelClient>()({
    schema: retentionSchema,
    primaryKey: ["query", "date"],
    stateSchema: reportState,
    partitions: () => queriesOf(queries),
    async *read({ client, partition, ...context }) {
      const query = queryOf(queries, partition.query);
      const { unit, interval, interval_count, ...asked } = query;
      yield* reportPages(context, {
        config,
        unit,
        lookbackDays: config.lookbackDays + DAYS[unit] * interval * (interval_count + 1),
        async ask({ first, last }) {
          const answer = await client.query<Readonly<Record<string, object>>>(
            "retention",
            {
              ...(asked satisfies Partial<RetentionQuery>),
              unit,
              interval: String(interval),
              interval_count: String(interval_count),
              from_date: first,
              to_date: last,
            },
            isRetention,
          );
          // A claim about what Mixpanel sent: whoever reads validates each record against the schema first of all.
          return Object.entries(answer)
            .toSorted(([one], [other]) => (one < other ? -1 : 1))
            .map(([date, row]) => ({ ...row, query: partition.query, date })) as Retention[];
        },
      });
    },
  });
}

/** An object of days; an error is one, too, and without a day in it there is no row. */
function isRetention(body: unknown): boolean {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return false;
  const days = Object.entries(body);
  return days.length > 0 && days.every(([day, row]) => /^\d{4}-\d\d-\d\d/.test(day) && isRow(row));
}

function isRow(row: unknown): boolean {
  return typeof row === "object" && row !== null && Array.isArray(Reflect.get(row, "counts"));
}
