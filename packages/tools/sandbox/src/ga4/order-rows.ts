import type { ReportMetric, Sums } from "./metrics.ts";
import type { OrderBy } from "./request.ts";

interface Readable {
  readonly dimensionNames: readonly string[];
  readonly metrics: readonly ReportMetric[];
  readonly label: (row: number, dimension: number) => string;
  readonly sums: (row: number) => Sums;
}

/** Sorts rows by the keys of a request; rows that are equal in all of them keep their order. */
export function orderRows(
  rows: Uint32Array,
  orderBys: readonly OrderBy[],
  report: Readable,
): Uint32Array {
  if (orderBys.length === 0) return rows;
  const keys = orderBys.map((orderBy) => rankOf(rows, orderBy, report));
  return rows.toSorted((a, b) => {
    for (const ranks of keys) {
      const difference = (ranks[a] ?? 0) - (ranks[b] ?? 0);
      if (difference !== 0) return difference;
    }
    return a - b;
  });
}

/** A number per row that sorts as the request's key does. */
function rankOf(
  rows: Uint32Array,
  { dimension, metric, desc }: OrderBy,
  report: Readable,
): Float64Array {
  const sign = desc ? -1 : 1;
  const ranks = new Float64Array((rows.at(-1) ?? 0) + 1);
  if (dimension === undefined) {
    const found = report.metrics.find(({ name }) => name === metric?.metricName);
    for (const row of rows) ranks[row] = sign * (found?.of(report.sums(row)) ?? 0);
    return ranks;
  }
  const at = report.dimensionNames.indexOf(dimension.dimensionName);
  if (dimension.orderType === "NUMERIC") {
    for (const row of rows) ranks[row] = sign * (Number(report.label(row, at)) || 0);
    return ranks;
  }
  const fold = dimension.orderType === "CASE_INSENSITIVE_ALPHANUMERIC";
  const keyOf = (row: number): string => {
    const label = report.label(row, at);
    return fold ? label.toLowerCase() : label;
  };
  const seen = new Map<string, number>();
  for (const row of rows) seen.set(keyOf(row), 0);
  for (const [rank, key] of [...seen.keys()].toSorted(compareText).entries()) seen.set(key, rank);
  for (const row of rows) ranks[row] = sign * (seen.get(keyOf(row)) ?? 0);
  return ranks;
}

const compareText = (left: string, right: string): number =>
  left < right ? -1 : left > right ? 1 : 0;
