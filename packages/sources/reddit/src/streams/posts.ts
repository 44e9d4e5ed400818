import { defineStream } from "@brain/core";
import { path } from "@brain/http";
import type { RedditClient } from "../client.ts";
import type { ResolvedRedditConfig } from "../config.ts";
import { createdCursor } from "../created-cursor.ts";
import { deeperListings } from "../deeper.ts";
import { keywordFilter } from "../keywords.ts";
import { newestStateSchema } from "../newest-state.ts";
import { readNewest } from "../read-newest.ts";
import { postPii, postSchema, toPost } from "../records.ts";
import { subredditPartitions } from "../subreddit-partitions.ts";

/**
 * Posts of each subreddit, newest first: what is new, and what the lookback sees again with its score, text and state of
 * now. Posts that are listed no more are asked after, and deleted where they are gone.
 *
 * @see https://www.reddit.com/dev/api#GET_new (read 2026-11-24)
 */
export function posts(config: ResolvedRedditConfig) {
  const { lookbackDays } = config;
  const isWanted = keywordFilter(config);
  return defineStream<RedditClient>()({
    schema: postSchema,
    primaryKey: ["id"],
    cursor: createdCursor(lookbackDays),
    deletes: ["id"],
    pii: postPii,
    stateSchema: newestStateSchema,
    partitions: () => subredditPartitions(config, "posts"),
    async *read(context) {
      const { key } = context.partition;
      yield* readNewest(context, {
        of: `r/${key}`,
        listing: { path: path`r/${key}/new`, endpoint: "r/{subreddit}/new" },
        deeper: (oldest) => deeperListings(config, key, oldest, context.window.to),
        lookbackDays,
        rechecks: true,
        isWanted,
        toRecord: toPost,
        toDelete: (id) => ({ id }),
      });
    },
  });
}
