import { z } from "zod";
import { wholeList } from "../lists.ts";

/** Someone who teaches, as the site presents them. */
export const instructorSchema = z.looseObject({
  id: z.string(),
  user_id: z.string().nullish(),
  title: z.string().nullish(),
  first_name: z.string().nullish(),
  last_name: z.string().nullish(),
  bio: z.string().nullish(),
  slug: z.string().nullish(),
  avatar_url: z.string().nullish(),
  email: z.string().nullish(),
  created_at: z.iso.datetime().nullish(),
});

/** A record of the stream `instructors`. */
export type Instructor = z.infer<typeof instructorSchema>;

/** All instructors. */
export const instructors = wholeList({
  schema: instructorSchema,
  primaryKey: ["id"],
  pii: {
    first_name: "name",
    last_name: "name",
    slug: "name",
    email: "email",
    bio: "free-text",
    avatar_url: "free-text",
  },
  path: "instructors",
});
