import { z } from "zod";

const named = z.looseObject({ name: z.string() });
const values = z.array(z.looseObject({ value: z.string() }));

/** The answer to a report, as the API gives it. */
export const reportBodySchema = z.looseObject({
  dimensionHeaders: z.array(named).default([]),
  metricHeaders: z.array(named.extend({ type: z.string() })),
  rows: z.array(z.looseObject({ dimensionValues: values, metricValues: values })).default([]),
  metadata: z.looseObject({ timeZone: z.string() }),
});

export type ReportBody = z.output<typeof reportBodySchema>;

const recordSchema = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

/** A recorded report, with the records that are due where the file has them. */
export const reportFileSchema = z.looseObject({
  response: z.looseObject({ body: reportBodySchema }),
  records: z.array(recordSchema).optional(),
});

export const batchFileSchema = z.looseObject({
  response: z.looseObject({ body: z.looseObject({ reports: z.array(reportBodySchema) }) }),
});

const errorSchema = z.looseObject({ status: z.number(), body: z.unknown() });

export const errorsFileSchema = z.looseObject({
  errors: z.array(errorSchema.extend({ retryable: z.union([z.boolean(), z.string()]) })),
});

/** Any file with one recorded answer. */
export const answerFileSchema = z.looseObject({ response: errorSchema });

const grantSchema = z.looseObject({
  request: z.looseObject({ form: z.record(z.string(), z.string()) }),
  response: errorSchema,
});

export const tokenFileSchema = z.looseObject({
  refresh_token_grant: grantSchema,
  jwt_bearer_grant: grantSchema.extend({
    jwt_header: z.record(z.string(), z.string()),
    jwt_claims: z.record(z.string(), z.unknown()),
  }),
  errors: z.array(errorSchema.extend({ class: z.string() })),
});
