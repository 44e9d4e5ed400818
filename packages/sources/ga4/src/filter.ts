import { z } from "zod";

/** A number in a filter, as the API spells it. */
export type FilterNumber = { readonly int64Value: string } | { readonly doubleValue: number };

type MatchType =
  | "EXACT"
  | "BEGINS_WITH"
  | "ENDS_WITH"
  | "CONTAINS"
  | "FULL_REGEXP"
  | "PARTIAL_REGEXP";
type Operation =
  | "EQUAL"
  | "LESS_THAN"
  | "LESS_THAN_OR_EQUAL"
  | "GREATER_THAN"
  | "GREATER_THAN_OR_EQUAL";

/** One condition on one field; exactly one of the kinds besides `fieldName`. */
export interface Filter {
  /** A dimension or metric; it need not be among those that the report asks for. Old names are understood here too. */
  readonly fieldName: string;
  readonly stringFilter?:
    | {
        readonly matchType?: MatchType | undefined;
        readonly value: string;
        readonly caseSensitive?: boolean | undefined;
      }
    | undefined;
  readonly inListFilter?:
    | { readonly values: readonly string[]; readonly caseSensitive?: boolean | undefined }
    | undefined;
  readonly numericFilter?:
    | { readonly operation: Operation; readonly value: FilterNumber }
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

/** What stands in a kind its type says, and else GA4: its refusal is a config error too. */
const kind = z.looseObject({}).optional();

const filter = z
  .strictObject({
    fieldName: z.string().min(1),
    stringFilter: kind,
    inListFilter: kind,
    numericFilter: kind,
    betweenFilter: kind,
    emptyFilter: kind,
  })
  .refine(
    (given) => Object.keys(given).length === 2,
    "give fieldName and exactly one kind of filter",
  ) as unknown as z.ZodType<Filter, Filter>;

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
  const all = (given: FilterExpression["andGroup"]): FilterExpression["andGroup"] =>
    given && { expressions: given.expressions.map((part) => renameFields(part, rename)) };
  const { andGroup, orGroup, notExpression, filter: condition } = expression;
  return {
    andGroup: all(andGroup),
    orGroup: all(orGroup),
    notExpression: notExpression && renameFields(notExpression, rename),
    filter: condition && { ...condition, fieldName: rename(condition.fieldName) },
  };
}
