import { z } from "zod";

/** A number in a filter, as the API spells it. */
export type FilterNumber = { readonly int64Value: string } | { readonly doubleValue: number };

/** One condition on one field; exactly one of the kinds besides `fieldName`. */
export interface Filter {
  /** A dimension or metric; it need not be among those that the report asks for. Old names are understood here too. */
  readonly fieldName: string;
  readonly stringFilter?:
    | {
        readonly matchType?: (typeof matchTypes)[number] | undefined;
        readonly value: string;
        readonly caseSensitive?: boolean | undefined;
      }
    | undefined;
  readonly inListFilter?:
    | { readonly values: readonly string[]; readonly caseSensitive?: boolean | undefined }
    | undefined;
  readonly numericFilter?:
    | { readonly operation: (typeof operations)[number]; readonly value: FilterNumber }
    | undefined;
  readonly betweenFilter?:
    | { readonly fromValue: FilterNumber; readonly toValue: FilterNumber }
    | undefined;
  /** Matches `(not set)` and the empty string. */
  readonly emptyFilter?: Readonly<Record<string, never>> | undefined;
}

/**
 * Which rows a report keeps; exactly one of the four. Passed on as it is, but for the names of fields.
 *
 * @see https://developers.google.com/analytics/devguides/reporting/data/v1/rest/v1beta/FilterExpression (read 2026-11-24)
 */
export interface FilterExpression {
  readonly andGroup?: { readonly expressions: readonly FilterExpression[] } | undefined;
  readonly orGroup?: { readonly expressions: readonly FilterExpression[] } | undefined;
  readonly notExpression?: FilterExpression | undefined;
  readonly filter?: Filter | undefined;
}

const matchTypes = [
  "EXACT",
  "BEGINS_WITH",
  "ENDS_WITH",
  "CONTAINS",
  "FULL_REGEXP",
  "PARTIAL_REGEXP",
] as const;
const operations = [
  "EQUAL",
  "LESS_THAN",
  "LESS_THAN_OR_EQUAL",
  "GREATER_THAN",
  "GREATER_THAN_OR_EQUAL",
] as const;

const filterNumber = z.union([
  z.strictObject({ int64Value: z.string().regex(/^-?\d{1,19}$/) }),
  z.strictObject({ doubleValue: z.number() }),
]);

const filter = z
  .strictObject({
    fieldName: z.string().min(1),
    stringFilter: z
      .strictObject({
        matchType: z.enum(matchTypes).optional(),
        value: z.string(),
        caseSensitive: z.boolean().optional(),
      })
      .optional(),
    inListFilter: z
      .strictObject({
        values: z.array(z.string()).min(1).readonly(),
        caseSensitive: z.boolean().optional(),
      })
      .optional(),
    numericFilter: z
      .strictObject({ operation: z.enum(operations), value: filterNumber })
      .optional(),
    betweenFilter: z.strictObject({ fromValue: filterNumber, toValue: filterNumber }).optional(),
    emptyFilter: z.strictObject({}).optional(),
  })
  .refine(
    (given) => Object.keys(given).length === 2,
    "give fieldName and exactly one kind of filter",
  );

/** Checks a {@link FilterExpression} as far as its shape goes; names are resolved by the report. */
export const filterExpressionSchema: z.ZodType<FilterExpression, FilterExpression> = z
  .lazy(() =>
    z.strictObject({
      andGroup: group.optional(),
      orGroup: group.optional(),
      notExpression: filterExpressionSchema.optional(),
      filter: filter.optional(),
    }),
  )
  .refine(
    (given) => Object.keys(given).length === 1,
    "give exactly one of andGroup, orGroup, notExpression and filter",
  );

const group = z.strictObject({
  expressions: z
    .array(z.lazy(() => filterExpressionSchema))
    .min(1)
    .readonly(),
});

/** The expression with every field's name replaced by what `rename` gives. */
export function renameFields(
  expression: FilterExpression,
  rename: (name: string) => string,
): FilterExpression {
  const all = (given: { readonly expressions: readonly FilterExpression[] }) => ({
    expressions: given.expressions.map((part) => renameFields(part, rename)),
  });
  const { andGroup, orGroup, notExpression, filter: condition } = expression;
  return {
    ...(andGroup === undefined ? {} : { andGroup: all(andGroup) }),
    ...(orGroup === undefined ? {} : { orGroup: all(orGroup) }),
    ...(notExpression === undefined ? {} : { notExpression: renameFields(notExpression, rename) }),
    ...(condition === undefined
      ? {}
      : { filter: { ...condition, fieldName: rename(condition.fieldName) } }),
  };
}
