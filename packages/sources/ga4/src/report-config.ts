import { z } from "zod";
import { resolveField, type FieldKind, type Words } from "./fields/resolve.ts";
import { filterExpressionSchema, renameFields, type FilterExpression } from "./filter.ts";

const MAX_DIMENSIONS = 9;
const MAX_METRICS = 10;
/** The dimension that tells the ranges of a request apart. */
export const RANGE = "dateRange";

/** A report as it is requested: today's names, everything checked. */
export interface Report {
  /** The columns of its rows; among those of realtime reports that compare minutes, `dateRange`. */
  readonly dimensions: readonly string[];
  readonly metrics: readonly string[];
  readonly dimensionFilter?: FilterExpression | undefined;
  readonly metricFilter?: FilterExpression | undefined;
  readonly keepEmptyRows?: boolean | undefined;
  readonly currencyCode?: string | undefined;
  /** Of a realtime report, what it looks at in place of days. */
  readonly minuteRanges?: readonly MinuteRange[] | undefined;
}

const query = {
  dimensions: z.array(z.string()).readonly(),
  metrics: z.array(z.string()).readonly(),
  dimensionFilter: filterExpressionSchema.optional(),
  metricFilter: filterExpressionSchema.optional(),
};

/** What a user writes for one report; comes out as a {@link Report}, or with a problem for each wrong name. */
export const reportSchema = z
  .strictObject({
    ...query,
    /** Also rows whose metrics are all zero, of values that the property has seen. It makes no missing days appear. */
    keepEmptyRows: z.boolean().default(false),
    /** ISO 4217; amounts are converted to it. Default: the property's own. */
    currencyCode: z
      .string()
      .regex(/^[A-Z]{3}$/, "a currency is three capital letters, such as EUR")
      .optional(),
    /** Whose source `source`, `medium` and `sourceMedium` mean: the session's, as in Universal Analytics, or the event's. */
    attribution: z.enum(["session", "event"]).default("session"),
  })
  .transform(({ attribution, ...given }, context): Report =>
    withTodaysNames(given, attribution, context),
  );

const minutesAgo = z.int().min(0).max(59);
const minuteRange = z
  .strictObject({
    startMinutesAgo: minutesAgo.default(29),
    endMinutesAgo: minutesAgo.default(0),
    name: z
      .string()
      .regex(/^(?!date_range_|RESERVED_)./, "a name of GA4's own")
      .optional(),
  })
  .refine(
    ({ startMinutesAgo, endMinutesAgo }) => startMinutesAgo >= endMinutesAgo,
    "startMinutesAgo comes before endMinutesAgo: it is the larger",
  );

/** A stretch of the last minutes, both ends included. */
export type MinuteRange = z.input<typeof minuteRange>;

/** What a user writes for one realtime report. */
export const realtimeSchema = z
  .strictObject({
    ...query,
    minuteRanges: z.array(minuteRange).min(1).max(2).readonly().default([]),
  })
  .transform((given, context): Report => {
    const report = withTodaysNames(given, "realtime", context);
    // GA4 adds the column that tells two ranges apart by itself.
    const dimensions = [...report.dimensions, ...(given.minuteRanges.length > 1 ? [RANGE] : [])];
    return { ...report, dimensions };
  });

/** Every name as the API spells it today; each wrong one is a problem of the config. */
function withTodaysNames<R extends Report>(given: R, words: Words, context: z.RefinementCtx): R {
  const problem = (path: PropertyKey[], message: string): void =>
    context.addIssue({ code: "custom", path, message });
  const list = (kind: FieldKind, names: readonly string[]): string[] =>
    resolveList(kind, names, words, (index, message) => problem([`${kind}s`, ...index], message));
  const expression = (
    kind: FieldKind,
    filter: FilterExpression | undefined,
  ): FilterExpression | undefined =>
    filter &&
    renameFields(filter, (name) => {
      const resolved = resolveField(kind, name, words);
      if ("name" in resolved) return resolved.name;
      problem([`${kind}Filter`], resolved.problem);
      return name;
    });

  const dimensions = list("dimension", given.dimensions);
  const metrics = list("metric", given.metrics);
  const { length } = given.dimensions;
  if (length > MAX_DIMENSIONS)
    problem(["dimensions"], `${length} dimensions; GA4 takes at most ${MAX_DIMENSIONS}`);
  if (metrics.length > MAX_METRICS)
    problem(["metrics"], `${metrics.length} metrics; GA4 takes at most ${MAX_METRICS}`);
  if (metrics.length === 0) problem(["metrics"], "a report needs at least one metric");
  for (const name of metrics) {
    if (dimensions.includes(name)) problem(["metrics"], `"${name}" is already a dimension here`);
  }
  return {
    ...given,
    dimensions,
    metrics,
    dimensionFilter: expression("dimension", given.dimensionFilter),
    metricFilter: expression("metric", given.metricFilter),
  };
}

function resolveList(
  kind: FieldKind,
  given: readonly string[],
  words: Words,
  problem: (index: number[], message: string) => void,
): string[] {
  const names: string[] = [];
  for (const [index, name] of given.entries()) {
    const resolved = resolveField(kind, name, words);
    if ("problem" in resolved) {
      problem([index], resolved.problem);
      names.push(name);
      continue;
    }
    if (names.includes(resolved.name)) {
      const same = resolved.name === name ? "" : `, which "${name}" means today,`;
      problem([index], `"${resolved.name}"${same} is listed twice`);
    }
    names.push(resolved.name);
  }
  return names;
}
