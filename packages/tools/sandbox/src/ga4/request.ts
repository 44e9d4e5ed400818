import { z } from "zod";

/** An enum of the protos: by name, or by number as Google's own clients send it. */
const protoEnum = <const Names extends readonly [string, ...string[]]>(names: Names) =>
  z.union([
    z.enum(names),
    z
      .number()
      .int()
      .min(0)
      .max(names.length - 1)
      .transform((index): Names[number] => names[index] ?? names[0]),
  ]);
const int64 = z.union([
  z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number),
  z.number().int(),
]);

const numericValue = z
  .strictObject({ int64Value: int64.optional(), doubleValue: z.number().optional() })
  .transform(({ int64Value, doubleValue }) => int64Value ?? doubleValue ?? 0);
const filterSchema = z.strictObject({
  fieldName: z.string(),
  stringFilter: z
    .strictObject({
      matchType: protoEnum([
        "MATCH_TYPE_UNSPECIFIED",
        "EXACT",
        "BEGINS_WITH",
        "ENDS_WITH",
        "CONTAINS",
        "FULL_REGEXP",
        "PARTIAL_REGEXP",
      ]).default("EXACT"),
      value: z.string().default(""),
      caseSensitive: z.boolean().default(false),
    })
    .optional(),
  inListFilter: z
    .strictObject({
      values: z.array(z.string()).default([]),
      caseSensitive: z.boolean().default(false),
    })
    .optional(),
  numericFilter: z
    .strictObject({
      operation: protoEnum([
        "OPERATION_UNSPECIFIED",
        "EQUAL",
        "LESS_THAN",
        "LESS_THAN_OR_EQUAL",
        "GREATER_THAN",
        "GREATER_THAN_OR_EQUAL",
      ]),
      value: numericValue,
    })
    .optional(),
  betweenFilter: z.strictObject({ fromValue: numericValue, toValue: numericValue }).optional(),
  emptyFilter: z.strictObject({}).optional(),
});

/** One condition on one field. */
export type Filter = z.output<typeof filterSchema>;

/** Conditions joined by and, or, not. */
export interface FilterExpression {
  readonly andGroup?: { readonly expressions: readonly FilterExpression[] } | undefined;
  readonly orGroup?: { readonly expressions: readonly FilterExpression[] } | undefined;
  readonly notExpression?: FilterExpression | undefined;
  readonly filter?: Filter | undefined;
}

const expressionSchema: z.ZodType<FilterExpression> = z.lazy(() =>
  z.strictObject({
    andGroup: groupSchema.optional(),
    orGroup: groupSchema.optional(),
    notExpression: expressionSchema.optional(),
    filter: filterSchema.optional(),
  }),
);
const groupSchema = z.strictObject({ expressions: z.array(expressionSchema).default([]) });

const orderBySchema = z.strictObject({
  desc: z.boolean().default(false),
  metric: z.strictObject({ metricName: z.string() }).optional(),
  dimension: z
    .strictObject({
      dimensionName: z.string(),
      orderType: protoEnum([
        "ORDER_TYPE_UNSPECIFIED",
        "ALPHANUMERIC",
        "CASE_INSENSITIVE_ALPHANUMERIC",
        "NUMERIC",
      ]).default("ALPHANUMERIC"),
    })
    .optional(),
});

/** One sort key of a report. */
export type OrderBy = z.output<typeof orderBySchema>;

const aggregations = protoEnum(["METRIC_AGGREGATION_UNSPECIFIED", "TOTAL", "MINIMUM", "MAXIMUM"]);

/** A RunReportRequest. Fields that the sandbox does not emulate (cohorts, comparisons) count as unknown. */
export const reportRequestSchema = z.strictObject({
  property: z.string().optional(),
  dateRanges: z
    .array(
      z.strictObject({ startDate: z.string(), endDate: z.string(), name: z.string().optional() }),
    )
    .default([]),
  dimensions: z.array(z.strictObject({ name: z.string() })).default([]),
  metrics: z
    .array(
      z.strictObject({
        name: z.string(),
        expression: z.string().optional(),
        invisible: z.boolean().default(false),
      }),
    )
    .default([]),
  dimensionFilter: expressionSchema.optional(),
  metricFilter: expressionSchema.optional(),
  offset: int64.default(0),
  limit: int64.default(0),
  metricAggregations: z.array(aggregations).default([]),
  orderBys: z.array(orderBySchema).default([]),
  currencyCode: z.string().optional(),
  keepEmptyRows: z.boolean().default(false),
  returnPropertyQuota: z.boolean().default(false),
});

/** A RunRealtimeReportRequest: no dates, no offset, but minutes. */
export const realtimeRequestSchema = reportRequestSchema
  .omit({ dateRanges: true, offset: true, currencyCode: true, keepEmptyRows: true })
  .extend({
    minuteRanges: z
      .array(
        z.strictObject({
          startMinutesAgo: z.int().optional(),
          endMinutesAgo: z.int().optional(),
          name: z.string().optional(),
        }),
      )
      .default([]),
  });

/** A realtime report as asked for, with the defaults filled in. */
export type RealtimeRequest = z.output<typeof realtimeRequestSchema>;

/** A report as asked for, with the defaults filled in. */
export type ReportRequest = z.output<typeof reportRequestSchema>;
/** A report as a caller writes it. */
export type ReportRequestInput = z.input<typeof reportRequestSchema>;

/** A BatchRunReportsRequest. */
export const batchSchema = z.strictObject({
  property: z.string().optional(),
  requests: z.array(reportRequestSchema).default([]),
});

/** A CheckCompatibilityRequest. */
export const compatibilitySchema = z.strictObject({
  property: z.string().optional(),
  dimensions: z.array(z.strictObject({ name: z.string() })).default([]),
  metrics: z
    .array(z.strictObject({ name: z.string(), expression: z.string().optional() }))
    .default([]),
  dimensionFilter: expressionSchema.optional(),
  metricFilter: expressionSchema.optional(),
  compatibilityFilter: protoEnum([
    "COMPATIBILITY_UNSPECIFIED",
    "COMPATIBLE",
    "INCOMPATIBLE",
  ]).optional(),
});
