import { DestinationError, type JsonSchema, type TableSpec } from "@brain/core";
import type { DuckDBConnection } from "@duckdb/node-api";
import { createCell, DECIMAL_DIGITS, DECIMAL_SCALE, type Cell } from "./cell.ts";
import { mismatch } from "./errors.ts";
import { kindOf, type Kind } from "./kind.ts";
import { fingerprint, isOwnTable, quote, toColumnNames, toTableName } from "./names.ts";
import { rowsOf } from "./transaction.ts";

/** A field of the records and where it goes. */
export interface Column {
  readonly field: string;
  readonly name: string;
  readonly type: string;
  readonly cell: Cell;
}

/** The table that batches are written to: the real one, or the staging of a `replace`. */
export interface Table {
  /** As users see it. */
  readonly name: string;
  /** Where rows go now. */
  readonly target: string;
  readonly staging: boolean;
  readonly columns: readonly Column[];
}

const TYPES: Readonly<Record<Kind, string>> = {
  string: "VARCHAR",
  text: "VARCHAR",
  integer: "BIGINT",
  int64: "BIGINT",
  number: "DOUBLE",
  decimal: `DECIMAL(${DECIMAL_DIGITS},${DECIMAL_SCALE})`,
  boolean: "BOOLEAN",
  date: "DATE",
  timestamp: "TIMESTAMP",
  json: "JSON",
};

/** Which column types may become which without changing a value. */
const WIDENINGS: Readonly<Record<string, readonly string[]>> = {
  BIGINT: ["DOUBLE", "VARCHAR"],
  DOUBLE: ["VARCHAR"],
  DATE: ["VARCHAR"],
  TIMESTAMP: ["VARCHAR"],
  JSON: ["VARCHAR"],
};

/**
 * Makes the table, or adds and widens the columns of an older one.
 *
 * @throws DestinationError `table_mismatch`, `staging_lost`
 */
export async function openTable(connection: DuckDBConnection, spec: TableSpec): Promise<Table> {
  const name = toTableName(spec.name);
  const staging = spec.mode === "replace";
  const prefix = stagingPrefix(name);
  const target = staging ? prefix + fingerprint(spec.generation) : name;
  if (staging) await prepareStaging(connection, spec, prefix, target);
  await connection.run(`create table if not exists ${quote(target)} (_batch BIGINT, _extra JSON)`);
  return { name, target, staging, columns: await fitColumns(connection, spec, target) };
}

/** Adds the schema's columns to those of `target`, and gives each field its own. */
export async function fitColumns(
  connection: DuckDBConnection,
  spec: TableSpec,
  target: string,
  jsonSchema: JsonSchema = spec.jsonSchema,
): Promise<Column[]> {
  const existing = new Map(
    (
      await rowsOf(
        connection,
        `select column_name, data_type from information_schema.columns
         where table_catalog = current_database() and table_schema = 'main' and table_name = $1`,
        [target],
      )
    ).map(([column, type]) => [String(column), String(type)]),
  );
  if (existing.size > 0 && !existing.has("_batch")) {
    throw mismatch(target, "it was not made by Brain", "Name another table.");
  }
  const properties = Object.entries(jsonSchema.properties ?? {});
  const names = toColumnNames(
    properties.map(([field]) => field),
    [...existing.keys()].filter((column) => !column.startsWith("_batch")),
  );
  const columns: Column[] = [];
  for (const [field, schema] of properties) {
    const column = names.get(field) ?? field;
    const kind = kindOf(schema);
    const type = await fitColumn(connection, target, column, TYPES[kind], existing.get(column));
    columns.push({ field, name: column, type, cell: createCell(kind, type) });
  }
  if (spec.deletes === "mark" && !existing.has("_deleted_at")) {
    await connection.run(`alter table ${quote(target)} add column _deleted_at TIMESTAMP`);
  }
  return columns;
}

/** The type that the column has in the end. */
async function fitColumn(
  connection: DuckDBConnection,
  target: string,
  column: string,
  wanted: string,
  found: string | undefined,
): Promise<string> {
  if (found === undefined) {
    await connection.run(`alter table ${quote(target)} add column ${quote(column)} ${wanted}`);
    return wanted;
  }
  if (found === wanted || WIDENINGS[wanted]?.includes(found) === true) return found;
  if (WIDENINGS[found]?.includes(wanted) === true) {
    await connection.run(
      `alter table ${quote(target)} alter column ${quote(column)} type ${wanted}`,
    );
    return wanted;
  }
  throw mismatch(
    target,
    `its column ${column} is ${found}, but the records need ${wanted}`,
    "Rename the table or convert the column.",
  );
}

function stagingPrefix(name: string): string {
  return `_brain_staging_${fingerprint(name)}_`;
}

async function prepareStaging(
  connection: DuckDBConnection,
  spec: TableSpec,
  prefix: string,
  target: string,
): Promise<void> {
  const rows = await rowsOf(
    connection,
    `select table_name from information_schema.tables where starts_with(table_name, $1)`,
    [prefix],
  );
  const staged = rows.map(([name]) => String(name)).filter(isOwnTable);
  if (spec.resuming && !staged.includes(target) && !(await hasFinished(connection, spec))) {
    throw new DestinationError({
      code: "staging_lost",
      message: `The staging of ${spec.name} is gone, so its refresh begins anew.`,
      context: { table: spec.name, flow: spec.flow },
    });
  }
  for (const name of staged) {
    if (name !== target) await connection.run(`drop table ${quote(name)}`);
  }
}

/** Whether the mark of this generation says that it has ended. */
export async function hasFinished(
  connection: DuckDBConnection,
  { pipeline, flow, generation }: Pick<TableSpec, "pipeline" | "flow" | "generation">,
): Promise<boolean> {
  const [row] = await rowsOf(
    connection,
    `select 1 from _brain_checkpoints where pipeline = $1 and flow = $2 and "partition" = ''
     and generation = $3 and (body->>'$.complete')::boolean`,
    [pipeline, flow, generation],
  );
  return row !== undefined;
}
