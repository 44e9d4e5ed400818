const units = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1_000],
] as const;

/** A number of milliseconds in its largest whole unit: `7 days`, `10 minutes`. */
export function duration(ms: number): string {
  for (const [unit, size] of units) {
    const count = ms / size;
    if (Number.isInteger(count) && count > 0) return `${count} ${unit}${count === 1 ? "" : "s"}`;
  }
  return `${ms} ms`;
}
