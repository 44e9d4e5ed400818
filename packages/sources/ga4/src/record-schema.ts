import type { Json, Schema } from "@brain/core";
import { z } from "zod";
import { isCount } from "./fields/metrics.ts";
import { hasSpan, type ReportRow } from "./record.ts";
import type { Report } from "./report-config.ts";

/** A kind of column, and what tells at once that a value is right. */
interface Column {
  readonly schema: z.ZodType<Json>;
  readonly fits: (value: unknown) => boolean;
}

/** A count of so many digits may not survive as a number. */
const DIGITS = /^-?\d{16,}$/;

const text: Column = { schema: z.string(), fits: (value) => typeof value === "string" };
const date: Column = { schema: z.iso.date(), fits: isDate };
const dateOrNull: Column = {
  schema: z.iso.date().nullable(),
  fits: (value) => value === null || isDate(value),
};
const instant: Column = { schema: z.iso.datetime(), fits: (value) => typeof value === "string" };
const count = metric("integer", Number.isSafeInteger, "is no whole number");
const amount = metric("number", Number.isFinite, "is no number");

/**
 * The schema of a report's records. A metric's column is a number's, though a count beyond 2^53-1 comes as a string of
 * digits: no whole table should be text for the sake of a value that hardly ever occurs.
 */
export function recordSchema(report: Report): Schema<ReportRow> {
  const columns: Record<string, Column> = { property_id: text };
  if (hasSpan(report)) Object.assign(columns, { startDate: date, endDate: date });
  if (report.minuteRanges !== undefined) columns["read_at"] = instant;
  for (const name of report.dimensions) columns[name] = name === "date" ? dateOrNull : text;
  for (const name of report.metrics) columns[name] = isCount(name) ? count : amount;

  const named = Object.entries(columns).map(([name, { schema, fits }]) => ({ name, schema, fits }));
  const fits = (value: unknown): value is ReportRow => {
    if (typeof value !== "object" || value === null) return false;
    for (const column of named) if (!column.fits(Reflect.get(value, column.name))) return false;
    return true;
  };
  const { "~standard": standard } = z.object(
    Object.fromEntries(named.map(({ name, schema }) => [name, schema])),
  );
  return {
    "~standard": {
      ...standard,
      // zod makes two objects for each field of each record. What fits is not shown to it.
      validate: (value, options) => (fits(value) ? { value } : standard.validate(value, options)),
    },
  };
}

function metric(type: string, isNumber: (value: unknown) => boolean, message: string): Column {
  const isRight = (value: unknown): boolean =>
    isNumber(value) || (typeof value === "string" && DIGITS.test(value));
  // What passes the check is a number or a string of digits.
  const schema = z.unknown().refine(isRight, message).meta({ type }) as z.ZodType<Json>;
  return { schema: schema.nullable(), fits: (value) => value === null || isRight(value) };
}

function isDate(value: unknown): boolean {
  return typeof value === "string" && z.regexes.date.test(value);
}
