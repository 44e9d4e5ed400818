import { addDays } from "@brain/core";
import { weekday } from "./days.ts";

/** What one row of a report spans; `window`: the report has no time dimension, and a row stands for all days read. */
export type Period = "day" | "week" | "iso-week" | "month" | "year" | "window";

/** An inclusive range of days. */
export interface Days {
  readonly first: string;
  readonly last: string;
}

/** Of several, the one that gives the smallest partitions: a row lies wholly within each of its own time dimensions. */
const byDimension: Readonly<Record<string, Period>> = {
  date: "day",
  dateHour: "day",
  dateHourMinute: "day",
  yearWeek: "week",
  isoYearIsoWeek: "iso-week",
  yearMonth: "month",
  year: "year",
};

export function periodOf(dimensions: readonly string[]): Period {
  const name = Object.keys(byDimension).find((time) => dimensions.includes(time));
  return byDimension[name ?? ""] ?? "window";
}

/**
 * The periods that `days` touch, oldest first. Users and rates cannot be added up, so a week, month or year is read whole,
 * as far as `until` (the last day that may be read), and `end` is its last day on the calendar.
 */
export function* splitIntoPeriods(
  period: Period,
  days: Days,
  until: string,
): Generator<Days & { readonly end: string }> {
  if (days.first > days.last) return;
  if (period === "window") {
    yield { ...days, end: days.last };
    return;
  }
  for (let first = startOf(period, days.first); first <= days.last;) {
    const end = endOf(period, first);
    yield { first, last: end < until ? end : until, end };
    first = addDays(end, 1);
  }
}

/** GA4's weeks begin on Sunday and are cut at the turn of the year; ISO weeks begin on Monday and are not. */
function startOf(period: Exclude<Period, "window">, day: string): string {
  switch (period) {
    case "day":
      return day;
    case "week": {
      const sunday = addDays(day, -weekday(day));
      const newYear = `${day.slice(0, 4)}-01-01`;
      return sunday < newYear ? newYear : sunday;
    }
    case "iso-week":
      return addDays(day, -((weekday(day) + 6) % 7));
    case "month":
      return `${day.slice(0, 7)}-01`;
    case "year":
      return `${day.slice(0, 4)}-01-01`;
  }
}

function endOf(period: Exclude<Period, "window">, first: string): string {
  switch (period) {
    case "day":
      return first;
    case "week": {
      const saturday = addDays(first, 6 - weekday(first));
      const lastDay = `${first.slice(0, 4)}-12-31`;
      return saturday > lastDay ? lastDay : saturday;
    }
    case "iso-week":
      return addDays(first, 6);
    case "month":
      return addDays(startOf("month", addDays(first, 31)), -1);
    case "year":
      return `${first.slice(0, 4)}-12-31`;
  }
}
