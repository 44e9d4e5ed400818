import { defineStream, type StreamDefinition } from "@brain/core";
import { z } from "zod";
import type { MixpanelClient } from "../client.ts";
import type { ResolvedMixpanelConfig } from "../config.ts";
import { numeric } from "../numeric.ts";
import { queriesOf, queryOf, type QueryPartition } from "../query-partitions.ts";

/** A value of a saved report, with what tells it apart under the report's own headers (`$event`, …). */
export const insightSchema = z.looseObject({
  /** Its name in the config. */
  query: z.string(),
  /** The beginning of the interval in the project's time zone, with its offset, as Mixpanel writes it. */
  date: z.string(),
  /** The values of all headers, as a JSON array. */
  segment: z.string(),
  value: z.number().nullable(),
});

/** A record of the stream `insights`. */
export type Insight = z.infer<typeof insightSchema>;

const answerSchema = z.looseObject({
  headers: z.array(z.string()),
  series: z.record(z.string(), z.unknown()),
});

/**
 * Saved reports of the config, one partition each. The report itself says which days it covers.
 *
 * @see https://docs.mixpanel.com/reference/insights-query (read 2026-11-24)
 */
export function insights(
  config: ResolvedMixpanelConfig,
): StreamDefinition<MixpanelClient, Insight, never, QueryPartition> {
  const reports = config.insights ?? {};
  return defineStream<MixpanelClient>()({
    schema: insightSchema,
    primaryKey: ["query", "segment", "date"],
    partitions: () => queriesOf(reports),
    async *read({ client, partition }) {
      const { query } = partition;
      const isReport = (body: unknown): boolean => answerSchema.safeParse(body).success;
      const asked = { bookmark_id: queryOf(reports, query) };
      const { headers, series } = answerSchema.parse(
        await client.query("insights", asked, isReport),
      );
      const records = [...rowsOf(series, [])].map(({ names, date, value }): Insight => ({
        ...Object.fromEntries(
          names.map((name, index) => [headers[index] ?? `header_${index}`, name]),
        ),
        query,
        date,
        segment: JSON.stringify(names),
        value,
      }));
      yield { records };
    },
  });
}

interface Row {
  readonly names: readonly string[];
  readonly date: string;
  readonly value: number | null;
}

/** The series are nested as deep as there are headers; the innermost names are days. */
function* rowsOf(
  series: Readonly<Record<string, unknown>>,
  names: readonly string[],
): Generator<Row> {
  for (const [name, given] of Object.entries(series)) {
    const value = numeric(given);
    if (typeof value === "number" || value === null) yield { names, date: name, value };
    else if (typeof value === "object")
      yield* rowsOf(value as Record<string, unknown>, [...names, name]);
  }
}
