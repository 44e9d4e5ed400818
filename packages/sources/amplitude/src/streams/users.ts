import { defineStream, type Partition, type StreamDefinition } from "@brain/core";
import { z } from "zod";
import { chartPages, chartState, type ChartState } from "../chart-series.ts";
import type { AmplitudeClient } from "../client.ts";
import type { ResolvedAmplitudeConfig } from "../config.ts";

/** How many users a day had. */
export const usersSchema = z.object({
  /** A day in the project's time zone. */
  date: z.iso.date(),
  /** A value of `usersBy`, such as a country; `0` for all users. */
  segment: z.string(),
  users: z.number(),
});

/** A record of the streams `active_users` and `new_users`. */
export type Users = z.infer<typeof usersSchema>;

/** Grouping by a property counts as four conditions. */
const CONDITIONS_OF_A_GROUP = 4;

/**
 * Users by day, those who were active or those who were new.
 *
 * @see https://amplitude.com/docs/apis/analytics/dashboard-rest#get-active-and-new-user-counts (read 2026-11-24)
 */
export function users(
  config: ResolvedAmplitudeConfig,
  kind: "active" | "new",
): StreamDefinition<AmplitudeClient, Users, ChartState, Partition> {
  const { usersBy } = config;
  return defineStream<AmplitudeClient>()({
    schema: usersSchema,
    primaryKey: ["date", "segment"],
    // No cursor: a day that late events have changed has the same date as before, and must not pass for a duplicate.
    stateSchema: chartState,
    read: (context) =>
      chartPages(
        context,
        config,
        {
          name: "users",
          query: { m: kind, i: "1", g: usersBy },
          costPerDay: usersBy === undefined ? 1 : CONDITIONS_OF_A_GROUP,
        },
        ({ date, segment, value }) => ({ date, segment, users: value }),
      ),
  });
}
