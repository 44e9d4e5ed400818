/** Reads what a clock on a wall in `timeZone` shows (epoch ms as if it were UTC) as an instant. */
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
  return (wallMs) => {
    const before = offsetAt(wallMs - DAY_MS);
    // An hour that comes twice is the first of the two; one that is left out is counted as before the change.
    if (offsetAt(wallMs - before) === before) return wallMs - before;
    const after = offsetAt(wallMs + DAY_MS);
    return offsetAt(wallMs - after) === after ? wallMs - after : wallMs - before;
  };
}

const DAY_MS = 86_400_000;
