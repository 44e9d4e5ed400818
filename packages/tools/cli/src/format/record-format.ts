import type { JsonSchema } from "@brain/core";
import { csvRow } from "./csv.ts";
import { columnWidths, tableRow, tableRule } from "./table.ts";

export const recordFormats = ["jsonl", "table", "csv"] as const;
export type RecordFormat = (typeof recordFormats)[number];

/** Turns pages of records into text, page by page. */
export type FormatPage = (records: readonly object[]) => string;

/** Where a schema allows more fields than it names, csv gathers them in this column as JSON. */
const EXTRA = "_extra";

/** The way to write records; `columns` is how wide a table may be. */
export function recordFormat(
  format: RecordFormat,
  schema: JsonSchema,
  columns: number,
): FormatPage {
  if (format === "csv") return csvPages(schema);
  return format === "table" ? tablePages(schema, columns) : jsonLines;
}

function jsonLines(records: readonly object[]): string {
  let text = "";
  for (const record of records) text += `${JSON.stringify(record)}\n`;
  return text;
}

function csvPages(schema: JsonSchema): FormatPage {
  const fields = Object.keys(schema.properties ?? {});
  const known = new Set(fields);
  const hasExtra = schema.additionalProperties !== false;
  let header = csvRow(hasExtra ? [...fields, EXTRA] : fields);
  return (records) => {
    let text = header;
    header = "";
    for (const record of records) {
      const values = fields.map((field): unknown => Reflect.get(record, field));
      if (hasExtra) values.push(extraOf(record, known));
      text += csvRow(values);
    }
    return text;
  };
}

function extraOf(record: object, known: ReadonlySet<string>): object | undefined {
  const extra = Object.entries(record).filter(([name]) => !known.has(name));
  return extra.length === 0 ? undefined : Object.fromEntries(extra);
}

/** The first page decides the columns: those that have a value there, as many as fit. */
function tablePages(schema: JsonSchema, columns: number): FormatPage {
  let fields: string[] | undefined;
  let widths: number[] = [];
  return (records) => {
    if (records.length === 0) return "";
    const rowOf = (names: readonly string[]) => (record: object) =>
      names.map((name): unknown => Reflect.get(record, name));
    let text = "";
    if (fields === undefined) {
      const filled = Object.keys(schema.properties ?? {}).filter((name) =>
        records.some((record) => (Reflect.get(record, name) ?? null) !== null),
      );
      const all = columnWidths(filled, records.map(rowOf(filled)));
      const shown = fitting(all, columns);
      fields = filled.slice(0, shown);
      widths = all.slice(0, shown);
      text = `${tableRow(fields, widths)}\n${tableRule(widths)}\n`;
    }
    for (const row of records.map(rowOf(fields))) text += `${tableRow(row, widths)}\n`;
    return text;
  };
}

function fitting(widths: readonly number[], columns: number): number {
  let used = 0;
  for (const [index, width] of widths.entries()) {
    used += width + (index === 0 ? 0 : 2);
    if (used > columns) return Math.max(1, index);
  }
  return widths.length;
}
