/** Milliseconds over which Thinkific counts a site's requests. */
export const MINUTE_MS = 60_000;
/**
 * Requests of a site in a minute, all its apps and keys together; Thinkific raises it on request.
 *
 * @see https://support.thinkific.dev/hc/en-us/articles/4422684774935-Rate-Limits (read 2026-11-24)
 */
export const REQUESTS_PER_MINUTE = 120;
/** The most records that Thinkific puts on a page. */
export const PAGE_RECORDS = 250;
/** Milliseconds before the last change that every run reads again. */
export const OVERLAP_MS = 3_600_000;
/** `updated_after` leaves out the instant itself, so it is asked for with one so many milliseconds earlier. */
export const EXCLUSIVE_MS = 1_000;
/** A window that ended so many milliseconds ago is closed: hardly anything leaves it while it is read. */
export const CLOSED_MS = 86_400_000;
/** A pause told by `RateLimit-Reset` is at least and at most so many milliseconds: the minute is over by then. */
export const PAUSE_MS = { least: 1_000, most: 90_000 } as const;
/** Tries in all against a page that stands in front of the API and takes us for a robot. */
export const ROBOT_ATTEMPTS = 3;
/** Thinkific refuses requests without one. */
export const USER_AGENT = "brain-thinkific (https://www.npmjs.com/package/@brain/thinkific)";
