import { cursorInstant, isLaterCursor, type CursorValue } from "./cursor-value.ts";
import { readLimits } from "./limits.ts";
import type { Cursor, Window } from "./stream.ts";

const SECOND_MS = 1_000;
const DAY_MS = 86_400_000;
const DAY_LENGTH = "YYYY-MM-DD".length;

/**
 * Whether a record of this cursor value is given again by a reading that goes on from `max`: it begins the lookback before
 * that, cut to what the vendor's spelling can say. A counter has no lookback; its last value itself comes again.
 */
export function comesAgain(
  { lookbackMs = readLimits.lookbackMs }: Cursor,
  max: CursorValue,
  window: Window,
): (value: CursorValue) => boolean {
  const at = cursorInstant(max);
  if (at === undefined) return (value) => !isLaterCursor(max, value);
  const precision = typeof max === "string" && max.length === DAY_LENGTH ? DAY_MS : SECOND_MS;
  // A date in the future moves nobody's cursor past the end of the window.
  const begin = Math.min(at, Date.parse(window.to)) - lookbackMs;
  const from = Math.floor(begin / precision) * precision;
  const text = new Date(from).toISOString();
  return (value) => {
    // The usual case, without parsing.
    if (typeof value === "string" && value.length === text.length && value.endsWith("Z")) {
      return value >= text;
    }
    return (cursorInstant(value) ?? Infinity) >= from;
  };
}

/** The later of two values of one cursor field, in time or in counting; the left one where they are equal. */
export function laterOf(left: CursorValue | undefined, right: CursorValue): CursorValue {
  return left === undefined || isLaterCursor(right, left) ? right : left;
}
