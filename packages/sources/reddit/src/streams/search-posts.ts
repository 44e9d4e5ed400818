import { defineStream } from "@brain/core";
import { path } from "@brain/http";
import { z } from "zod";
import type { RedditClient } from "../client.ts";
import type { ResolvedRedditConfig } from "../config.ts";
import { createdCursor } from "../created-cursor.ts";
import { windowsBehind } from "../deeper.ts";
import { SEARCH_SUSPECTED } from "../limits.ts";
import { newestStateSchema } from "../newest-state.ts";
import { readNewest } from "../read-newest.ts";
import { postPii, postSchema, toPost } from "../records.ts";
import { asked, type SubredditPartition } from "../subreddit-partitions.ts";
import type { Listing, Thing } from "../things.ts";

/** A post that a query found. */
export const foundPostSchema = postSchema.extend({
  /** As it stands in the config. */
  query: z.string(),
});

/** A record of the stream `search_posts`. */
export type FoundPost = z.infer<typeof foundPostSchema>;

/**
 * Posts that Reddit's search finds, newest first. A query gives about 250; where it ends there, the best and the most
 * relevant of each longer window of time are read, too.
 *
 * @see https://www.reddit.com/dev/api#GET_search (read 2026-11-24)
 */
export function searchPosts(config: ResolvedRedditConfig) {
  const { lookbackDays } = config;
  return defineStream<RedditClient>()({
    schema: foundPostSchema,
    primaryKey: ["query", "id"],
    cursor: createdCursor(lookbackDays),
    deletes: ["id"],
    pii: postPii,
    stateSchema: newestStateSchema,
    partitions: () => searchPartitions(config),
    async *read(context) {
      const { query = "", subreddit } = context.partition;
      const search = (sort: string, t: string): Listing => ({
        ...(subreddit === undefined
          ? { path: "search", endpoint: "search" }
          : { path: path`r/${subreddit}/search`, endpoint: "r/{subreddit}/search" }),
        query: {
          q: query,
          sort,
          t,
          type: "link",
          restrict_sr: subreddit === undefined ? "0" : "1",
        },
      });
      yield* readNewest(context, {
        of: `the search for "${query}"`,
        listing: search("new", "all"),
        deeper: (oldest) =>
          windowsBehind(oldest, Date.parse(context.window.to)).flatMap((t) => [
            search("top", t),
            search("relevance", t),
          ]),
        suspected: SEARCH_SUSPECTED,
        lookbackDays,
        rechecks: true,
        isWanted: () => true,
        toRecord: (thing: Thing) => ({ ...toPost(thing), query }),
        toDelete: (id) => ({ id }),
      });
    },
  });
}

/** By query, and by subreddit where the searches are kept to these. */
function searchPartitions(config: ResolvedRedditConfig): SubredditPartition[] {
  const queries = asked(config.searches, "searches", "search_posts");
  if (!config.searchInSubreddits) return queries.map((query) => ({ key: query, query }));
  const subreddits = asked(config.subreddits, "subreddits", "search_posts");
  return queries.flatMap((query) =>
    subreddits.map((subreddit) => ({ key: `r/${subreddit} ${query}`, query, subreddit })),
  );
}
