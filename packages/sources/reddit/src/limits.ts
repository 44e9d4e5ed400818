/** Milliseconds of a window of Reddit's limit. */
export const RATE_WINDOW_MS = 600_000;
/**
 * Requests in a window, for one client id: 100 a minute on average. Answers tell where it is another number.
 *
 * @see https://support.reddithelp.com/hc/en-us/articles/16160319875092-Reddit-Data-API-Wiki (read 2026-11-24)
 */
export const RATE_REQUESTS = 1_000;
/** Things in a page; Reddit gives no more, and 25 unless asked. */
export const PAGE_THINGS = 100;
/**
 * A listing ends at about 1000 things. So near to that its end is not believed: pages come short when things are filtered
 * out of them.
 */
export const CAP_SUSPECTED = 900;
/** A search gives about 250 results at most. */
export const SEARCH_SUSPECTED = 200;
/** Fullnames in one request to `/api/info`, and ids in one to `/api/morechildren`. */
export const BATCH_IDS = 100;
/** Comments that the first answer of a thread holds at most. */
export const TREE_COMMENTS = 500;
/** Milliseconds for which a page token is trusted. */
export const TOKEN_TTL_MS = 900_000;
/** Fullnames that are looked at again by the next run, of one subreddit. */
export const MAX_REMEMBERED = 5_000;
export const DAY_MS = 86_400_000;
