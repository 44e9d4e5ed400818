import { defineStream, type Page } from "@brain/core";
import { z } from "zod";
import type { RedditClient } from "../client.ts";
import type { ResolvedRedditConfig } from "../config.ts";
import { BATCH_IDS } from "../limits.ts";
import { isTombstone } from "../records.ts";
import { asked } from "../subreddit-partitions.ts";
import { fullnameOf } from "../things.ts";

/** Whether a stored post or comment still exists. */
export const deletionSchema = z.looseObject({
  id: z.string(),
  is_deleted: z.boolean(),
  /** Its account is deleted, or it is: what tells who wrote it has to go. */
  is_author_deleted: z.boolean(),
  last_checked: z.iso.datetime(),
});

/** A record of the stream `deletions`. */
export type Deletion = z.infer<typeof deletionSchema>;

const stateSchema = z.object({
  /** The last fullname that was asked after, in their order. */
  done: z.string(),
});

/**
 * Asks after everything in `storedIds`, a hundred in a request: Reddit's rules want what was deleted there deleted
 * everywhere. The ids are yours, from wherever you store posts and comments.
 *
 * @see https://www.reddit.com/dev/api#GET_api_info (read 2026-11-24)
 */
export function deletions(config: ResolvedRedditConfig) {
  return defineStream<RedditClient>()({
    schema: deletionSchema,
    primaryKey: ["id"],
    cursor: { field: "last_checked", order: "ascending", lookbackMs: 0 },
    stateSchema,
    async *read({
      client,
      state,
      resuming,
      window,
    }): AsyncGenerator<Page<Deletion, z.infer<typeof stateSchema>>> {
      const ids = [...new Set(asked(config.storedIds, "storedIds", "deletions"))].toSorted();
      const done = resuming ? state?.done : undefined;
      const left = done === undefined ? ids : ids.filter((id) => id > done);
      const lastChecked = new Date(window.to).toISOString();
      for (let from = 0; from < left.length; from += BATCH_IDS) {
        const batch = left.slice(from, from + BATCH_IDS);
        const found = new Map((await client.info(batch)).map((one) => [fullnameOf(one), one]));
        const records = batch.map((id) => {
          const thing = found.get(id);
          const isDeleted = thing === undefined || isTombstone(thing);
          const isAuthorDeleted = isDeleted || thing.data["author"] === "[deleted]";
          return {
            id,
            is_deleted: isDeleted,
            is_author_deleted: isAuthorDeleted,
            last_checked: lastChecked,
          };
        });
        yield { records, checkpoint: { done: batch.at(-1) ?? "" } };
      }
    },
  });
}
