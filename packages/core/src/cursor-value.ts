/** A value of a cursor field, as the vendor writes it. */
export type CursorValue = string | number;

const DAY = /^\d{4}-\d\d-\d\d$/;
const INSTANT = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(\.\d+)?(Z|[+-]\d\d:?\d\d)?$/i;
/** From these numbers on it is epoch seconds, or milliseconds, and no ordinary counter. */
const SECONDS_FROM = 1e8;
const MILLISECONDS_FROM = 1e11;

/** Whether a record's cursor field says anything. */
export function isCursorValue(value: unknown): value is CursorValue {
  return (typeof value === "string" && value !== "") || typeof value === "number";
}

/** Whether `left` comes after `right` in time, or in counting; both are values of one field. */
export function isLaterCursor(left: CursorValue, right: CursorValue): boolean {
  if (typeof left === "number" && typeof right === "number") return left > right;
  const [one, other] = [String(left), String(right)];
  // The usual case, without parsing: one spelling in one zone.
  if (one.length === other.length && one.endsWith("Z") && other.endsWith("Z")) return one > other;
  const [at, otherAt] = [cursorInstant(left), cursorInstant(right)];
  if (at !== undefined && otherAt !== undefined) return at > otherAt;
  const counters = /^\d+$/.test(one) && /^\d+$/.test(other);
  return counters && one.length !== other.length ? one.length > other.length : one > other;
}

/**
 * Epoch milliseconds of a day, an instant or an epoch number, undefined for anything else, such as a counter. What names
 * no zone is UTC, whatever this machine's zone is.
 */
export function cursorInstant(value: CursorValue): number | undefined {
  if (typeof value === "number") {
    if (value < SECONDS_FROM) return undefined;
    return value < MILLISECONDS_FROM ? value * 1_000 : value;
  }
  if (DAY.test(value)) return valid(Date.parse(value));
  const [, day, time, fraction = "", zone = "Z"] = INSTANT.exec(value) ?? [];
  return day === undefined ? undefined : valid(Date.parse(`${day}T${time}${fraction}${zone}`));
}

function valid(at: number): number | undefined {
  return Number.isNaN(at) ? undefined : at;
}
