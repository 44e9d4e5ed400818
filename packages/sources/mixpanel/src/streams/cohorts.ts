import { defineStream } from "@brain/core";
import { withTextIds } from "@brain/http";
import { z } from "zod";
import type { MixpanelClient } from "../client.ts";

/** A saved group of users. */
export const cohortSchema = z.looseObject({
  id: z.string(),
  project_id: z.string().nullish(),
  name: z.string().nullish(),
  description: z.string().nullish(),
  /** How many users were in it when it was last counted. */
  count: z.int().nullish(),
  is_visible: z.int().nullish(),
  /** `YYYY-MM-DD HH:mm:ss`; the zone is not documented. */
  created: z.string().nullish(),
  data_group_id: z.string().nullish(),
});

/** A record of the stream `cohorts`. */
export type Cohort = z.infer<typeof cohortSchema>;

/**
 * All cohorts, in one request: nothing tells when a name or a count has changed.
 *
 * @see https://docs.mixpanel.com/reference/cohorts-list (read 2026-11-24)
 */
export const cohorts = defineStream<MixpanelClient>()({
  schema: cohortSchema,
  primaryKey: ["id"],
  mode: "mirror",
  async *read({ client }) {
    const found = await client.cohorts();
    // A claim about what Mixpanel sent: whoever reads validates each record against the schema first of all.
    const records = found.map((raw) =>
      withTextIds(raw, ["id", "project_id", "data_group_id"]),
    ) as Cohort[];
    yield { records };
  },
});
