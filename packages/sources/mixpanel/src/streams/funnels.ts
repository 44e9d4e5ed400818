import { defineStream, type Partition, type StreamDefinition } from "@brain/core";
import { z } from "zod";
import type { MixpanelClient } from "../client.ts";
import type { ResolvedMixpanelConfig } from "../config.ts";
import { withNumericFields } from "../numeric.ts";
import { reportPages, reportState, type ReportState } from "../report-pages.ts";

/** How far the users of a day came in a funnel. */
export const funnelSchema = z.looseObject({
  funnel_id: z.string(),
  /** The funnel's name as it was when the day was read. */
  name: z.string(),
  date: z.iso.date(),
  steps: z.array(
    z.looseObject({
      event: z.string().nullish(),
      goal: z.string().nullish(),
      count: z.int().nullish(),
      /** Seconds; none for the first step. */
      avg_time: z.number().nullish(),
      avg_time_from_start: z.number().nullish(),
      step_conv_ratio: z.number().nullish(),
      overall_conv_ratio: z.number().nullish(),
    }),
  ),
  analysis: z
    .looseObject({
      completion: z.int().nullish(),
      starting_amount: z.int().nullish(),
      steps: z.int().nullish(),
      worst: z.int().nullish(),
    })
    .nullish(),
});

/** A record of the stream `funnels`. */
export type Funnel = z.infer<typeof funnelSchema>;

interface FunnelPartition extends Partition {
  readonly name: string;
}

/** The longest time that a funnel may have. */
const LONGEST_DAYS = 90;
const listSchema = z.array(
  z.looseObject({
    funnel_id: z.union([z.string(), z.number()]).transform(String),
    name: z.string().nullish(),
  }),
);

/**
 * Saved funnels by day, one partition each. A day is restated until the last of its users has run out of time, so as many
 * days are read again.
 *
 * @see https://docs.mixpanel.com/reference/funnels-query (read 2026-11-24)
 */
export function funnels(
  config: ResolvedMixpanelConfig,
): StreamDefinition<MixpanelClient, Funnel, ReportState, FunnelPartition> {
  const { funnelIds, funnelDays, lookbackDays } = config;
  return defineStream<MixpanelClient>()({
    schema: funnelSchema,
    primaryKey: ["funnel_id", "date"],
    stateSchema: reportState,
    async *partitions({ client }): AsyncGenerator<FunnelPartition> {
      const isList = (body: unknown): boolean => listSchema.safeParse(body).success;
      const found = listSchema.parse(await client.query("funnels/list", {}, isList));
      for (const { funnel_id: key, name } of found) {
        if (funnelIds?.includes(key) !== false) yield { key, name: name ?? "" };
      }
    },
    async *read({ client, partition, ...context }) {
      const { key, name } = partition;
      yield* reportPages(context, {
        config,
        unit: "day",
        lookbackDays: Math.max(lookbackDays, funnelDays ?? LONGEST_DAYS),
        async ask({ first, last }) {
          const answer = await client.query<{ data: Readonly<Record<string, object>> }>(
            "funnels",
            {
              funnel_id: key,
              unit: "day",
              ...(funnelDays === undefined
                ? {}
                : { length: String(funnelDays), length_unit: "day" }),
              from_date: first,
              to_date: last,
            },
            isFunnel,
          );
          // A claim about what Mixpanel sent: whoever reads validates each record against the schema first of all.
          return Object.entries(answer.data)
            .toSorted(([one], [other]) => (one < other ? -1 : 1))
            .map(([date, row]) => ({
              ...withNumbers(row),
              funnel_id: key,
              name,
              date,
            })) as Funnel[];
        },
      });
    },
  });
}

/** Ratios come with more digits than a number has, and are read as text then; as ratios they lose nothing. */
function withNumbers(row: object): object {
  const steps: unknown = Reflect.get(row, "steps");
  if (!Array.isArray(steps)) return row;
  return { ...row, steps: steps.map((step: unknown) => withNumericFields(step)) };
}

function isFunnel(body: unknown): boolean {
  if (typeof body !== "object" || body === null) return false;
  const data: unknown = Reflect.get(body, "data");
  return typeof data === "object" && data !== null && !Array.isArray(data);
}
