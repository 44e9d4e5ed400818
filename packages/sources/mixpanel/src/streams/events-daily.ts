import { DecodeError, defineStream, type Partition, type StreamDefinition } from "@brain/core";
import { z } from "zod";
import type { MixpanelClient } from "../client.ts";
import type { ResolvedMixpanelConfig } from "../config.ts";
import { countsOf, isSeries, type SeriesAnswer } from "../counted.ts";
import type { Days } from "../days.ts";
import { reportPages, reportState, type ReportState } from "../report-pages.ts";

/** How often an event happened on a day. */
export const eventCountSchema = z.object({
  event: z.string(),
  date: z.iso.date(),
  type: z.enum(["general", "unique", "average"]),
  unit: z.literal("day"),
  count: z.number(),
});

/** A record of the stream `events_daily`. */
export type EventCount = z.infer<typeof eventCountSchema>;

/** Names in one request: they travel in the address. */
const NAMES_AT_ONCE = 50;
const MAX_NAMES = "255";

/**
 * Counts of events by day: those of the config, else all that happened in the last 31 days (at most 255).
 *
 * @see https://docs.mixpanel.com/reference/list-recent-events (read 2026-11-24)
 */
export function eventsDaily(
  config: ResolvedMixpanelConfig,
): StreamDefinition<MixpanelClient, EventCount, ReportState, Partition> {
  const { events, countType: type, lookbackDays } = config;
  return defineStream<MixpanelClient>()({
    schema: eventCountSchema,
    primaryKey: ["event", "date", "type", "unit"],
    stateSchema: reportState,
    async *read({ client, ...context }) {
      const names = events ?? (await namesOf(client));
      yield* reportPages(context, {
        config,
        unit: "day",
        lookbackDays,
        async ask(days) {
          const rows: EventCount[] = [];
          for (let at = 0; at < names.length; at += NAMES_AT_ONCE) {
            rows.push(...(await count(client, names.slice(at, at + NAMES_AT_ONCE), days)));
          }
          return rows;
        },
      });
    },
  });

  async function count(
    client: MixpanelClient,
    names: readonly string[],
    { first, last }: Days,
  ): Promise<EventCount[]> {
    const query = {
      event: JSON.stringify(names),
      type,
      unit: "day",
      from_date: first,
      to_date: last,
    };
    const answer = await client.query<SeriesAnswer>("events", query, isSeries);
    // A claim about what Mixpanel sent: whoever reads validates each record against the schema first of all.
    return countsOf(answer).map(({ date, segment, value }) => ({
      event: segment,
      date,
      type,
      unit: "day",
      count: value,
    })) as EventCount[];
  }
}

async function namesOf(client: MixpanelClient): Promise<readonly string[]> {
  const names = await client.query<unknown[]>(
    "events/names",
    { type: "general", limit: MAX_NAMES },
    Array.isArray,
  );
  return names.map((name) => {
    if (typeof name === "string") return name;
    throw new DecodeError({
      code: "wrong_shape",
      message: "Mixpanel gave a name that is no text.",
    });
  });
}
