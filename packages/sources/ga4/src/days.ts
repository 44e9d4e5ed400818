import { dayAt } from "@brain/core";

const DAY_MS = 86_400_000;

/** 0 is Sunday. */
export function weekday(day: string): number {
  return new Date(Date.parse(day)).getUTCDay();
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
