import type { BudgetLimit } from "@brain/core";

export const DAY_MS = 86_400_000;
/**
 * Requests of a school in a minute; every answer tells what is left.
 *
 * @see https://docs.teachable.com/docs/rate-limits (read 2026-11-24)
 */
export const MINUTE_LIMIT: BudgetLimit = { requests: 100, perMs: 60_000 };
/** Over so many milliseconds the plan's requests are counted. */
export const MONTH_MS = 30 * DAY_MS;
/** The most records that Teachable puts on a page. */
export const PAGE_RECORDS = 100;
/** Milliseconds before the last enrollment or sale that every run reads again: sales show two minutes late. */
export const OVERLAP_MS = 3_600_000;
/** A run that comes so many milliseconds before its day reads everything, too: schedules do not keep to the minute. */
export const EARLY_MS = 7_200_000;
/** Users or plans that are asked for one by one between two checkpoints. */
export const CHUNK_RECORDS = 20;
/** Transactions between two checkpoints, at most about so many: a longer time is halved. */
export const CHUNK_SALES = 2_000;
/** No time shorter than this, in milliseconds, is halved. */
export const SHORTEST_MS = 3_600_000;
/** Before Teachable there were no sales. */
export const FIRST_SALE = "2013-01-01T00:00:00Z";
