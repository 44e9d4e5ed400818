import { DecodeError, defineStream, type Page } from "@brain/core";
import { z } from "zod";
import type { MixpanelClient } from "../client.ts";
import { engagePages, savedSession } from "../engage-pages.ts";
import { cohortMemberSchema, toProfile, type CohortMember } from "../profile-record.ts";
import { personalProperties } from "../property-fields.ts";

const stateSchema = z.object({ session: savedSession.optional() });

/**
 * Who is in which cohort, members without a profile too. Each cohort is a partition and is read whole, so that those who
 * left it go.
 *
 * @see https://docs.mixpanel.com/reference/engage-query (read 2026-11-24)
 */
export const cohortMembers = defineStream<MixpanelClient>()({
  schema: cohortMemberSchema,
  primaryKey: ["cohort_id", "distinct_id"],
  mode: "mirror",
  pii: personalProperties,
  stateSchema,
  async *partitions({ client }) {
    for (const cohort of await client.cohorts()) {
      const id: unknown = Reflect.get(cohort, "id");
      if (typeof id !== "number" && typeof id !== "string") throw noId();
      yield { key: String(id) };
    }
  },
  async *read({ client, clock, partition, state, resuming }) {
    const cohort = partition.key;
    const saved = resuming ? state?.session : undefined;
    for await (const { answer, next } of engagePages(client, clock, { cohort }, saved)) {
      // A claim about what Mixpanel sent: whoever reads validates each record against the schema first of all.
      const records = answer.results.map((raw) => toProfile(raw, cohort)) as CohortMember[];
      const checkpoint = next === undefined ? {} : { session: next };
      yield { records, checkpoint } satisfies Page<CohortMember, z.infer<typeof stateSchema>>;
    }
  },
});

function noId(): DecodeError {
  return new DecodeError({
    code: "wrong_shape",
    message: "Mixpanel listed a cohort without an id.",
  });
}
