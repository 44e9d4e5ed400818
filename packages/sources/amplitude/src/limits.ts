import type { BudgetLimit } from "@brain/core";

export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** Of a project's five requests at once one is left to people. */
export const PROJECT_LIMITS: readonly BudgetLimit[] = [{ atOnce: 4 }];
/**
 * Charts cost days × conditions × a price; no answer tells what is left.
 *
 * @see https://amplitude.com/docs/apis/analytics/dashboard-rest (read 2026-11-24)
 */
export const CHART_LIMITS: readonly BudgetLimit[] = [
  { requests: 1_000, perMs: 5 * 60_000 },
  { requests: 108_000, perMs: HOUR_MS },
];
/** Downloads of cohorts that are asked for; the month's 500 are the project's to watch. */
export const COHORT_LIMITS: readonly BudgetLimit[] = [{ requests: 60, perMs: 10 * 60_000 }];
/** What the taxonomy may be asked for. */
export const TAXONOMY_LIMITS: readonly BudgetLimit[] = [{ requests: 7_200, perMs: HOUR_MS }];

/** An export may take minutes to begin. */
export const EXPORT_TIMEOUT_MS = 300_000;
/** Before a 429 without a time is tried again, in units of `http.retryBaseMs`: a minute, unless that is set. */
export const PAUSE_FACTOR = 120;
/** Amplitude has an hour's events ready two hours after it, and another is left to it. */
export const READY_HOURS = 3;
/** Days in one request for a chart. */
export const CHART_DAYS = 90;
/** A request for a cohort can be downloaded for seven days; a little less is relied on. */
export const DOWNLOAD_DAYS = 6;
/** Milliseconds between two questions whether a cohort is ready: the first, and the longest. */
export const FIRST_POLL_MS = 2_000;
export const LONGEST_POLL_MS = 30_000;
