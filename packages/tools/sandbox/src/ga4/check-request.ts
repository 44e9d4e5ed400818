import { deprecatedNames, dimensionNames, isCustomDimension } from "./fields.ts";
import { filterFields } from "./filter-test.ts";
import { invalidArgument } from "./google-error.ts";
import { offendingField } from "./incompatible.ts";
import { expressionNames } from "./metric-expression.ts";
import { findMetric } from "./metrics.ts";
import type { FilterExpression, ReportRequest } from "./request.ts";

const MAX_DIMENSIONS = 9;
const MAX_METRICS = 10;
const SCHEMA = "https://developers.google.com/analytics/devguides/reporting/data/v1/api-schema";
const EXPLORER = "https://ga-dev-tools.google/ga4/dimensions-metrics-explorer/";

/** The name that the API uses now for a field. */
export const currentName = (name: string): string => deprecatedNames[name] ?? name;

interface Fields {
  readonly dimensions: readonly { readonly name: string }[];
  readonly metrics: readonly { readonly name: string; readonly expression?: string | undefined }[];
  readonly dimensionFilter?: FilterExpression | undefined;
  readonly metricFilter?: FilterExpression | undefined;
}

/** Refuses names that do not exist and fields that do not go together. */
export function checkFields({ dimensions, metrics, dimensionFilter, metricFilter }: Fields): void {
  const dimensionFields = [
    ...dimensions.map(({ name }) => name),
    ...filterFields(dimensionFilter),
  ].map(currentName);
  for (const name of dimensionFields) {
    if (!dimensionNames.has(name) && !isCustomDimension(name)) {
      throw invalidArgument(
        `Field ${name} is not a valid dimension. For a list of valid dimensions and metrics, see ${SCHEMA}`,
      );
    }
  }
  const metricFields = metrics
    .flatMap(({ name, expression }) =>
      expression === undefined || expression === "" ? [name] : expressionNames(expression),
    )
    .map(currentName);
  for (const name of metricFields) {
    if (findMetric(name) === undefined) {
      throw invalidArgument(
        `Field ${name} is not a valid metric. For a list of valid dimensions and metrics, see ${SCHEMA}`,
      );
    }
  }
  for (const name of filterFields(metricFilter)) {
    if (!metrics.some((metric) => metric.name === name)) {
      throw invalidArgument(
        `Field ${name} in the metricFilter must be one of the request's metrics.`,
      );
    }
  }
  const offender = offendingField([...new Set([...dimensionFields, ...metricFields])]);
  if (offender !== undefined) {
    throw invalidArgument(
      `Please remove ${offender} to make the request compatible. The request's dimensions & metrics are incompatible. To learn more, see ${EXPLORER}`,
    );
  }
}

/** Refuses a report that breaks a limit, repeats a field, or fails `checkFields`. */
export function checkReport(request: ReportRequest): void {
  checkColumns(request);
  if (request.offset < 0)
    throw invalidArgument(
      `The offset must not be negative. This request's offset is ${request.offset}.`,
    );
  checkFields(request);
}

/** Refuses too many columns, none, one twice, an impossible limit, and an order by something else. */
export function checkColumns(
  request: Pick<ReportRequest, "dimensions" | "metrics" | "orderBys" | "limit">,
): void {
  const { dimensions, metrics, orderBys, limit } = request;
  if (dimensions.length > MAX_DIMENSIONS) {
    throw invalidArgument(
      `Requests are limited to ${MAX_DIMENSIONS} dimensions. This request is for ${dimensions.length} dimensions.`,
    );
  }
  if (metrics.length > MAX_METRICS) {
    throw invalidArgument(
      `Requests are limited to ${MAX_METRICS} metrics. This request is for ${metrics.length} metrics.`,
    );
  }
  if (dimensions.length + metrics.length === 0) {
    throw invalidArgument("A report needs at least one dimension or metric.");
  }
  for (const fields of [dimensions, metrics]) {
    const names = fields.map(({ name }) => name);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) throw invalidArgument(`Field ${twice} is duplicated in the request.`);
  }
  if (limit < 0)
    throw invalidArgument(`The limit must be positive. This request's limit is ${limit}.`);
  for (const { dimension, metric } of orderBys) {
    const known =
      dimension !== undefined
        ? dimension.dimensionName === "dateRange" ||
          dimensions.some(({ name }) => name === dimension.dimensionName)
        : metrics.some(({ name }) => name === metric?.metricName);
    if (!known) {
      throw invalidArgument(
        `Field ${dimension?.dimensionName ?? metric?.metricName} in orderBys must be one of the request's fields.`,
      );
    }
  }
}
