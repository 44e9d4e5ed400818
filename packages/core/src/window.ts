import { ConfigError } from "./errors/kinds.ts";
import { readLimits } from "./limits.ts";
import type { Window } from "./stream.ts";

/** `YYYY-MM-DD`, or an instant in UTC. */
const POINT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?Z)?$/;

/** The window as asked for, its end fixed: where it was left open, a minute before now. */
export function windowFrom(asked: Partial<Window> | undefined, now: number): Window {
  const { from, to } = asked ?? {};
  for (const [side, point] of [
    ["from", from],
    ["to", to],
  ] as const) {
    if (point !== undefined && (!POINT.test(point) || Number.isNaN(Date.parse(point)))) {
      throw new ConfigError({
        code: "config_invalid",
        message: `window.${side} is "${point}", which is neither a day (YYYY-MM-DD) nor an instant in UTC (…T…Z).`,
        hint: "Write a day or an instant such as 2026-11-24T08:00:00Z.",
      });
    }
  }
  const end = to ?? new Date(now - readLimits.windowLagMs).toISOString();
  if (from !== undefined && Date.parse(from) >= Date.parse(end)) {
    throw new ConfigError({
      code: "config_invalid",
      message: `The window is empty: it begins at ${from} and ends before ${end}.`,
      hint: "`from` is part of the window, `to` is not.",
    });
  }
  return from === undefined ? { to: end } : { from, to: end };
}
