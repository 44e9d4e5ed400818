import { z } from "zod";
import type { RawProfile } from "./engage.ts";
import { personFields } from "./person-fields.ts";
import { toFields } from "./property-fields.ts";

const properties = {
  ...personFields,
  /** Names no zone. */
  $last_seen: z.string().nullish(),
  $created: z.string().nullish(),
};

/** A profile with its properties beside it, as Mixpanel spells them. */
export const profileSchema = z.looseObject({ distinct_id: z.string(), ...properties });

/** A record of the stream `profiles`. */
export type Profile = z.infer<typeof profileSchema>;

/** A profile as a member of a cohort. */
export const cohortMemberSchema = z.looseObject({
  cohort_id: z.string(),
  distinct_id: z.string(),
  ...properties,
});

/** A record of the stream `cohort_members`. */
export type CohortMember = z.infer<typeof cohortMemberSchema>;

/** A profile, or the member of a cohort where one is given. */
export function toProfile(raw: RawProfile, cohort?: string): Record<string, unknown> {
  const own = {
    distinct_id: String(raw.$distinct_id),
    ...(cohort === undefined ? {} : { cohort_id: cohort }),
  };
  return { ...toFields(raw.$properties ?? {}, Object.keys(own)), ...own };
}
