/** A value of a cursor field, as the vendor writes it. */
export type CursorValue = string | number;

const DAY = /^\d{4}-\d\d-\d\d$/;
const INSTANT = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(\.\d+)?(Z|[+-]\d\d:?\d\d)?$/i;
/** From these numbers on it is epoch seconds, or milliseconds, and no ordinary counter. */
const SECONDS_FROM = 1e8;
const MILLISECONDS_FROM = 1e11;

export function isCursorValue(value: unknown): value is CursorValue {
  return (typeof value === "string" && value !== "") || typeof value === "number";
}

/** The later of two values of one field. */
export function laterOf(left: CursorValue | undefined, right: CursorValue): CursorValue {
  return left === undefined || isAfter(right, left) ? right : left;
}

function isAfter(left: CursorValue, right: CursorValue): boolean {
  if (typeof left === "number" && typeof right === "number") return left > right;
  const [one, other] = [String(left), String(right)];
  // The usual case, without parsing: one spelling in one zone.
  if (one.length === other.length && one.endsWith("Z") && other.endsWith("Z")) return one > other;
  const [at, otherAt] = [instantOf(left), instantOf(right)];
  if (at !== undefined && otherAt !== undefined) return at > otherAt;
  const counters = /^\d+$/.test(one) && /^\d+$/.test(other);
  return counters && one.length !== other.length ? one.length > other.length : one > other;
}

/** The value so many milliseconds earlier, spelt the same way; a counter stays as it is. */
export function earlier(value: CursorValue, ms: number): CursorValue {
  const at = instantOf(value);
  return at === undefined ? value : spelt(at - ms, value);
}

/** The value, but not after `end`. */
export function notAfter(value: CursorValue, end: string): CursorValue {
  const [at, endAt] = [instantOf(value), instantOf(end)];
  return at !== undefined && endAt !== undefined && at > endAt ? spelt(endAt, value) : value;
}

/** The value, but not before `start`. */
export function notBefore(value: CursorValue, start: string): CursorValue {
  const [at, startAt] = [instantOf(value), instantOf(start)];
  return at !== undefined && startAt !== undefined && at < startAt ? spelt(startAt, value) : value;
}

/** Epoch ms of a day, an instant or an epoch number; what names no zone is UTC, whatever this machine's zone is. */
function instantOf(value: CursorValue): number | undefined {
  if (typeof value === "number") {
    if (value < SECONDS_FROM) return undefined;
    return value < MILLISECONDS_FROM ? value * 1_000 : value;
  }
  if (DAY.test(value)) return valid(Date.parse(value));
  const [, day, time, fraction = "", zone = "Z"] = INSTANT.exec(value) ?? [];
  return day === undefined ? undefined : valid(Date.parse(`${day}T${time}${fraction}${zone}`));
}

/** An instant in the spelling of `like`, cut to its precision. */
function spelt(at: number, like: CursorValue): CursorValue {
  if (typeof like === "number") return like < MILLISECONDS_FROM ? Math.floor(at / 1_000) : at;
  const iso = new Date(at).toISOString();
  if (DAY.test(like)) return iso.slice(0, 10);
  const [, , , fraction, zone] = INSTANT.exec(like) ?? [];
  const text = fraction === undefined ? iso.slice(0, 19) : iso.slice(0, 23);
  return text.replace("T", like.charAt(10)) + (zone === undefined ? "" : "Z");
}

function valid(at: number): number | undefined {
  return Number.isNaN(at) ? undefined : at;
}
