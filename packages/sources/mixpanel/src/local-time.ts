import { DAY_MS } from "./days.ts";

const QUARTER_MS = 900_000;
const MAX_KNOWN = 10_000;

/**
 * Reads what an old project calls epoch time, the clock on its wall counted as if it were UTC, as an instant (epoch ms).
 *
 * An hour that comes twice, in autumn, is the first of the two: the events do not say which.
 *
 * @see https://mixpanel.com/help/reference/exporting-raw-data
 */
export function createLocalTime(timeZone: string): (wallMs: number) => number {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const offsetAt = (instant: number): number => {
    const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, +value]));
    const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
    const wall = Date.UTC(
      part("year"),
      part("month") - 1,
      part("day"),
      part("hour"),
      part("minute"),
      part("second"),
    );
    return wall - Math.floor(instant / 1_000) * 1_000;
  };
  // Zones change at full quarters of an hour, so one look is good for all events of it.
  const known = new Map<number, number>();
  const offsetOf = (wallMs: number): number => {
    const quarter = Math.floor(wallMs / QUARTER_MS);
    let offset = known.get(quarter);
    if (offset === undefined) {
      const at = quarter * QUARTER_MS;
      const before = offsetAt(at - DAY_MS);
      // Of the two that may hold around a change, the earlier one, where it leads back to this wall time.
      offset = offsetAt(at - before) === before ? before : offsetAt(at - offsetAt(at));
      if (known.size > MAX_KNOWN) known.clear();
      known.set(quarter, offset);
    }
    return offset;
  };
  return (wallMs) => wallMs - offsetOf(wallMs);
}
