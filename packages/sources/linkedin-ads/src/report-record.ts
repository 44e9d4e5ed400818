import type { Json, Schema } from "@brain/core";
import { z } from "zod";
import type { RawRow } from "./ask-report.ts";
import { counts, isAmount } from "./metrics.ts";
import type { Report } from "./report-config.ts";

/** A record whose fields only the config knows. */
export type ReportRow = Record<string, Json>;

const whole: ReadonlySet<string> = new Set(counts);

/** The field of a pivot. */
function fieldOf(pivot: string): string {
  return pivot.toLowerCase();
}

/** What tells the rows of a report apart; two reports over all days differ by their ends. */
export function primaryKeyOf({ pivots, timeGranularity }: Report): string[] {
  const days = timeGranularity === "ALL" ? ["start_date", "end_date"] : ["start_date"];
  return ["account_id", ...pivots.map(fieldOf), ...days];
}

/** The schema of a report's records. */
export function reportRecordSchema({ pivots, metrics }: Report): Schema<ReportRow> {
  return z.object({
    account_id: z.string(),
    start_date: z.iso.date(),
    end_date: z.iso.date(),
    ...Object.fromEntries(pivots.map((pivot) => [fieldOf(pivot), z.string()])),
    ...Object.fromEntries(metrics.map((name) => [name, columnOf(name).nullable()])),
  });
}

function columnOf(metric: string): z.ZodType<Json> {
  if (isAmount(metric)) return z.string();
  return whole.has(metric) ? z.int() : z.number();
}

/** A record from a row of LinkedIn's. */
export function toRecord(row: RawRow, account: string, { pivots, metrics }: Report): ReportRow {
  const { start, end } = row.dateRange;
  const record: ReportRow = {
    account_id: account,
    start_date: toDay(start),
    end_date: toDay(end),
  };
  for (const [index, pivot] of pivots.entries()) {
    record[fieldOf(pivot)] = row.pivotValues[index] ?? null;
  }
  for (const name of metrics) record[name] = toValue(name, row[name]);
  return record;
}

function toDay({ year, month, day }: RawRow["dateRange"]["start"]): string {
  const two = (number: number): string => String(number).padStart(2, "0");
  return `${year}-${two(month)}-${two(day)}`;
}

/** A claim about what LinkedIn sent: whoever reads validates each record against the schema first of all. */
function toValue(metric: string, value: unknown): Json {
  if (value === undefined || value === null) return null;
  if (isAmount(metric)) return String(value);
  // A double of more digits than are safe in general was kept as text; as a double it is LinkedIn's own again.
  if (typeof value === "string" && !whole.has(metric)) return Number(value);
  return value as Json;
}
