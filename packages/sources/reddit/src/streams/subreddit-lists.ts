import { defineStream, type Page } from "@brain/core";
import { tokenGuard } from "@brain/http";
import { z } from "zod";
import type { RedditClient } from "../client.ts";
import type { ResolvedRedditConfig } from "../config.ts";
import { listingStateSchema, startOf, type ListingState } from "../listing-state.ts";
import { asked } from "../subreddit-partitions.ts";
import { subredditSchema, toSubreddit, type Subreddit } from "../subreddit-record.ts";
import type { Listing } from "../things.ts";

/** A subreddit that a query found. */
export const foundSubredditSchema = subredditSchema.extend({
  /** As it stands in the config. */
  query: z.string(),
});

/** A record of the stream `subreddit_search`. */
export type FoundSubreddit = z.infer<typeof foundSubredditSchema>;

/**
 * The subreddits that most people are in now, about a thousand.
 *
 * @see https://www.reddit.com/dev/api#GET_subreddits_{where} (read 2026-11-24)
 */
export const popularSubreddits = defineStream<RedditClient>()({
  schema: subredditSchema,
  primaryKey: ["id"],
  mode: "mirror",
  stateSchema: listingStateSchema,
  async *read({ client, clock, state, resuming }): AsyncGenerator<Page<Subreddit, ListingState>> {
    const listing = { path: "subreddits/popular", endpoint: "subreddits/popular" };
    yield* readList(client, clock.now, listing, resuming ? state : undefined);
  },
});

/**
 * Subreddits that Reddit finds for the queries of the config.
 *
 * @see https://www.reddit.com/dev/api#GET_subreddits_search (read 2026-11-24)
 */
export function subredditSearch({ subredditSearches }: ResolvedRedditConfig) {
  return defineStream<RedditClient>()({
    schema: foundSubredditSchema,
    primaryKey: ["query", "id"],
    stateSchema: listingStateSchema,
    partitions: () =>
      asked(subredditSearches, "subredditSearches", "subreddit_search").map((key) => ({ key })),
    async *read({
      client,
      clock,
      partition: { key: query },
      state,
      resuming,
    }): AsyncGenerator<Page<FoundSubreddit, ListingState>> {
      const listing = {
        path: "subreddits/search",
        endpoint: "subreddits/search",
        query: { q: query },
      };
      const pages = readList(client, clock.now, listing, resuming ? state : undefined);
      for await (const page of pages) {
        yield { ...page, records: page.records.map((record) => ({ ...record, query })) };
      }
    },
  });
}

async function* readList(
  client: RedditClient,
  now: () => number,
  listing: Listing,
  state: ListingState | undefined,
): AsyncGenerator<Page<Subreddit, ListingState>> {
  const guard = tokenGuard();
  let { after, count } = startOf(state, now());
  do {
    const answer = await client.list(listing, after);
    // Lists of subreddits are open to everybody.
    if ("unreadable" in answer) return;
    ({ after } = answer);
    count += answer.things.length;
    guard.page(after, answer.things.length);
    yield { records: answer.things.map(toSubreddit), checkpoint: { after, count, at: now() } };
  } while (after !== undefined);
}
