import { cursorInstant, type CursorValue } from "@brain/core";

const DAY = /^\d{4}-\d\d-\d\d$/;
const INSTANT = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(\.\d+)?(Z|[+-]\d\d:?\d\d)?$/i;
/** From here on a number is epoch milliseconds, below it seconds. */
const MILLISECONDS_FROM = 1e11;

/** The value so many milliseconds earlier, spelt the same way; a counter stays as it is. */
export function earlier(value: CursorValue, ms: number): CursorValue {
  const at = cursorInstant(value);
  return at === undefined ? value : spelt(at - ms, value);
}

/** The value, but not after `end`. */
export function notAfter(value: CursorValue, end: string): CursorValue {
  const [at, endAt] = [cursorInstant(value), cursorInstant(end)];
  return at !== undefined && endAt !== undefined && at > endAt ? spelt(endAt, value) : value;
}

/** The value, but not before `start`. */
export function notBefore(value: CursorValue, start: string): CursorValue {
  const [at, startAt] = [cursorInstant(value), cursorInstant(start)];
  return at !== undefined && startAt !== undefined && at < startAt ? spelt(startAt, value) : value;
}

/** An instant in the spelling of `like`, cut to its precision. */
function spelt(at: number, like: CursorValue): CursorValue {
  if (typeof like === "number") return like < MILLISECONDS_FROM ? Math.floor(at / 1_000) : at;
  const iso = new Date(at).toISOString();
  if (DAY.test(like)) return iso.slice(0, 10);
  const [, fraction, zone] = INSTANT.exec(like) ?? [];
  const text = fraction === undefined ? iso.slice(0, 19) : iso.slice(0, 23);
  return text.replace("T", like.charAt(10)) + (zone === undefined ? "" : "Z");
}
