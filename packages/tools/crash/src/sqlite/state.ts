import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import {
  CheckpointError,
  isCheckpoint,
  StoreError,
  type Checkpoint,
  type CheckpointScope,
  type StateStore,
} from "@brain/core";
import { transaction } from "./database.ts";
import { createLeases } from "./leases.ts";
import { createValues } from "./values.ts";

/** Checkpoints of several processes in one file. */
export function createState(database: DatabaseSync): StateStore {
  return {
    values: createValues(database),
    lease: createLeases(database),

    async *list(scope, signal) {
      for (const checkpoint of select(database, scope)) {
        signal?.throwIfAborted();
        yield checkpoint;
      }
    },

    async load(scope, partitions, signal) {
      signal?.throwIfAborted();
      return partitions.map((partition) => select(database, { ...scope, partition })[0]);
    },

    async save(checkpoints, signal) {
      signal?.throwIfAborted();
      transaction(database, () => saveCheckpoints(database, checkpoints));
    },

    async remove({ keep, before, ...scope }, fence, signal) {
      signal?.throwIfAborted();
      return transaction(database, () => {
        checkFence(database, scope.pipeline, fence);
        const gone = select(database, scope).filter(
          ({ generation, savedAt }) =>
            generation !== keep && (before === undefined || savedAt < before),
        );
        const remove = database.prepare(
          "delete from checkpoints where pipeline = ? and flow = ? and scope = ? and part = ?",
        );
        for (const { pipeline, flow, scope: of, partition } of gone) {
          remove.run(pipeline, flow, of, partition);
        }
        return gone.length;
      });
    },
  };
}

/**
 * In the transaction that the database is in.
 *
 * @throws StoreError `lease_lost` unless fence and seq are the next ones of the stored.
 */
export function saveCheckpoints(database: DatabaseSync, checkpoints: readonly Checkpoint[]): void {
  const write = database.prepare(
    "insert or replace into checkpoints values (?, ?, ?, ?, ?, ?, ?, ?)",
  );
  for (const point of checkpoints) {
    const { pipeline, flow, scope, partition, seq, generation, savedAt } = point;
    checkFence(database, pipeline, point.fence);
    const [stored] = select(database, { pipeline, flow, scope, partition });
    if (seq !== (stored?.seq ?? 0) + 1) {
      throw refused(`seq ${seq} of partition "${partition}" does not follow ${stored?.seq ?? 0}`);
    }
    write.run(pipeline, flow, scope, partition, seq, generation, savedAt, JSON.stringify(point));
  }
}

function checkFence(database: DatabaseSync, pipeline: string, fence: number): void {
  const found = database.prepare("select fence from leases where name = ?").get(pipeline);
  if (Number(found?.["fence"] ?? 0) !== fence)
    throw refused(`fence ${fence} is not the current one`);
}

function select(
  database: DatabaseSync,
  { pipeline, flow, scope, partition }: CheckpointScope,
): Checkpoint[] {
  const where = ["pipeline = ?"];
  const values: SQLInputValue[] = [pipeline];
  for (const [column, value] of Object.entries({ flow, scope, part: partition })) {
    if (value === undefined) continue;
    where.push(`${column} = ?`);
    values.push(value);
  }
  return database
    .prepare(`select body from checkpoints where ${where.join(" and ")} order by flow, scope, part`)
    .all(...values)
    .map(({ body }) => parse(String(body)));
}

function parse(body: string): Checkpoint {
  const value: unknown = JSON.parse(body);
  if (isCheckpoint(value)) return value;
  throw new CheckpointError({
    code: "checkpoint_corrupt",
    message: "A checkpoint has another version or shape.",
  });
}

function refused(why: string): StoreError {
  return new StoreError({ code: "lease_lost", message: `Nothing was saved: ${why}.` });
}
