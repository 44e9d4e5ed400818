import { CheckpointError, isCheckpoint, StoreError, type Checkpoint } from "@brain/core";
import type { DuckDBConnection } from "@duckdb/node-api";
import { rowsOf } from "./transaction.ts";

const SAME_PLACE = `c.pipeline = p.pipeline and c.flow = p.flow and c.scope = p.scope and c."partition" = p."partition"`;

/**
 * Saves checkpoints in the transaction that `connection` is in. They are left in `temp._brain_points` for what else the
 * transaction does with them.
 *
 * @throws StoreError `lease_lost` unless fence and seq are the next ones of the stored.
 */
export async function saveCheckpoints(
  connection: DuckDBConnection,
  checkpoints: readonly Checkpoint[],
): Promise<void> {
  await connection.run(
    `create or replace temp table _brain_points(pipeline VARCHAR, flow VARCHAR, scope VARCHAR, "partition" VARCHAR,
       seq BIGINT, fence BIGINT, generation VARCHAR, batch_generation VARCHAR, complete BOOLEAN, saved_at VARCHAR, body VARCHAR)`,
  );
  if (checkpoints.length === 0) return;
  const appender = await connection.createAppender("_brain_points", "main", "temp");
  for (const point of checkpoints) {
    appender.appendVarchar(point.pipeline);
    appender.appendVarchar(point.flow);
    appender.appendVarchar(point.scope);
    appender.appendVarchar(point.partition);
    appender.appendBigInt(BigInt(point.seq));
    appender.appendBigInt(BigInt(point.fence));
    appender.appendVarchar(point.generation);
    appender.appendVarchar(batchGeneration(point));
    appender.appendBoolean(point.complete);
    appender.appendVarchar(point.savedAt);
    appender.appendVarchar(JSON.stringify(point));
    appender.endRow();
  }
  appender.closeSync();
  await checkFences(connection);
  await checkSeqs(connection);
  await connection.run(
    `delete from _brain_checkpoints c using temp._brain_points p where ${SAME_PLACE}`,
  );
  await connection.run(
    `insert into _brain_checkpoints
     select pipeline, flow, scope, "partition", seq, generation, saved_at, body from temp._brain_points`,
  );
}

/** How the batches of this checkpoint's partition name their generation. */
function batchGeneration({ generation, version }: Checkpoint): string {
  return version === null ? generation : `${generation}:${version}`;
}

async function checkFences(connection: DuckDBConnection): Promise<void> {
  const [stale] = await rowsOf(
    connection,
    `select p.pipeline, p.fence, l.fence from (select distinct pipeline, fence from temp._brain_points) p
     left join _brain_leases l on l.name = p.pipeline where l.fence is distinct from p.fence`,
  );
  if (stale !== undefined) throw staleFence(String(stale[0]), Number(stale[1]), stale[2]);
}

async function checkSeqs(connection: DuckDBConnection): Promise<void> {
  const [wrong] = await rowsOf(
    connection,
    `select p.flow, p."partition", p.seq, coalesce(c.seq, 0) from temp._brain_points p
     left join _brain_checkpoints c on ${SAME_PLACE} where p.seq <> coalesce(c.seq, 0) + 1`,
  );
  if (wrong === undefined) return;
  const [flow, partition, seq, stored] = wrong.map(String);
  throw new StoreError({
    code: "lease_lost",
    message: `Nothing was saved: seq ${seq} of flow ${flow}, partition "${partition}" does not follow the stored ${stored}.`,
  });
}

/** @throws StoreError `lease_lost` unless `fence` is the pipeline's current one. */
export async function checkFence(
  connection: DuckDBConnection,
  pipeline: string,
  fence: number,
): Promise<void> {
  const [row] = await rowsOf(connection, "select fence from _brain_leases where name = $1", [
    pipeline,
  ]);
  if (Number(row?.[0] ?? 0) !== fence) throw staleFence(pipeline, fence, row?.[0]);
}

function staleFence(pipeline: string, fence: number, current: unknown): StoreError {
  return new StoreError({
    code: "lease_lost",
    message: `Nothing was saved: fence ${fence} of pipeline ${pipeline} is not the current one, ${String(current ?? "none")}.`,
  });
}

/** @throws CheckpointError `checkpoint_corrupt` rather than begin anew. */
export function parseCheckpoint(body: string, place: string): Checkpoint {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch (cause) {
    throw corrupt(place, "it is no JSON", cause);
  }
  if (!isCheckpoint(parsed)) throw corrupt(place, "it has another version or shape");
  return parsed;
}

function corrupt(place: string, why: string, cause?: unknown): CheckpointError {
  return new CheckpointError({
    code: "checkpoint_corrupt",
    message: `The checkpoint of ${place} cannot be read: ${why}.`,
    cause,
  });
}
