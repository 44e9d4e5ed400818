import { defineStream } from "@brain/core";
import { z } from "zod";
import type { RedditClient } from "../client.ts";
import { newestStateSchema } from "../newest-state.ts";
import { readNewest } from "../read-newest.ts";
import { recordOf } from "../records.ts";
import { fullnameOf, type Thing } from "../things.ts";

/** A message to the account, or a reply to what it wrote; what Reddit sends beside these fields is kept. */
export const messageSchema = z.looseObject({
  /** The fullname: `t4_…` of a message, `t1_…` of a reply. */
  id: z.string(),
  author: z.string().nullish(),
  /** Whom it was sent to. */
  dest: z.string().nullish(),
  subject: z.string().nullish(),
  body: z.string().nullish(),
  body_html: z.string().nullish(),
  created_at: z.iso.datetime(),
  /** Not read yet. */
  new: z.boolean().nullish(),
  was_comment: z.boolean().nullish(),
  parent_id: z.string().nullish(),
  subreddit: z.string().nullish(),
});

/** A record of the stream `inbox`. */
export type Message = z.infer<typeof messageSchema>;

/**
 * The inbox of the account, newest first. Needs a user's token with the scope `privatemessages`.
 *
 * @see https://www.reddit.com/dev/api#GET_message_inbox (read 2026-11-24)
 */
export const inbox = defineStream<RedditClient>()({
  schema: messageSchema,
  primaryKey: ["id"],
  cursor: { field: "created_at", order: "unordered" },
  pii: {
    author: "name",
    dest: "name",
    subject: "free-text",
    body: "free-text",
    body_html: "free-text",
  },
  stateSchema: newestStateSchema,
  async *read(context) {
    yield* readNewest(context, {
      of: "the inbox",
      listing: { path: "message/inbox", endpoint: "message/inbox" },
      lookbackDays: 0,
      rechecks: false,
      isWanted: () => true,
      toRecord: toMessage,
    });
  },
});

/** A claim: whoever reads validates it against the schema first of all. */
function toMessage(thing: Thing): Message {
  const { replies: _, ...record } = recordOf(thing);
  return { ...record, id: fullnameOf(thing) } as Message;
}
