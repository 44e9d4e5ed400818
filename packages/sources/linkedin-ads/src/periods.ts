import { addDays } from "@brain/core";
import type { Granularity } from "./report-config.ts";

const DAY_MS = 86_400_000;

/** Days, both included. */
export interface Days {
  readonly first: string;
  readonly last: string;
}

/**
 * The days cut into what is read together, always at the same places: some days, months or years, each whole even where
 * the days begin or end within it, since a part of it would pass for all. `ALL` is what was asked for.
 */
export function* periodsOf(
  granularity: Granularity,
  days: Days,
  windowDays: number,
): Generator<Days> {
  if (granularity === "ALL") {
    if (days.first <= days.last) yield days;
    return;
  }
  let first = beginOf(granularity, days.first, windowDays);
  while (first <= days.last) {
    const next = nextAfter(granularity, first, windowDays);
    yield { first, last: addDays(next, -1) };
    first = next;
  }
}

function beginOf(granularity: Granularity, day: string, windowDays: number): string {
  if (granularity === "YEARLY") return `${day.slice(0, 4)}-01-01`;
  if (granularity === "MONTHLY") return `${day.slice(0, 7)}-01`;
  return addDays(day, -(Math.floor(Date.parse(day) / DAY_MS) % windowDays));
}

function nextAfter(granularity: Granularity, first: string, windowDays: number): string {
  if (granularity === "DAILY") return addDays(first, windowDays);
  // The first of the month that is 31 days, or of the year that is 366 days later.
  return granularity === "MONTHLY"
    ? `${addDays(first, 31).slice(0, 7)}-01`
    : `${addDays(first, 366).slice(0, 4)}-01-01`;
}
