import type { JsonSchema, TableSpec } from "@brain/core";
import type { DuckDBConnection } from "@duckdb/node-api";
import { mismatch } from "./errors.ts";
import type { Kind } from "./kind.ts";
import { planColumns, type Change, type Column } from "./layout.ts";
import { quote } from "./names.ts";
import { rowsOf } from "./transaction.ts";

/** Beyond it a double skips whole numbers. */
const MAX_SAFE = 2n ** 53n;

/** What a table must have beside its records' columns. */
export type Extras = Pick<TableSpec, "unknownFields" | "deletes">;

/**
 * Makes the table, or adds and widens columns of the one that is there.
 *
 * @returns the columns for the records, and whether one became wider.
 * @throws DestinationError `table_mismatch`
 */
export async function bringTable(
  connection: DuckDBConnection,
  table: string,
  schema: JsonSchema,
  learnt: ReadonlyMap<string, Kind>,
  extras: Extras,
): Promise<{ readonly columns: readonly Column[]; readonly widened: boolean }> {
  const existing = await typesOf(connection, table);
  const { columns, changes } = planColumns(table, schema, learnt, existing);
  const own = ownColumns(table, extras, existing);
  if (existing.size === 0) {
    const all = [...changes, ...own].map(({ name, type }) => `${quote(name)} ${type}`);
    await connection.run(`create table ${quote(table)}(${all.join(", ")})`);
    return { columns, widened: false };
  }
  for (const change of [...changes, ...own]) await alter(connection, quote(table), change);
  const widened = changes.some(({ from }) => from !== undefined);
  if (!widened) return { columns, widened };
  // A widening to DOUBLE that would have lost digits became one to text.
  const now = planColumns(table, schema, learnt, await typesOf(connection, table));
  return { columns: now.columns, widened };
}

/** Adds a column, or gives it a wider type that keeps every value; @returns the type that it has then. */
export async function alter(
  connection: DuckDBConnection,
  table: string,
  { name, type, from }: Change,
): Promise<string> {
  const column = quote(name);
  if (from === undefined) {
    await connection.run(`alter table ${table} add column ${column} ${type}`);
    return type;
  }
  const exact = type !== "DOUBLE" || (await isExactAsDouble(connection, table, column));
  const to = exact ? type : "VARCHAR";
  const using = to === "VARCHAR" && from === "DOUBLE" ? ` using ${doubleAsText(column)}` : "";
  await connection.run(`alter table ${table} alter column ${column} type ${to}${using}`);
  return to;
}

async function isExactAsDouble(
  connection: DuckDBConnection,
  table: string,
  column: string,
): Promise<boolean> {
  const beyond = await rowsOf(
    connection,
    `select 1 from ${table} where ${column} not between -${MAX_SAFE} and ${MAX_SAFE} limit 1`,
  );
  return beyond.length === 0;
}

/** As JSON would write it: `5`, not `5.0`. */
function doubleAsText(column: string): string {
  return `case when ${column} = trunc(${column}) and abs(${column}) <= ${MAX_SAFE}
    then cast(cast(${column} as bigint) as varchar) else cast(${column} as varchar) end`;
}

function ownColumns(
  table: string,
  { unknownFields, deletes }: Extras,
  existing: ReadonlyMap<string, string>,
): readonly Change[] {
  const wanted = new Map([["_batch", "BIGINT"]]);
  if (unknownFields === "keep") wanted.set("_extra", "JSON");
  if (deletes === "mark") wanted.set("_deleted_at", "TIMESTAMP");
  const changes: Change[] = [];
  for (const [name, type] of wanted) {
    const from = existing.get(name);
    if (from === undefined) changes.push({ name, type, from });
    else if (from !== type) throw mismatch(table, `its column ${name} is ${from}, not ${type}`);
  }
  return changes;
}

/** The columns of a table by name, in order; empty when there is no such table. */
async function typesOf(
  connection: DuckDBConnection,
  table: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await rowsOf(
    connection,
    `select column_name, data_type, table_name in (select view_name from duckdb_views() where not internal)
     from duckdb_columns() where database_name = current_database() and schema_name = 'main'
       and lower(table_name) = lower($1) order by column_index`,
    [table],
  );
  if (rows.some((row) => row[2] === true)) {
    throw mismatch(table, "there is a view of that name", "Rename the view or the flow's table.");
  }
  return new Map(rows.map(([name, type]) => [String(name), String(type)]));
}
