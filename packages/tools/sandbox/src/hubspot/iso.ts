import { DAY_MS } from "../zone.ts";

const two = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, "0"));
const dates = new Map<number, string>();
/** Days remembered at most, some thirty years. */
const KEPT_DATES = 10_000;

/** ISO 8601 in UTC, with milliseconds; the same as `Date.toISOString`, many times faster where days repeat. */
export function iso(at: number): string {
  const day = Math.floor(at / DAY_MS);
  let date = dates.get(day);
  if (date === undefined) {
    date = new Date(day * DAY_MS).toISOString().slice(0, 11);
    if (dates.size >= KEPT_DATES) dates.clear();
    dates.set(day, date);
  }
  const ms = Math.floor(at) - day * DAY_MS;
  const seconds = Math.floor(ms / 1000);
  const rest = ms % 1000;
  const padding = rest < 10 ? "00" : rest < 100 ? "0" : "";
  return `${date}${two[Math.floor(seconds / 3600)]}:${two[Math.floor(seconds / 60) % 60]}:${two[seconds % 60]}.${padding}${rest}Z`;
}
