import { DAY_MS } from "../zone.ts";
import { invalidArgument } from "./google-error.ts";
import { compactDate } from "./time-labels.ts";

const MAX_RANGES = 4;

/** A date range in days since 1970, both ends included. */
export interface DayRange {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Days that a report has to look at. */
export interface DaySpan {
  readonly first: number;
  readonly days: number;
}

/** The days of some ranges that can hold data, however wide the ranges are. */
export function spanOf(ranges: readonly DayRange[], firstWithData: number, today: number): DaySpan {
  const first = Math.max(firstWithData, Math.min(...ranges.map(({ start }) => start)));
  const last = Math.min(today, Math.max(...ranges.map(({ end }) => end)));
  return { first, days: Math.max(0, last - first + 1) };
}

/** The ranges of a request; relative dates count from today in the property's time zone. */
export function dayRanges(
  ranges: readonly {
    readonly startDate: string;
    readonly endDate: string;
    readonly name?: string | undefined;
  }[],
  today: number,
): DayRange[] {
  if (ranges.length === 0) throw invalidArgument("A dateRange is required.");
  if (ranges.length > MAX_RANGES) {
    throw invalidArgument(
      `Requests are limited to ${MAX_RANGES} dateRanges. This request is for ${ranges.length} dateRanges.`,
    );
  }
  return ranges.map(({ startDate, endDate, name }, index) => {
    const range = {
      name: name === undefined || name === "" ? `date_range_${index}` : name,
      start: toDay(startDate, today, "startDate"),
      end: toDay(endDate, today, "endDate"),
    };
    if (range.start > range.end) {
      throw invalidArgument(
        `Invalid dateRange: startDate ${startDate} is after endDate ${endDate}.`,
      );
    }
    return range;
  });
}

function toDay(date: string, today: number, field: string): number {
  if (date === "today") return today;
  if (date === "yesterday") return today - 1;
  const ago = /^(\d{1,5})daysAgo$/.exec(date)?.[1];
  if (ago !== undefined) return today - Number(ago);
  const day = /^\d{4}-\d{2}-\d{2}$/.test(date)
    ? Date.parse(`${date}T00:00:00Z`) / DAY_MS
    : Number.NaN;
  // Date.parse takes 31 February for 3 March.
  if (Number.isNaN(day) || compactDate(day) !== date.replaceAll("-", "")) {
    throw invalidArgument(
      `Invalid ${field}: ${date}. Dates must be YYYY-MM-DD, NdaysAgo, yesterday or today.`,
    );
  }
  return day;
}
