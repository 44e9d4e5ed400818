import { DecodeError, type Window } from "@brain/core";

const DAY_MS = 86_400_000;

/** The calendar day (`YYYY-MM-DD`) that a clock on the wall of `timeZone` shows at `instant` (epoch ms). */
export function dayAt(instant: number, timeZone: string): string {
  try {
    // Sweden writes dates as ISO 8601 does.
    return new Intl.DateTimeFormat("sv-SE", {
      timeZone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
    }).format(instant);
  } catch (error) {
    throw new DecodeError({
      code: "wrong_shape",
      message: `GA4 named the time zone "${timeZone}", which this runtime does not know.`,
      hint: "Update the runtime's time zone data.",
      cause: error,
    });
  }
}

/** Days are counted on the calendar, so a day of 23 or 25 hours is one like any other. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10);
}

/** 0 is Sunday. */
export function weekday(day: string): number {
  return new Date(Date.parse(day)).getUTCDay();
}

/** The first and last day that a window touches, as they are called in `timeZone`. */
export function daysOf(
  window: Window,
  timeZone: string,
): { readonly first: string | undefined; readonly last: string } {
  const { from, to } = window;
  const first = from === undefined || isDay(from) ? from : dayAt(Date.parse(from), timeZone);
  const last = isDay(to) ? addDays(to, -1) : dayAt(Date.parse(to) - 1, timeZone);
  return { first, last };
}

function isDay(point: string): boolean {
  return point.length === 10;
}

/** The next instant (epoch ms) at which the calendar of `timeZone` turns a page. */
export function nextMidnight(now: number, timeZone: string): number {
  const today = dayAt(now, timeZone);
  let before = now;
  let after = now + 2 * DAY_MS;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (dayAt(middle, timeZone) === today) before = middle;
    else after = middle;
  }
  return after;
}
