import { DestinationError, type TableSpec } from "@brain/core";
import type { DuckDBConnection } from "@duckdb/node-api";
import { parseCheckpoint } from "./checkpoints.ts";
import { fingerprint, quote } from "./names.ts";
import { rowsOf } from "./transaction.ts";

/** The table in which `replace` gathers a generation, one for each. */
export function stagingName(table: string, generation: string): string {
  return `${stagingPrefix(table)}${fingerprint(generation)}`;
}

function stagingPrefix(table: string): string {
  return `_brain_staging_${fingerprint(table)}_`;
}

/** Whether the stored mark ends this generation: then it was swapped in already. */
export async function isFinished(
  connection: DuckDBConnection,
  { pipeline, flow, generation }: Pick<TableSpec, "pipeline" | "flow" | "generation">,
): Promise<boolean> {
  const rows = await rowsOf(
    connection,
    `select body from _brain_checkpoints
     where pipeline = $1 and flow = $2 and "partition" = '' and generation = $3`,
    [pipeline, flow, generation],
  );
  return rows.some(([body]) => parseCheckpoint(String(body), `flow ${flow}`).complete);
}

/**
 * Drops what other generations left behind.
 *
 * @throws DestinationError `staging_lost` when this one has rows by its checkpoints, and no staging.
 */
export async function prepareStaging(
  connection: DuckDBConnection,
  spec: TableSpec,
  table: string,
): Promise<void> {
  const staging = stagingName(table, spec.generation);
  const found = await rowsOf(
    connection,
    `select table_name from duckdb_tables()
     where database_name = current_database() and schema_name = 'main' and starts_with(table_name, $1)`,
    [stagingPrefix(table)],
  );
  const names = found.map(([name]) => String(name));
  if (spec.resuming && !names.includes(staging) && !(await isFinished(connection, spec))) {
    throw new DestinationError({
      code: "staging_lost",
      message: `Table ${spec.name} has no staging of generation ${spec.generation}, which has rows by its checkpoints.`,
    });
  }
  for (const name of names) if (name !== staging) await dropStaging(connection, name);
}

export async function dropStaging(connection: DuckDBConnection, staging: string): Promise<void> {
  await connection.run(`drop table if exists ${quote(staging)}`);
  await connection.run(`delete from _brain_batches where "table" = $1`, [staging]);
}

/** Puts the staged table in the place of the old one, in the transaction that the connection is in. */
export async function swapStaging(
  connection: DuckDBConnection,
  table: string,
  staging: string,
): Promise<void> {
  await connection.run(`drop table if exists ${quote(table)}`);
  await connection.run(`alter table ${quote(staging)} rename to ${quote(table)}`);
  await connection.run(`delete from _brain_batches where "table" = $1`, [table]);
  await connection.run(`update _brain_batches set "table" = $1 where "table" = $2`, [
    table,
    staging,
  ]);
}
