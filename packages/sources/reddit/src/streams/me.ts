import { defineStream } from "@brain/core";
import { z } from "zod";
import type { RedditClient } from "../client.ts";
import { recordOf } from "../records.ts";

/** The account that is signed in; what Reddit sends beside these fields is kept. */
export const meSchema = z.looseObject({
  /** The fullname: `t2_1w72`. */
  id: z.string(),
  name: z.string(),
  created_at: z.iso.datetime(),
  link_karma: z.int().nullish(),
  comment_karma: z.int().nullish(),
  has_verified_email: z.boolean().nullish(),
});

/** A record of the stream `me`. */
export type Me = z.infer<typeof meSchema>;

/**
 * The account that reads. An application without a user has none.
 *
 * @see https://www.reddit.com/dev/api#GET_api_v1_me (read 2026-11-24)
 */
export const me = defineStream<RedditClient>()({
  schema: meSchema,
  primaryKey: ["id"],
  pii: { id: "id", name: "name" },
  async *read({ client }) {
    const data = await client.me();
    // `name` is the account's, not its fullname as it is of other things.
    const record = recordOf({ kind: "t2", data: { ...data, name: undefined } });
    yield { records: [{ ...record, name: data["name"] } as Me] };
  },
});
