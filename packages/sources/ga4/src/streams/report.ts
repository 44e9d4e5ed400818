import { defineStream, PermissionError, type StreamDefinition } from "@brain/core";
import { z } from "zod";
import type { Ga4Client } from "../client.ts";
import { listPartitions, type ReportPartition, type Span } from "../partitions.ts";
import { recordSchema } from "../record-schema.ts";
import { primaryKeyOf, type ReportRow } from "../record.ts";
import type { Report } from "../report-config.ts";
import { reportPages, type ReportState } from "../report-pages.ts";

const stateSchema = z.object({ offset: z.int().min(0), last: z.string().optional() });

/** The stream of one report: its rows by day (week, month, year), or over the whole window where it has no time dimension. */
export function reportStream(
  report: Report,
  span: Span,
): StreamDefinition<Ga4Client, ReportRow, ReportState, ReportPartition> {
  return defineStream<Ga4Client>()({
    schema: recordSchema(report),
    primaryKey: primaryKeyOf(report),
    // A restated period is replaced whole: rows that GA4 no longer reports, such as "(data not available)", go. There is no
    // cursor, since a restated row has the same date as before and must not pass for a duplicate.
    mode: "mirror",
    stateSchema,
    partitions: ({ client, clock, window }) => listPartitions(client, clock, window, report, span),
    async *read({ client, partition, state, resuming, ...runtime }) {
      const { property, first, last } = partition;
      if (first === undefined || last === undefined) throw await refusalOf(client, property);
      const start = resuming && state !== undefined ? state : { offset: 0 };
      yield* reportPages(client, runtime, { property, report, days: { first, last } }, start);
    },
  });
}

/** Why the property could not be listed; if it can be now, its days are the next run's. */
async function refusalOf(client: Ga4Client, property: string): Promise<unknown> {
  try {
    await client.timeZone(property);
  } catch (error) {
    return error;
  }
  return new PermissionError({
    code: "scope_missing",
    message: `Property ${property} could not be read when this run began.`,
    hint: "It can be read now: run again.",
    retryable: true,
    context: { connector: "ga4", property },
  });
}
