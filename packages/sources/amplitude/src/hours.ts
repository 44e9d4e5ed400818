import type { Window } from "@brain/core";
import { HOUR_MS } from "./limits.ts";

/** Hours since 1970-01-01T00Z, from `first` up to, but not including, `end`. */
export interface Hours {
  readonly first: number;
  readonly end: number;
}

/** The hour that an instant (epoch ms) is in. */
export const hourAt = (instant: number): number => Math.floor(instant / HOUR_MS);

/** `2026-11-24T10`. */
export const hourText = (hour: number): string =>
  new Date(hour * HOUR_MS).toISOString().slice(0, "YYYY-MM-DDTHH".length);

/** `20261124T10`, as the export has it. */
export const exportHour = (hour: number): string => hourText(hour).replaceAll("-", "");

export const hourOf = (text: string): number => Date.parse(`${text}:00:00Z`) / HOUR_MS;

/** Every hour that a window touches. Hours of upload are UTC, and so are days. */
export function hoursOf({ from, to }: Window, startDate: string): Hours {
  return {
    first: hourAt(Date.parse(from ?? startDate)),
    end: Math.ceil(Date.parse(to) / HOUR_MS),
  };
}

/**
 * Whether an upload (RFC 3339) is within a window. Undefined: every upload of these hours is, as where the window begins
 * and ends with an hour.
 */
export function uploadsWithin(
  { from, to }: Window,
  { first, end }: Hours,
): ((upload: string) => boolean) | undefined {
  const start = from === undefined ? -Infinity : Date.parse(from);
  const stop = Date.parse(to);
  if (start <= first * HOUR_MS && stop >= end * HOUR_MS) return undefined;
  return (upload) => {
    const at = Date.parse(`${upload.slice(0, "YYYY-MM-DDTHH:mm:ss.sss".length).replace("Z", "")}Z`);
    return !(at < start || at >= stop);
  };
}

/** The months (`2026-11`) that these hours are in. */
export function* monthsOf({ first, end }: Hours): Generator<string> {
  for (let hour = first; hour < end; hour = monthHours(monthOf(hour)).end) yield monthOf(hour);
}

/** All hours of a month. */
export function monthHours(month: string): Hours {
  const start = new Date(`${month}-01T00:00:00Z`);
  return {
    first: hourAt(start.getTime()),
    end: hourAt(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1)),
  };
}

function monthOf(hour: number): string {
  return hourText(hour).slice(0, "YYYY-MM".length);
}
