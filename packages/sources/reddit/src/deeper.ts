import { path } from "@brain/http";
import type { ResolvedRedditConfig } from "./config.ts";
import { DAY_MS } from "./limits.ts";
import type { Listing } from "./things.ts";

/** Reddit's windows of time, which all end now, and how long they are in milliseconds. */
const WINDOWS = [
  ["hour", DAY_MS / 24],
  ["day", DAY_MS],
  ["week", 7 * DAY_MS],
  ["month", 30 * DAY_MS],
  ["year", 365 * DAY_MS],
  ["all", Infinity],
] as const;

/** Those that reach back behind an instant; counted from the run's end, so that a run that goes on finds the same ones. */
export function windowsBehind(oldest: number, now: number): string[] {
  return WINDOWS.filter(([, ms]) => now - ms < oldest).map(([name]) => name);
}

/** A search can be no longer. */
const QUERY_LENGTH = 512;

/**
 * Where the newest thousand posts of a subreddit end, the best of each longer window go on, and those that a search for the
 * keywords finds in it: a thousand each. That is all that Reddit gives of older posts.
 */
export function deeperListings(
  { keywords }: ResolvedRedditConfig,
  subreddit: string,
  oldest: number,
  to: string,
): Listing[] {
  const query = keywords?.map((keyword) => JSON.stringify(keyword)).join(" OR ");
  return windowsBehind(oldest, Date.parse(to)).flatMap((t) => {
    const top = {
      path: path`r/${subreddit}/top`,
      endpoint: "r/{subreddit}/top",
      query: { t },
    };
    if (query === undefined || query.length > QUERY_LENGTH) return [top];
    return [
      top,
      {
        path: path`r/${subreddit}/search`,
        endpoint: "r/{subreddit}/search",
        query: { t, q: query, restrict_sr: "1", sort: "new", type: "link" },
      },
    ];
  });
}
