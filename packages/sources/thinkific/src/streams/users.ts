import { z } from "zod";
import { wholeList } from "../lists.ts";

/** Someone with an account on the site. */
export const userSchema = z.looseObject({
  id: z.string(),
  created_at: z.iso.datetime().nullish(),
  first_name: z.string().nullish(),
  last_name: z.string().nullish(),
  full_name: z.string().nullish(),
  company: z.string().nullish(),
  email: z.string().nullish(),
  /** `affiliate`, `course_admin`, `group_analyst`, `site_admin`, `site_owner` and so on; none for those who learn. */
  roles: z.array(z.string()).nullish(),
  avatar_url: z.string().nullish(),
  bio: z.string().nullish(),
  headline: z.string().nullish(),
  affiliate_code: z.string().nullish(),
  affiliate_payout_email: z.string().nullish(),
  external_source: z.string().nullish(),
  administered_course_ids: z.array(z.string()).nullish(),
  /** What the site asks its users for (`custom_profile_field_definitions`), and their answers. */
  custom_profile_fields: z
    .array(z.looseObject({ label: z.string().nullish(), value: z.unknown() }))
    .nullish(),
});

/** A record of the stream `users`. */
export type User = z.infer<typeof userSchema>;

/** All users: Thinkific has no filter for new or changed ones. */
export const users = wholeList({
  schema: userSchema,
  primaryKey: ["id"],
  pii: {
    first_name: "name",
    last_name: "name",
    full_name: "name",
    email: "email",
    affiliate_payout_email: "email",
    avatar_url: "free-text",
    bio: "free-text",
    headline: "free-text",
    custom_profile_fields: "free-text",
  },
  path: "users",
});
