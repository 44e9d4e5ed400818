import type { Window } from "@brain/core";
import type { Unit } from "./queries.ts";

/** Milliseconds. */
export const DAY_MS = 86_400_000;

/** An inclusive range of days (`YYYY-MM-DD`). */
export interface Days {
  readonly first: string;
  readonly last: string;
}

export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** The calendar day that a clock on the wall of `timeZone` shows at `instant` (epoch ms). */
export function dayAt(instant: number, timeZone: string): string {
  // Sweden writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).format(instant);
}

/** Days are counted on the calendar, so a day of 23 or 25 hours is one like any other. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10);
}

export const earlierDay = (one: string, other: string): string => (one < other ? one : other);
export const laterDay = (one: string, other: string): string => (one > other ? one : other);

/** The days that a window touches, as they are called in `timeZone`, none of them in the future. */
export function daysOf(window: Window, startDate: string, today: string, timeZone: string): Days {
  const { from, to } = window;
  const isDay = (point: string): boolean => point.length === 10;
  const last = isDay(to) ? addDays(to, -1) : dayAt(Date.parse(to) - 1, timeZone);
  const first =
    from === undefined ? startDate : isDay(from) ? from : dayAt(Date.parse(from), timeZone);
  return { first, last: earlierDay(last, today) };
}

/** The first day of the week (Monday) or month that `day` is in. */
function startOfUnit(unit: Unit, day: string): string {
  if (unit === "day") return day;
  if (unit === "month") return `${day.slice(0, 7)}-01`;
  const weekday = (new Date(Date.parse(day)).getUTCDay() + 6) % 7;
  return addDays(day, -weekday);
}

/** The days from `first` on, at most about so many at once, never within a unit. */
export function* chunksOf({ first, last }: Days, atMost: number, unit: Unit): Generator<Days> {
  for (let from = startOfUnit(unit, first); from <= last;) {
    const next = startOfUnit(unit, addDays(from, Math.max(atMost, 31)));
    yield { first: from, last: earlierDay(addDays(next, -1), last) };
    from = next;
  }
}
