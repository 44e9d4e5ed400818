import type { Report } from "./report.ts";
import { emptySums } from "./row-reader.ts";
import { columns } from "./traffic.ts";

interface AggregateRow {
  readonly dimensionValues: { readonly value: string }[];
  readonly metricValues: { readonly value: string }[];
}

/** The rows of totals, maximums and minimums that a request asked for, one for each date range. */
export function aggregateRows(report: Report): [key: string, rows: AggregateRow[]][] {
  const asked = new Set(report.request.metricAggregations);
  const rows: [string, AggregateRow[]][] = [];
  if (report.rowCount === 0) return rows;
  if (asked.has("TOTAL")) rows.push(["totals", rangeRows(report, "RESERVED_TOTAL", totals)]);
  if (asked.has("MAXIMUM"))
    rows.push(["maximums", rangeRows(report, "RESERVED_MAX", extremes(Math.max))]);
  if (asked.has("MINIMUM"))
    rows.push(["minimums", rangeRows(report, "RESERVED_MIN", extremes(Math.min))]);
  return rows;
}

function rangeRows(
  report: Report,
  label: string,
  aggregate: (report: Report, rows: readonly number[]) => number[],
): AggregateRow[] {
  return report.ranges.map(({ name }, range) => {
    const rows = [...report.order].filter((row) => report.range(row) === range);
    return {
      dimensionValues: report.dimensionNames.map((dimension) => ({
        value: dimension === "dateRange" ? name : label,
      })),
      metricValues: aggregate(report, rows).map((value) => ({ value: String(value) })),
    };
  });
}

/** Rates of a total are computed from total sums, not added up. */
function totals(report: Report, rows: readonly number[]): number[] {
  const total = emptySums();
  for (const row of rows) {
    const sums = report.sums(row);
    for (const column of columns) total[column] += sums[column];
  }
  return report.metrics.filter(({ visible }) => visible).map(({ of }) => of(total));
}

const extremes =
  (better: (a: number, b: number) => number) =>
  (report: Report, rows: readonly number[]): number[] =>
    report.metrics
      .filter(({ visible }) => visible)
      .map(({ of }) =>
        rows.reduce<number>((best, row, index) => {
          const value = of(report.sums(row));
          return index === 0 ? value : better(best, value);
        }, 0),
      );
