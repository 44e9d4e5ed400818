import { defineStream, type Partition, type StreamDefinition } from "@brain/core";
import { z } from "zod";
import { chartPages, chartState, type ChartState } from "../chart-series.ts";
import type { AmplitudeClient } from "../client.ts";
import type { ResolvedAmplitudeConfig } from "../config.ts";

/** How long the sessions of a day were. */
export const averageSessionLengthSchema = z.object({
  /** A day in the project's time zone. */
  date: z.iso.date(),
  /** Seconds. */
  length: z.number(),
});

/** A record of the stream `average_session_length`. */
export type AverageSessionLength = z.infer<typeof averageSessionLengthSchema>;

/** What a day of a chart of sessions costs. */
const SESSIONS_COST = 4;

/**
 * The average length of sessions by day.
 *
 * @see https://amplitude.com/docs/apis/analytics/dashboard-rest#average-session-length (read 2026-11-24)
 */
export function averageSessionLength(
  config: ResolvedAmplitudeConfig,
): StreamDefinition<AmplitudeClient, AverageSessionLength, ChartState, Partition> {
  return defineStream<AmplitudeClient>()({
    schema: averageSessionLengthSchema,
    primaryKey: ["date"],
    // No cursor: a day that late events have changed has the same date as before, and must not pass for a duplicate.
    stateSchema: chartState,
    read: (context) =>
      chartPages(
        context,
        config,
        { name: "sessions/average", query: {}, costPerDay: SESSIONS_COST },
        ({ date, value }) => ({ date, length: value }),
      ),
  });
}
