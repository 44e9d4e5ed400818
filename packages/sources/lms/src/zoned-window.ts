import type { Window } from "@brain/core";
import { createLocalTime } from "./local-time.ts";

/** A window in instants: its days begin at midnight in the platform's time zone (VA-4). */
export function windowIn({ from, to }: Window, timeZone: string): Window {
  const toInstant = createLocalTime(timeZone);
  const instant = (point: string): string =>
    point.length === "YYYY-MM-DD".length
      ? new Date(toInstant(Date.parse(point))).toISOString()
      : point;
  return from === undefined ? { to: instant(to) } : { from: instant(from), to: instant(to) };
}
