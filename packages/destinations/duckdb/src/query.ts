import type { Json } from "@brain/core";
import {
  DuckDBTimestampValue,
  JsonDuckDBValueConverter,
  type DuckDBConnection,
  type DuckDBValueConverter,
  type Json as DuckdbJson,
} from "@duckdb/node-api";

/** Whole numbers as numbers while a double holds them, else as digits; timestamps as ISO-8601 UTC; decimals as text. */
const toJson: DuckDBValueConverter<DuckdbJson> = (value, type, converter) => {
  if (typeof value === "bigint") {
    return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  }
  if (value instanceof DuckDBTimestampValue) return `${String(value).replace(" ", "T")}Z`;
  return JsonDuckDBValueConverter(value, type, converter);
};

/** The rows of a query as plain JSON. */
export async function queryRows(
  connection: DuckDBConnection,
  sql: string,
  values: readonly (string | number | boolean | bigint | null)[],
): Promise<Record<string, Json>[]> {
  const reader = await connection.runAndReadAll(sql, [...values]);
  const names = reader.deduplicatedColumnNames();
  return reader
    .convertRows(toJson)
    .map((row) => Object.fromEntries(names.map((name, index) => [name, row[index] ?? null])));
}
