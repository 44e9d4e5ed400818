import type { Window } from "./stream.ts";

/** Milliseconds of a day on a calendar without changes of the clock. */
const DAY_MS = 86_400_000;

/** Whether this runtime knows a time zone by this name (`Europe/Berlin`). */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/**
 * The calendar day (`YYYY-MM-DD`) that a clock on the wall of `timeZone` shows at `instant` (epoch ms).
 *
 * @throws RangeError for a name that {@link isTimeZone} refuses.
 */
export function dayAt(instant: number, timeZone: string): string {
  // Sweden writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).format(instant);
}

/** Days are counted on the calendar, so a day of 23 or 25 hours is one like any other (VA-4). */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10);
}

/** The first and last day that a window touches, as they are called in `timeZone`; `first` is undefined for an open one. */
export function daysOf(
  { from, to }: Window,
  timeZone: string,
): { readonly first: string | undefined; readonly last: string } {
  return {
    first: from === undefined || isDay(from) ? from : dayAt(Date.parse(from), timeZone),
    last: isDay(to) ? addDays(to, -1) : dayAt(Date.parse(to) - 1, timeZone),
  };
}

function isDay(point: string): boolean {
  return point.length === "YYYY-MM-DD".length;
}
