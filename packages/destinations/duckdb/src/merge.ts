import type { TableSpec } from "@brain/core";
import type { DuckDBConnection } from "@duckdb/node-api";
import { quote } from "./names.ts";
import type { Table } from "./table.ts";

/** Where rows with a key wait to be merged, numbered in the order received. */
export const STAGE = "_brain_stage";
const LATEST = "_brain_latest";

/**
 * Replaces the rows of the same key by the staged ones. Of several the greatest version wins, then the one received last;
 * an older version than the table's is left out (OR-2).
 */
export async function mergeStage(
  connection: DuckDBConnection,
  spec: TableSpec,
  table: Table,
): Promise<void> {
  const keys = spec.primaryKey.map((field) => quote(columnOf(table, field)));
  const version = spec.version === undefined ? undefined : quote(columnOf(table, spec.version));
  const target = quote(table.target);
  const newest = version === undefined ? "" : `${version} desc nulls last, `;
  await connection.run(
    `create or replace temp table ${LATEST} as select * exclude (_n) from temp.${STAGE}
     qualify row_number() over (partition by ${keys.join(", ")} order by ${newest}_n desc) = 1`,
  );
  const same = keys.map((key) => `t.${key} is not distinct from s.${key}`).join(" and ");
  const replaces =
    version === undefined ? "" : ` and (t.${version} is null or s.${version} >= t.${version})`;
  await connection.run(`delete from ${target} t using temp.${LATEST} s where ${same}${replaces}`);
  const newer =
    version === undefined ? "" : ` where not exists (select 1 from ${target} t where ${same})`;
  await connection.run(`insert into ${target} by name select s.* from temp.${LATEST} s${newer}`);
  await connection.run(`delete from temp.${STAGE}`);
}

/** The column of a field; a key that is no field of the records is named as it stands. */
export function columnOf(table: Table, field: string): string {
  return table.columns.find((column) => column.field === field)?.name ?? field;
}
