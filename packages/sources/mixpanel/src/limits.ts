import type { BudgetLimit } from "@brain/core";

const HOUR_MS = 3_600_000;

/**
 * What a project may ask for; no answer tells what is left.
 *
 * @see https://docs.mixpanel.com/reference/rate-limits (read 2026-11-24)
 */
export const QUERY_LIMITS: readonly BudgetLimit[] = [
  { requests: 60, perMs: HOUR_MS },
  { atOnce: 5 },
];
/**
 * Of raw events. 100 may be under way at once, more than we ever have. The three a second are spaced as well: an export may
 * take longer to answer than a second, after which nothing tells when the request came, and one that comes too early costs
 * a minute.
 */
export const EXPORT_LIMITS: readonly BudgetLimit[] = [
  { requests: 60, perMs: HOUR_MS },
  { requests: 3, perMs: 1_000 },
  { requests: 1, perMs: 340 },
];
/** Of the lexicon, shared by all projects of the organization. */
export const LEXICON_LIMITS: readonly BudgetLimit[] = [{ requests: 5, perMs: 60_000 }];
/** An export may take minutes to begin. */
export const EXPORT_TIMEOUT_MS = 300_000;
/** Before a 429 without a time is tried again, in units of `http.retryBaseMs`: a minute, unless that is set. */
export const PAUSE_FACTOR = 120;
/** Days in one query of a report. */
export const REPORT_DAYS = 90;
/** Profiles in a page, as Mixpanel cuts them. */
export const PAGE_PROFILES = 1_000;
