import type { Json } from "@brain/core";
import { periodOf, type Days } from "./periods.ts";
import { wrongShape, type ReportAnswer } from "./report-answer.ts";
import type { Report } from "./report-config.ts";

/** A record whose fields only the config knows. */
export type ReportRow = Record<string, Json>;

/** The fields that, with the property, tell the rows of a report apart. */
export function primaryKeyOf(report: Report): string[] {
  const span = hasSpan(report) ? ["startDate", "endDate"] : [];
  return ["property_id", ...span, ...report.dimensions];
}

/** Without a time dimension a row stands for all the days read, and has to say which. */
export function hasSpan({ dimensions, minuteRanges }: Report): boolean {
  return minuteRanges === undefined && periodOf(dimensions) === "window";
}

/** Turns a raw row into a record. Made once an answer, so that what is the same for all rows is decided once. */
export function createToRecord(
  property: string,
  report: Report,
  answer: ReportAnswer,
  days?: Days,
): (row: unknown) => ReportRow {
  const { dimensions, metrics } = report;
  const dateIndex = dimensions.indexOf("date");
  const isInteger = answer.metricHeaders.map(({ type }) => type === "TYPE_INTEGER");
  // Copied for each row: an object that grows field by field costs several times its size.
  const blank: ReportRow = JSON.parse(
    JSON.stringify({
      property_id: property,
      ...(hasSpan(report) && { startDate: days?.first, endDate: days?.last }),
      ...Object.fromEntries([...dimensions, ...metrics].map((name) => [name, null])),
    }),
  );

  return (row) => {
    if (!isRawRow(row, dimensions.length, metrics.length)) {
      throw wrongShape("a row does not have a value for each column");
    }
    const record = { ...blank };
    let index = 0;
    for (const name of dimensions) {
      const value = row.dimensionValues?.[index]?.value ?? "";
      record[name] = index === dateIndex ? toDate(value) : value;
      index++;
    }
    index = 0;
    for (const name of metrics) {
      record[name] = toNumber(row.metricValues[index]?.value, isInteger[index] === true);
      index++;
    }
    return record;
  };
}

/** proto3 JSON leaves an empty `value` out. */
interface RawRow {
  readonly dimensionValues?: readonly { readonly value?: string }[];
  readonly metricValues: readonly { readonly value?: string }[];
}

/** Looks at lengths only, once a row; what stands in a value is checked by the record's schema. */
function isRawRow(row: unknown, dimensions: number, metrics: number): row is RawRow {
  if (typeof row !== "object" || row === null) return false;
  const { dimensionValues = [], metricValues } = row as Partial<Record<keyof RawRow, unknown>>;
  return (
    Array.isArray(dimensionValues) &&
    dimensionValues.length === dimensions &&
    Array.isArray(metricValues) &&
    metricValues.length === metrics
  );
}

/** The overflow row may have no date. Anything else that is no date is left as it is, for the schema to refuse. */
function toDate(value: string): string | null {
  if (value === "(other)") return null;
  if (value.length !== 8) return value;
  return `${value.slice(0, 4)}-${value.slice(4, 6)}-${value.slice(6)}`;
}

function toNumber(value: string | undefined, isInteger: boolean): number | string | null {
  if (value === undefined || value === "") return null;
  const number = Number(value);
  if (isInteger && !Number.isSafeInteger(number)) return value;
  return Number.isFinite(number) ? number : value;
}

/** Tells a row from others without holding what is in it: a checkpoint may not. */
export async function fingerprint(record: ReportRow, report: Report): Promise<string> {
  const key = JSON.stringify(report.dimensions.map((name) => record[name]));
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(key));
  return new Uint8Array(digest, 0, 12).join(".");
}
