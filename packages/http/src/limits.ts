/** Milliseconds until the headers of a response, connecting included. */
export const HEADERS_TIMEOUT_MS = 30_000;
/** Milliseconds of silence within a body. */
export const SILENCE_TIMEOUT_MS = 30_000;
/** Milliseconds for a call with all its retries. */
export const CALL_TIMEOUT_MS = 900_000;
/** Over so many milliseconds of waiting a streamed body must bring {@link MIN_STREAM_RATE} on average. */
export const STREAM_RATE_WINDOW_MS = 60_000;
/** Bytes per second. */
export const MIN_STREAM_RATE = 1_000;
/** Bytes of one line or row of a streamed body. */
export const MAX_LINE_BYTES = 16 * 2 ** 20;
/** A decompressed body may be so many times larger than what came in, once it exceeds {@link RATIO_FREE_BYTES}. */
export const MAX_RATIO = 100;
export const RATIO_FREE_BYTES = 2 ** 20;
export const MAX_REDIRECTS = 5;
export const MAX_JSON_DEPTH = 128;
/** The longest delay that is computed, in milliseconds. */
export const MAX_BACKOFF_MS = 30_000;
/** A time later than this is a mistake, not a pause: so many milliseconds are believed. */
export const MAX_PAUSE_MS = 366 * 86_400_000;
/** Tries for a host name that does not exist. */
export const NAME_ATTEMPTS = 2;
/** Waits of so many milliseconds are worth an event. */
export const WAIT_EVENT_MS = 1_000;
/** Requests under way at once per host and credential. */
export const MIN_CONCURRENCY = 4;
export const MAX_CONCURRENCY = 16;
/** Pages of one list that are asked for before they are wanted, once it is known that they come. */
export const PAGES_AHEAD = 8;
/** How many hosts and credentials a source remembers. */
export const MAX_LANES = 1_000;
/** A token is refreshed so many milliseconds before it expires. */
export const TOKEN_MARGIN_MS = 60_000;
/** Milliseconds for a refresh with all its retries, while others wait for the credential. */
export const REFRESH_TIMEOUT_MS = 90_000;
/** Milliseconds until the lock around a refresh is free though nobody freed it: more than any refresh takes. */
export const LOCK_TTL_MS = 120_000;
