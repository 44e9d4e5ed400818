import type { TableSpec } from "@brain/core";
import type { DuckDBConnection, DuckDBValue } from "@duckdb/node-api";
import { columnOf } from "./merge.ts";
import { quote } from "./names.ts";
import type { Table } from "./table.ts";

/**
 * Removes (or marks) every row that equals a delete in all fields it names; with the version field given, newer rows
 * stay.
 */
export async function deleteRows(
  connection: DuckDBConnection,
  spec: TableSpec,
  table: Table,
  deletes: readonly object[],
): Promise<void> {
  for (const one of deletes) {
    const values: DuckDBValue[] = [];
    const where = Object.entries(one).map(([field, value]) => {
      const column = quote(columnOf(table, field));
      const type = table.columns.find((known) => known.field === field)?.type ?? "VARCHAR";
      // As text and cast: a delete's values are JSON, the column may be a date or a number.
      const mark = `$${values.push(value === null ? null : String(value))}::${type}`;
      return field === spec.version
        ? `(${column} is null or ${column} <= ${mark})`
        : `${column} is not distinct from ${mark}`;
    });
    if (where.length === 0) continue;
    const target = quote(table.target);
    const what =
      spec.deletes === "mark"
        ? `update ${target} set _deleted_at = now()::TIMESTAMP where _deleted_at is null and`
        : `delete from ${target} where`;
    await connection.run(`${what} ${where.join(" and ")}`, values);
  }
}
