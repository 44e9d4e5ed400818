import { defineStream, type Page } from "@brain/core";
import { path, tokenGuard } from "@brain/http";
import { z } from "zod";
import type { RedditClient } from "../client.ts";
import type { ResolvedRedditConfig } from "../config.ts";
import { keywordFilter } from "../keywords.ts";
import { postPii, postSchema, toPost } from "../records.ts";
import { listingStateSchema, startOf, type ListingState } from "../listing-state.ts";
import { subredditPartitions } from "../subreddit-partitions.ts";
import { tellUnreadable } from "../unreadable.ts";

/** A post as it stood in a ranking. */
export const rankedPostSchema = postSchema.extend({
  /** When the run looked. */
  snapshot_at: z.iso.datetime(),
  /** From 1, stickied posts included. */
  rank: z.int(),
});

/** A record of the streams of rankings. */
export type RankedPost = z.infer<typeof rankedPostSchema>;

/** How Reddit ranks. */
export type Ranking = "hot" | "top" | "rising" | "controversial";

/**
 * Posts of each subreddit as Reddit ranks them now: every run adds a ranking.
 *
 * @see https://www.reddit.com/dev/api#section_listings (read 2026-11-24)
 */
export function rankedPosts(config: ResolvedRedditConfig, ranking: Ranking) {
  const isWanted = keywordFilter(config);
  const hasTime = ranking === "top" || ranking === "controversial";
  return defineStream<RedditClient>()({
    schema: rankedPostSchema,
    primaryKey: ["id", "snapshot_at"],
    pii: postPii,
    stateSchema: listingStateSchema,
    partitions: () => subredditPartitions(config, `posts_${ranking}`),
    async *read({
      client,
      clock,
      emit,
      partition: { key },
      state,
      resuming,
      window,
    }): AsyncGenerator<Page<RankedPost, ListingState>> {
      const guard = tokenGuard();
      const listing = {
        path: path`r/${key}/${ranking}`,
        endpoint: `r/{subreddit}/${ranking}`,
        query: hasTime ? { t: config.topTime } : {},
      };
      const snapshotAt = new Date(window.to).toISOString();
      let { after, count } = startOf(resuming ? state : undefined, clock.now());
      do {
        const answer = await client.list(listing, after);
        if ("unreadable" in answer) {
          tellUnreadable(emit, `r/${key}`, answer);
          return;
        }
        const before = count;
        count += answer.things.length;
        ({ after } = answer);
        guard.page(after, answer.things.length);
        const ranked = answer.things.map((thing, index) => ({ thing, rank: before + index + 1 }));
        const records = ranked
          .filter(({ thing }) => isWanted(thing))
          .map(({ thing, rank }) => ({ ...toPost(thing), snapshot_at: snapshotAt, rank }));
        yield { records, checkpoint: { after, count, at: clock.now() } };
      } while (after !== undefined);
    },
  });
}
