import { z } from "zod";
import { resolveField, type Attribution, type FieldKind } from "./fields/resolve.ts";
import { filterExpressionSchema, renameFields, type FilterExpression } from "./filter.ts";

const MAX_DIMENSIONS = 9;
const MAX_METRICS = 10;

/** A report as it is requested: today's names, everything checked. */
export interface Report {
  readonly dimensions: readonly string[];
  readonly metrics: readonly string[];
  readonly dimensionFilter?: FilterExpression | undefined;
  readonly metricFilter?: FilterExpression | undefined;
  readonly keepEmptyRows: boolean;
  readonly currencyCode?: string | undefined;
}

/** What a user writes for one report; comes out as a {@link Report}, or with a problem for each wrong name. */
export const reportSchema = z
  .strictObject({
    dimensions: z.array(z.string()).readonly(),
    metrics: z.array(z.string()).readonly(),
    dimensionFilter: filterExpressionSchema.optional(),
    metricFilter: filterExpressionSchema.optional(),
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
  .transform(({ attribution, ...given }, context): Report => {
    const problem = (path: PropertyKey[], message: string): void =>
      context.addIssue({ code: "custom", path, message });
    const list = (kind: FieldKind, names: readonly string[]): string[] =>
      resolveList(kind, names, attribution, (index, message) =>
        problem([`${kind}s`, ...index], message),
      );
    const expression = (
      kind: FieldKind,
      filter: FilterExpression | undefined,
    ): FilterExpression | undefined =>
      filter &&
      renameFields(filter, (name) => {
        const resolved = resolveField(kind, name, attribution);
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
  });

function resolveList(
  kind: FieldKind,
  given: readonly string[],
  attribution: Attribution,
  problem: (index: number[], message: string) => void,
): string[] {
  const names: string[] = [];
  for (const [index, name] of given.entries()) {
    const resolved = resolveField(kind, name, attribution);
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
