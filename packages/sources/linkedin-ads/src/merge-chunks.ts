import type { RawRow } from "./ask-report.ts";

/**
 * The rows of several requests for one report as one list: what is about the same pivots and days is one row. LinkedIn
 * leaves out a row in which all metrics of a request are zero, so none of the lists has all of them.
 */
export function mergeChunks(chunks: readonly (readonly RawRow[])[]): readonly RawRow[] {
  const [only = [], ...more] = chunks;
  if (more.length === 0) return only;
  const rows = new Map<string, RawRow>();
  for (const chunk of chunks) {
    for (const row of chunk) {
      const key = keyOf(row);
      rows.set(key, { ...rows.get(key), ...row });
    }
  }
  return [...rows.values()];
}

function keyOf({ dateRange: { start, end }, pivotValues }: RawRow): string {
  const days = [start, end].flatMap(({ year, month, day }) => [year, month, day]);
  return JSON.stringify([days, pivotValues]);
}
