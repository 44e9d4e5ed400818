import { addDays, daysOf, type Window } from "@brain/core";
import type { Unit } from "./queries.ts";

/** Milliseconds. */
export const DAY_MS = 86_400_000;

/** An inclusive range of days (`YYYY-MM-DD`). */
export interface Days {
  readonly first: string;
  readonly last: string;
}

export const earlierDay = (one: string, other: string): string => (one < other ? one : other);
export const laterDay = (one: string, other: string): string => (one > other ? one : other);

/** The days that a window touches, as they are called in `timeZone`, none of them in the future. */
export function daysToRead(
  window: Window,
  startDate: string,
  today: string,
  timeZone: string,
): Days {
  const { first = startDate, last } = daysOf(window, timeZone);
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
