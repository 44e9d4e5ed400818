import { createLocalTime, type Window } from "@brain/core";

/** Reads a day, or an instant, as an instant: a day begins at midnight in the platform's time zone (VA-4). */
export function createInstant(timeZone: string): (point: string) => string {
  const toInstant = createLocalTime(timeZone);
  return (point) =>
    point.length === "YYYY-MM-DD".length
      ? new Date(toInstant(Date.parse(point))).toISOString()
      : point;
}

/** A window in instants. */
export function windowIn({ from, to }: Window, toInstant: (point: string) => string): Window {
  return from === undefined ? { to: toInstant(to) } : { from: toInstant(from), to: toInstant(to) };
}
