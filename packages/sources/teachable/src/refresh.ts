import { DAY_MS, EARLY_MS } from "./limits.ts";

/** Whether everything is to be read: the first time, and when that was long enough ago. */
export function isDue(last: string | undefined, days: number, now: number): boolean {
  if (last === undefined) return true;
  return now - Date.parse(last) >= Math.max(0, days * DAY_MS - EARLY_MS);
}
