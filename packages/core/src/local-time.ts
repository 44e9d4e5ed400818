const DAY_MS = 86_400_000;
const QUARTER_MS = 900_000;
const MAX_KNOWN = 10_000;

/**
 * Reads what a clock on a wall in `timeZone` shows (epoch ms as if it were UTC) as an instant (epoch ms).
 *
 * An hour that comes twice, in autumn, is the first of the two; one that is left out counts as before the change.
 *
 * @throws RangeError for a name that `isTimeZone` refuses.
 */
export function createLocalTime(timeZone: string): (wallMs: number) => number {
  if (timeZone === "UTC") return (wallMs) => wallMs;
  const format = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    dateStyle: "short",
    timeStyle: "medium",
  });
  // Swedish writes times as ISO 8601 does, but for the T.
  const wallAt = (instant: number): number =>
    Date.parse(`${format.format(instant).replace(" ", "T")}Z`);
  const offsetAt = (instant: number): number =>
    wallAt(instant) - Math.floor(instant / 1_000) * 1_000;
  const offsetFrom = (wallMs: number): number => {
    const before = offsetAt(wallMs - DAY_MS);
    if (offsetAt(wallMs - before) === before) return before;
    const after = offsetAt(wallMs + DAY_MS);
    return offsetAt(wallMs - after) === after ? after : before;
  };
  // Zones change at full quarters of an hour, so one look is good for all times of it.
  const known = new Map<number, number>();
  return (wallMs) => {
    const quarter = Math.floor(wallMs / QUARTER_MS);
    let offset = known.get(quarter);
    if (offset === undefined) {
      offset = offsetFrom(quarter * QUARTER_MS);
      if (known.size > MAX_KNOWN) known.clear();
      known.set(quarter, offset);
    }
    return wallMs - offset;
  };
}
