import { defineStream, type Partition, type StreamDefinition } from "@brain/core";
import { z } from "zod";
import type { MixpanelClient } from "../client.ts";
import type { ResolvedMixpanelConfig } from "../config.ts";
import { countsOf, isSeries, type SeriesAnswer } from "../counted.ts";
import { queryOf, queriesOf, type QueryPartition } from "../query-partitions.ts";
import { reportPages, reportState, type ReportState } from "../report-pages.ts";

/** What a segmentation of the config counted on a day (or in the week or month that begins on it). */
export const segmentationSchema = z.object({
  /** Its name in the config. */
  query: z.string(),
  date: z.iso.date(),
  /** The value of `on`, else the event. */
  segment: z.string(),
  value: z.number(),
});

/** A record of the stream `segmentation`. */
export type Segmentation = z.infer<typeof segmentationSchema>;

/**
 * Every segmentation of the config, one partition each.
 *
 * @see https://docs.mixpanel.com/reference/segmentation-query (read 2026-11-24)
 */
export function segmentation(
  config: ResolvedMixpanelConfig,
): StreamDefinition<MixpanelClient, Segmentation, ReportState, QueryPartition & Partition> {
  const queries = config.segmentation ?? {};
  return defineStream<MixpanelClient>()({
    schema: segmentationSchema,
    primaryKey: ["query", "date", "segment"],
    stateSchema: reportState,
    partitions: () => queriesOf(queries),
    async *read({ client, partition, ...context }) {
      const query = queryOf(queries, partition.query);
      yield* reportPages(context, {
        config,
        unit: query.unit,
        lookbackDays: config.lookbackDays,
        async ask({ first, last }) {
          const { limit, ...asked } = query;
          const answer = await client.query<SeriesAnswer>(
            "segmentation",
            {
              ...asked,
              // Without `on` there is but one segment, and the parameter has no meaning.
              limit: query.on === undefined ? undefined : String(limit),
              from_date: first,
              to_date: last,
            },
            isSeries,
          );
          // A claim about what Mixpanel sent: whoever reads validates each record against the schema first of all.
          return countsOf(answer).map((row) => ({
            query: partition.query,
            ...row,
          })) as Segmentation[];
        },
      });
    },
  });
}
