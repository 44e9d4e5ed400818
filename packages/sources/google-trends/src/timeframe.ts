import { addDays, dayAt, type Window } from "@brain/core";

/** The frames that Google counts back from now. */
const RELATIVE = [
  "now 1-H",
  "now 4-H",
  "now 1-d",
  "now 7-d",
  "today 1-m",
  "today 3-m",
  "today 12-m",
  "today 5-y",
  "all",
] as const;

/** Shorter spellings: the number and unit alone. */
const ALIASES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    RELATIVE.filter((frame) => frame !== "all").map((frame) => [
      frame.replace(/^\w+ (\d+)-(\w)$/, "$1$2").toLowerCase(),
      frame,
    ]),
  ),
  "1y": "today 12-m",
};

const DAYS = /^\d{4}-\d\d-\d\d \d{4}-\d\d-\d\d$/;
const HOURS = /^\d{4}-\d\d-\d\dT\d\d \d{4}-\d\d-\d\dT\d\d$/;
const DAY_MS = 86_400_000;
/** What Google gives hours for. */
const MAX_HOURLY_MS = 7 * DAY_MS;
/** The first day that Google has. */
const FIRST_DAY = "2004-01-01";

/** The spelling that Google accepts (`12m` is `today 12-m`); undefined when it is no time frame. */
export function toTimeframe(given: string): string | undefined {
  const known = RELATIVE.find((frame) => frame === given) ?? ALIASES[given.toLowerCase()];
  if (known !== undefined) return known;
  if (!DAYS.test(given) && !HOURS.test(given)) return undefined;
  const [from = "", to = ""] = given.split(" ").map(instantOf);
  return Number.isNaN(Date.parse(from)) || !(from <= to) ? undefined : given;
}

function instantOf(part: string): string {
  return part.length > 10 ? `${part}:00:00Z` : part;
}

/** What a window with a beginning asks for: whole days, or hours where it has hours and at most 7 days; else the config's frame. */
export function timeframeOf({ from, to }: Window, configured: string): string {
  if (from === undefined) return configured;
  const [first, end] = [Date.parse(from), Date.parse(to)];
  const wholeDays = first % DAY_MS === 0 && end % DAY_MS === 0;
  if (!wholeDays && end - first <= MAX_HOURLY_MS) {
    const hour = (at: number): string => new Date(at).toISOString().slice(0, 13);
    return `${hour(first)} ${hour(end - 1)}`;
  }
  const firstDay = dayAt(first, "UTC");
  const lastDay = dayAt(end - 1, "UTC");
  return `${firstDay} ${lastDay < firstDay ? firstDay : lastDay}`;
}

/** First and last day of a time frame, as of now. */
export function daysIn(timeframe: string, now: number): { first: string; last: string } {
  const today = dayAt(now, "UTC");
  if (DAYS.test(timeframe) || HOURS.test(timeframe)) {
    const [first = today, last = today] = timeframe.split(" ").map((part) => part.slice(0, 10));
    return { first, last };
  }
  const found = /(\d+)-(\w)$/.exec(timeframe);
  if (found === null) return { first: FIRST_DAY, last: today };
  const [, count = "1", unit = "d"] = found;
  const length = { H: 1, d: 1, m: 31, y: 366 }[unit] ?? 1;
  return { first: addDays(today, -Math.ceil(Number(count) * length)), last: today };
}
