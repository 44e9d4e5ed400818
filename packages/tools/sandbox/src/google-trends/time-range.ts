import { Refusal } from "./refusal.ts";

export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
const FIRST_DAY = "2004-01-01";

/** The length of a bucket, as Google names it. */
export type Resolution = "MINUTE" | "EIGHT_MINUTE" | "HOUR" | "DAY" | "WEEK" | "MONTH" | "YEAR";

/** A range of time in buckets. */
export interface TimeRange {
  /** As the site names it: two days, or two hours. */
  readonly name: string;
  /** Epoch milliseconds; the end is not in it. */
  readonly from: number;
  readonly to: number;
  readonly resolution: Resolution;
}

const RELATIVE: Readonly<Record<string, number>> = {
  "now 1-H": HOUR_MS,
  "now 4-H": 4 * HOUR_MS,
  "now 1-d": DAY_MS,
  "now 7-d": 7 * DAY_MS,
};
const MONTHS: Readonly<Record<string, number>> = {
  "today 1-m": 1,
  "today 3-m": 3,
  "today 12-m": 12,
  "today 5-y": 60,
};

/** @throws Refusal 400 for what is no time frame. */
export function rangeOf(time: string, now: number): TimeRange {
  const length = RELATIVE[time];
  if (length !== undefined) {
    const from = now - length;
    const name = [from, now].map((at) => iso(at).slice(0, 16).replace(/:/g, "\\:")).join(" ");
    return { name, from, to: now, resolution: shortResolution(length) };
  }
  const months = MONTHS[time];
  if (months !== undefined) return days(monthsBefore(now, months), day(now), now);
  if (time === "all") return days(FIRST_DAY, day(now), now);
  if (/^\d{4}-\d\d-\d\d? \d{4}-\d\d-\d\d?$/.test(time)) {
    // Older clients write a day without its zero.
    const [first = "", last = ""] = time.split(" ").map((one) => one.replace(/-(\d)$/, "-0$1"));
    return days(first, last, now);
  }
  if (/^\d{4}-\d\d-\d\dT\d\d \d{4}-\d\d-\d\dT\d\d$/.test(time)) {
    const [from = NaN, last = NaN] = time.split(" ").map((hour) => Date.parse(`${hour}:00:00Z`));
    const to = Math.min(last + HOUR_MS, now);
    if (!(from < to) || to - from > 7 * DAY_MS + HOUR_MS) throw badTime();
    return { name: time, from, to, resolution: shortResolution(to - from) };
  }
  const minutes = /^(\S+T\d\d)\\:(\d\d) (\S+T\d\d)\\:(\d\d)$/.exec(time);
  if (minutes !== null) {
    const [, fromHour, fromMinute, toHour, toMinute] = minutes;
    const from = Date.parse(`${fromHour}:${fromMinute}:00Z`);
    const to = Date.parse(`${toHour}:${toMinute}:00Z`);
    if (!(from < to)) throw badTime();
    return { name: time, from, to, resolution: shortResolution(to - from) };
  }
  throw badTime();
}

function shortResolution(length: number): Resolution {
  if (length <= 4 * HOUR_MS) return "MINUTE";
  return length <= DAY_MS ? "EIGHT_MINUTE" : "HOUR";
}

function days(first: string, last: string, now: number): TimeRange {
  const from = Date.parse(first);
  const to = Math.min(Date.parse(last) + DAY_MS, now);
  if (!(from < to) || first < FIRST_DAY) throw badTime();
  const count = (to - from) / DAY_MS;
  const resolution = count < 270 ? "DAY" : count < 1_890 ? "WEEK" : "MONTH";
  return { name: `${first} ${last}`, from, to, resolution };
}

const badTime = (): Refusal => new Refusal(400, "Error 400 (Bad Request)!!1");

/** The beginnings of the buckets of a range, the first of which may begin before it. */
export function bucketsOf({ from, to, resolution }: TimeRange): number[] {
  const starts: number[] = [];
  for (let at = bucketStart(from, resolution); at < to; at = nextBucket(at, resolution)) {
    starts.push(at);
  }
  return starts;
}

const STEPS: Readonly<Record<string, number>> = {
  MINUTE: 60_000,
  EIGHT_MINUTE: 480_000,
  HOUR: HOUR_MS,
  DAY: DAY_MS,
};
const WEEK_MS = 7 * DAY_MS;
/** 1970-01-04 was a Sunday, on which weeks begin. */
const FIRST_SUNDAY = 3 * DAY_MS;

function bucketStart(at: number, resolution: Resolution): number {
  const step = STEPS[resolution];
  if (step !== undefined) return Math.floor(at / step) * step;
  if (resolution === "WEEK") {
    return Math.floor((at - FIRST_SUNDAY) / WEEK_MS) * WEEK_MS + FIRST_SUNDAY;
  }
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), resolution === "MONTH" ? date.getUTCMonth() : 0);
}

export function nextBucket(at: number, resolution: Resolution): number {
  const step = resolution === "WEEK" ? WEEK_MS : STEPS[resolution];
  if (step !== undefined) return at + step;
  const date = new Date(at);
  return resolution === "MONTH"
    ? Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1)
    : Date.UTC(date.getUTCFullYear() + 1, 0);
}

export const iso = (at: number): string => new Date(at).toISOString();
export const day = (at: number): string => iso(at).slice(0, 10);

function monthsBefore(now: number, months: number): string {
  const date = new Date(now);
  return day(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - months, date.getUTCDate()));
}
