import type { Batch, TableSpec } from "@brain/core";
import type { DuckDBConnection, DuckDBTimestampValue } from "@duckdb/node-api";
import { quote } from "./names.ts";
import { rowsOf } from "./transaction.ts";

/** A batch with rows in the commit, and the number by which they name it. */
export interface NumberedBatch {
  readonly number: bigint;
  readonly batch: Pick<Batch, "id" | "stream" | "partition" | "generation">;
}

/** Says of each batch where its rows came from (DL-6), in the transaction that the connection is in. */
export async function addBatches(
  connection: DuckDBConnection,
  spec: TableSpec,
  table: string,
  batches: readonly NumberedBatch[],
  loadedAt: DuckDBTimestampValue,
): Promise<void> {
  if (batches.length === 0) return;
  const appender = await connection.createAppender("_brain_batches");
  for (const { number, batch } of batches) {
    appender.appendBigInt(number);
    appender.appendVarchar(batch.id);
    appender.appendVarchar(spec.run);
    appender.appendVarchar(spec.pipeline);
    appender.appendVarchar(spec.flow);
    appender.appendVarchar(batch.stream);
    appender.appendVarchar(batch.partition);
    appender.appendVarchar(batch.generation);
    appender.appendVarchar(table);
    appender.appendTimestamp(loadedAt);
    appender.endRow();
  }
  appender.closeSync();
}

/**
 * Takes out what the partitions of `temp._brain_points` that are complete had before their present generation and version:
 * rows of this flow alone, since another may fill the same table.
 */
export async function sweep(
  connection: DuckDBConnection,
  table: string,
  /** Set: rows are marked as deleted then, not removed. */
  markAt: DuckDBTimestampValue | undefined,
): Promise<void> {
  await connection.run(
    `create or replace temp table _brain_stale as
     select b."number" from _brain_batches b join temp._brain_points p
       on b.pipeline = p.pipeline and b.flow = p.flow and b."partition" = p."partition"
     where p.complete and b."table" = $1 and b.generation <> p.batch_generation`,
    [table],
  );
  const [count] = await rowsOf(connection, "select count(*) from temp._brain_stale");
  if (Number(count?.[0] ?? 0) === 0) return;
  const stale = `_batch in (select "number" from temp._brain_stale)`;
  if (markAt !== undefined) {
    await connection.run(
      `update ${quote(table)} set _deleted_at = $1 where _deleted_at is null and ${stale}`,
      [markAt],
    );
    return;
  }
  await connection.run(`delete from ${quote(table)} where ${stale}`);
  // No row names these batches any more.
  await connection.run(
    `delete from _brain_batches where "number" in (select "number" from temp._brain_stale)`,
  );
}
