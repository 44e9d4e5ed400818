import { DecodeError, type Json } from "@brain/core";
import { z } from "zod";
import type { Report } from "./report-config.ts";

/** int64 comes as text, and proto3 JSON leaves zeros out. */
const int64 = z.coerce.number().int().min(0).nullish();
const named = z.looseObject({ name: z.string() });

const maybe = <S extends z.ZodRawShape>(shape: S) => z.looseObject(shape).nullish();
const text = z.string().nullish();
const flag = z.boolean().nullish();
const quotaStatus = maybe({ consumed: int64, remaining: int64 });

/** Of the answer around the rows, what we rely on. */
const envelopeSchema = z.looseObject({
  dimensionHeaders: z.array(named).nullish(),
  metricHeaders: z.array(named.extend({ type: text })),
  rows: z.array(z.unknown()).max(0).optional(),
  rowCount: int64,
  metadata: maybe({
    timeZone: text,
    currencyCode: text,
    dataLossFromOtherRow: flag,
    subjectToThresholding: flag,
    samplingMetadatas: z
      .array(z.looseObject({ samplesReadCount: int64, samplingSpaceSize: int64 }))
      .nullish(),
    schemaRestrictionResponse: maybe({
      activeMetricRestrictions: z.array(z.looseObject({ metricName: text })).nullish(),
    }),
  }),
  propertyQuota: maybe({
    tokensPerDay: quotaStatus,
    tokensPerHour: quotaStatus,
    tokensPerProjectPerHour: quotaStatus,
  }),
});

/** A report's answer without its rows. */
export type ReportAnswer = z.output<typeof envelopeSchema>;
export type PropertyQuota = NonNullable<ReportAnswer["propertyQuota"]>;

/**
 * Reads the envelope, and makes sure that the columns are the ones asked for: values come by position alone.
 *
 * @throws DecodeError `wrong_shape`.
 */
export function parseAnswer(envelope: unknown, report: Report): ReportAnswer {
  const answer = envelopeSchema.safeParse(envelope);
  if (!answer.success) {
    const where = answer.error.issues.map(({ path }) => path.join(".") || "all of it").join(", ");
    throw wrongShape(`it is not the answer to a report (wrong or missing: ${where})`);
  }
  const { dimensionHeaders, metricHeaders } = answer.data;
  const columns = [...(dimensionHeaders ?? []), ...metricHeaders].map(({ name }) => name);
  const asked = [...report.dimensions, ...report.metrics];
  if (columns.join() !== asked.join()) {
    throw wrongShape(`it has the columns ${columns.join(", ")} instead of ${asked.join(", ")}`);
  }
  return answer.data;
}

/** Whether the headers have come: values cannot be read before. */
export function hasHeaders(envelope: unknown): boolean {
  return typeof envelope === "object" && envelope !== null && "metricHeaders" in envelope;
}

/** What GA4 says about the answer as a whole: whether its numbers are all there, and how to read them. */
export function qualityOf({ metadata }: ReportAnswer): Record<string, Json> {
  const samples = metadata?.samplingMetadatas ?? [];
  const restrictions = metadata?.schemaRestrictionResponse?.activeMetricRestrictions ?? [];
  const restricted = restrictions.flatMap(({ metricName }) => metricName ?? []);
  return {
    data_loss_from_other_row: metadata?.dataLossFromOtherRow ?? false,
    subject_to_thresholding: metadata?.subjectToThresholding ?? false,
    sampled: samples.length > 0,
    sampled_percent: samples.length > 0 ? Math.min(...samples.map(percentOf)) : null,
    restricted_metrics: restricted,
    time_zone: metadata?.timeZone ?? null,
    currency_code: metadata?.currencyCode ?? null,
  };
}

/** Of all events, how many were read; two decimals. */
function percentOf(sample: {
  samplesReadCount?: number | null | undefined;
  samplingSpaceSize?: number | null | undefined;
}): number {
  const space = sample.samplingSpaceSize ?? 0;
  if (space === 0) return 0;
  return Math.round(((sample.samplesReadCount ?? 0) / space) * 10_000) / 100;
}

export function wrongShape(what: string): DecodeError {
  return new DecodeError({
    code: "wrong_shape",
    message: `GA4's answer cannot be used: ${what}.`,
  });
}
