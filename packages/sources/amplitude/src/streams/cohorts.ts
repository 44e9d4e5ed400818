import { defineStream } from "@brain/core";
import { withTextIds } from "@brain/http";
import { z } from "zod";
import type { AmplitudeClient } from "../client.ts";

const instant = z.iso.datetime().nullish();
const people = z.array(z.string()).nullish();

/** A saved group of users. */
export const cohortSchema = z.looseObject({
  id: z.string(),
  appId: z.string().nullish(),
  name: z.string().nullish(),
  description: z.string().nullish(),
  /** Users in it when it was last computed; none before. */
  size: z.int().nullish(),
  lastMod: instant,
  createdAt: instant,
  lastComputed: instant,
  last_viewed: instant,
  archived: z.boolean().nullish(),
  finished: z.boolean().nullish(),
  published: z.boolean().nullish(),
  hidden: z.boolean().nullish(),
  is_predictive: z.boolean().nullish(),
  is_official_content: z.boolean().nullish(),
  type: z.string().nullish(),
  owners: people,
  viewers: people,
  chart_id: z.string().nullish(),
  view_count: z.int().nullish(),
  definition: z.record(z.string(), z.unknown()).nullish(),
  /** Where it is sent to, with whose account. */
  syncMetadata: z.array(z.record(z.string(), z.unknown())).nullish(),
});

/** A record of the stream `cohorts`. */
export type Cohort = z.infer<typeof cohortSchema>;

/**
 * All discoverable cohorts, in one request: Amplitude has no filter, and does not tell which are gone.
 *
 * @see https://amplitude.com/docs/apis/analytics/behavioral-cohorts (read 2026-11-24)
 */
export const cohorts = defineStream<AmplitudeClient>()({
  schema: cohortSchema,
  primaryKey: ["id"],
  mode: "mirror",
  pii: { owners: "email", viewers: "email", syncMetadata: "email" },
  async *read({ client }) {
    const found = await client.list("api/3/cohorts", "cohorts", {
      query: { includeSyncInfo: true },
    });
    // A claim about what Amplitude sent: whoever reads validates each record against the schema first of all.
    const records = found.map(toCohort) as Cohort[];
    yield { records };
  },
});

/** Amplitude counts seconds. */
function toCohort(raw: object): Record<string, unknown> {
  const record = withTextIds(raw, ["id", "appId"]);
  for (const name of ["lastMod", "createdAt", "lastComputed", "last_viewed"]) {
    const seconds = record[name];
    if (typeof seconds !== "number") continue;
    const at = new Date(seconds * 1_000);
    if (!Number.isNaN(at.getTime())) record[name] = at.toISOString();
  }
  return record;
}
