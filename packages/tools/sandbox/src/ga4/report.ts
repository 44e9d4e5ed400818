import { checkReport, currentName } from "./check-request.ts";
import { dayRanges, spanOf, type DayRange } from "./dates.ts";
import { group, OTHER, placesOf, type Groups } from "./grouping.ts";
import { compileMetricExpression } from "./metric-expression.ts";
import { findMetric, type ReportMetric, type Sums } from "./metrics.ts";
import { orderRows } from "./order-rows.ts";
import { planReport, type Places, type Plan } from "./plan.ts";
import type { Traffic } from "./property.ts";
import type { ReportRequest } from "./request.ts";
import { rowReader } from "./row-reader.ts";
import { compileExpression, numberTest } from "./filter-test.ts";

/** What the API confesses about a report's data. */
export interface Quality {
  /** A part of the rows is lost to one "(other)" row. */
  readonly other: boolean;
  /** Rows with few users are withheld. */
  readonly thresholding: boolean;
  /** Two fifths of the events were read. */
  readonly sampling: boolean;
}

/** A report computed but not written: rows are read by their position in its order. */
export interface Report {
  readonly request: ReportRequest;
  readonly ranges: readonly DayRange[];
  readonly dimensionNames: readonly string[];
  readonly metrics: readonly ReportMetric[];
  readonly rowCount: number;
  /** Label of a dimension (by its position) in a row. */
  readonly label: (row: number, dimension: number) => string;
  /** Sums of a row; the object is used again for the next one. */
  readonly sums: (row: number) => Sums;
  /** Rows in the report's order. */
  readonly order: Uint32Array;
  readonly range: (row: number) => number;
}

const USERS_THRESHOLD = 4;

/** Computes a report over a property's traffic. @throws Refusal when the request breaks a rule. */
export function computeReport(traffic: Traffic, request: ReportRequest, quality: Quality): Report {
  checkReport(request);
  return computeRows(traffic, request, quality, dayRanges(request.dateRanges, traffic.today()));
}

/** Computes a report that was checked, over these ranges. */
export function computeRows(
  traffic: Traffic,
  request: ReportRequest,
  quality: Quality,
  ranges: readonly DayRange[],
): Report {
  const dimensionNames = request.dimensions.map(({ name }) => name);
  if (ranges.length > 1) dimensionNames.push("dateRange");
  const metrics = request.metrics.map((metric) => toMetric(metric, traffic.blockedMetrics));
  const span = spanOf(ranges, traffic.firstDay, traffic.today());
  const plan = planReport({
    dimensionNames,
    filter: request.dimensionFilter,
    ranges,
    span,
    rowsPerDay: traffic.rowsPerDay,
  });
  const groups = group(traffic, ranges, plan, span, quality.other && dimensionNames.length > 0);
  const sums = rowReader(groups);
  const kept = keptRows(groups, sums, metrics, request, quality);
  const { label, range } = labels(plan, groups);
  const order = orderRows(kept, request.orderBys, { dimensionNames, metrics, label, sums });
  return {
    request,
    ranges,
    dimensionNames,
    metrics,
    rowCount: order.length,
    label,
    sums,
    order,
    range,
  };
}

function toMetric(
  { name, expression, invisible }: ReportRequest["metrics"][number],
  blocked: readonly string[],
): ReportMetric {
  const visible = !invisible;
  if (expression !== undefined && expression !== "") {
    return { name, type: "TYPE_FLOAT", visible, of: compileMetricExpression(expression) };
  }
  const metric = findMetric(currentName(name));
  if (metric === undefined || blocked.includes(currentName(name))) {
    return { name, type: metric?.type ?? "TYPE_INTEGER", visible, of: () => 0 };
  }
  return { name, visible, ...metric };
}

/** Rows that pass the metric filter, hold something, and are not withheld. */
function keptRows(
  groups: Groups,
  sumsOf: (row: number) => Sums,
  metrics: readonly ReportMetric[],
  { metricFilter, keepEmptyRows }: ReportRequest,
  { thresholding }: Quality,
): Uint32Array {
  const passes =
    metricFilter === undefined
      ? () => true
      : compileExpression<Sums>(metricFilter, (filter) => {
          const test = numberTest(filter);
          const metric = metrics.find(({ name }) => name === filter.fieldName);
          return (sums) => test(metric?.of(sums) ?? 0);
        });
  const rows = new Uint32Array(groups.size);
  let kept = 0;
  for (let row = 0; row < groups.size; row += 1) {
    const sums = sumsOf(row);
    if (thresholding && sums.users < USERS_THRESHOLD) continue;
    if (!keepEmptyRows && metrics.length > 0 && metrics.every(({ of }) => of(sums) === 0)) continue;
    if (!passes(sums)) continue;
    rows[kept] = row;
    kept += 1;
  }
  return rows.subarray(0, kept);
}

function labels(plan: Plan, groups: Groups) {
  const places: Places = new Int32Array(plan.facets.length);
  const rangeAt = plan.facets.findIndex(({ facet }) => facet === "range");
  let current = -1;
  const load = (row: number): boolean => {
    const key = groups.keys[row] ?? OTHER;
    if (row !== current) {
      current = row;
      if (key !== OTHER) placesOf(plan, key, places);
    }
    return key !== OTHER;
  };
  return {
    label: (row: number, dimension: number): string =>
      load(row) ? (plan.dimensions[dimension]?.label(places) ?? "") : "(other)",
    range: (row: number): number => (rangeAt !== -1 && load(row) ? (places[rangeAt] ?? 0) : 0),
  };
}
