import { z } from "zod";
import { recordOf } from "./records.ts";
import type { Thing } from "./things.ts";

/** A subreddit; of a private one Reddit tells little. What it sends beside these fields is kept. */
export const subredditSchema = z.looseObject({
  /** The fullname: `t5_2qh1i`. */
  id: z.string(),
  display_name: z.string(),
  title: z.string().nullish(),
  public_description: z.string().nullish(),
  description: z.string().nullish(),
  subscribers: z.int().nullish(),
  subreddit_type: z.string().nullish(),
  over18: z.boolean().nullish(),
  lang: z.string().nullish(),
  url: z.string().nullish(),
  created_at: z.iso.datetime().nullish(),
});

/** A record of the streams of subreddits. */
export type Subreddit = z.infer<typeof subredditSchema>;

/** A claim: whoever reads validates it against the schema first of all. */
export function toSubreddit(thing: Thing): Subreddit {
  return recordOf(thing) as Subreddit;
}
