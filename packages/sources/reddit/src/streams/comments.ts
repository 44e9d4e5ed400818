import { defineStream } from "@brain/core";
import { path } from "@brain/http";
import type { RedditClient } from "../client.ts";
import type { ResolvedRedditConfig } from "../config.ts";
import { createdCursor } from "../created-cursor.ts";
import { newestStateSchema } from "../newest-state.ts";
import { readNewest } from "../read-newest.ts";
import { commentPii, commentSchema, toComment } from "../records.ts";
import { subredditPartitions } from "../subreddit-partitions.ts";

/**
 * Comments of each subreddit, newest first, whatever post they answer. Reddit lists a thousand: run this often, or read
 * `post_comments`. Comments that are listed no more are asked after, and deleted where they are gone.
 *
 * @see https://www.reddit.com/dev/api#GET_comments (read 2026-11-24)
 */
export function comments(config: ResolvedRedditConfig) {
  const { lookbackDays } = config;
  return defineStream<RedditClient>()({
    schema: commentSchema,
    primaryKey: ["id"],
    cursor: createdCursor(lookbackDays),
    deletes: ["id"],
    pii: commentPii,
    stateSchema: newestStateSchema,
    partitions: () => subredditPartitions(config, "comments"),
    async *read(context) {
      const { key } = context.partition;
      yield* readNewest(context, {
        of: `comments of r/${key}`,
        listing: { path: path`r/${key}/comments`, endpoint: "r/{subreddit}/comments" },
        lookbackDays,
        rechecks: true,
        isWanted: () => true,
        toRecord: (thing) => toComment(thing),
        toDelete: (id) => ({ id }),
      });
    },
  });
}
