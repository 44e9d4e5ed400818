import type { Checkpoint, CheckpointScope, StateStore } from "@brain/core";
import type { DuckDBValue } from "@duckdb/node-api";
import { checkFence, parseCheckpoint, saveCheckpoints } from "./checkpoints.ts";
import type { Database } from "./database.ts";
import { storeError } from "./errors.ts";
import { rowsOf, transaction } from "./transaction.ts";
import { createValues } from "./values.ts";

/** Rows of one page of `list`: each page scans the table, each row may hold a large state. */
const LIST_PAGE = 5000;
/** Names in one statement of `load`. */
const LOAD_PAGE = 500;

/** The checkpoints, leases and values that the file keeps beside its tables. */
export function createState(database: () => Promise<Database>): StateStore {
  const inTurn = async <T>(
    what: string,
    work: (database: Database) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> => {
    signal?.throwIfAborted();
    const opened = await database();
    try {
      return await opened.inTurn(() => work(opened));
    } catch (cause) {
      throw storeError(opened.path, what, cause);
    }
  };

  return {
    values: createValues(inTurn),

    async *list(scope, signal) {
      let after: DuckDBValue[] = [];
      for (;;) {
        const rows = await inTurn(
          "reading checkpoints",
          ({ books }) => listPage(books, scope, after),
          signal,
        );
        for (const [, , , body] of rows) yield toCheckpoint(scope, body);
        const last = rows.at(-1);
        if (last === undefined || rows.length < LIST_PAGE) return;
        after = last.slice(0, 3);
      }
    },

    async load(scope, partitions, signal) {
      const found = new Map<string, Checkpoint>();
      for (let at = 0; at < partitions.length; at += LOAD_PAGE) {
        const names = partitions.slice(at, at + LOAD_PAGE);
        const marks = names.map((_, index) => `$${index + 4}`).join(", ");
        const rows = await inTurn(
          "reading checkpoints",
          ({ books }) =>
            rowsOf(
              books,
              `select "partition", body from _brain_checkpoints
               where pipeline = $1 and flow = $2 and scope = $3 and "partition" in (${marks})`,
              [scope.pipeline, scope.flow, scope.scope, ...names],
            ),
          signal,
        );
        for (const [partition, body] of rows) {
          found.set(String(partition), toCheckpoint(scope, body));
        }
      }
      return partitions.map((partition) => found.get(partition));
    },

    save: (checkpoints, signal) =>
      inTurn(
        "saving checkpoints",
        ({ books }) => transaction(books, () => saveCheckpoints(books, checkpoints)),
        signal,
      ),

    remove: ({ keep, before, ...scope }, fence, signal) =>
      inTurn(
        "removing checkpoints",
        ({ books }) =>
          transaction(books, async () => {
            await checkFence(books, scope.pipeline, fence);
            const { where, values } = whereOf(scope);
            if (keep !== undefined) where.push(`generation <> $${values.push(keep)}`);
            if (before !== undefined) where.push(`saved_at < $${values.push(before)}`);
            const gone = await rowsOf(
              books,
              `delete from _brain_checkpoints where ${where.join(" and ")} returning 1`,
              values,
            );
            return gone.length;
          }),
        signal,
      ),

    lease: async (name, options) => {
      options.signal?.throwIfAborted();
      const opened = await database();
      try {
        return await opened.leases.lease(name, options);
      } catch (cause) {
        throw storeError(opened.path, "taking the lease", cause);
      }
    },
  };
}

async function listPage(
  books: Database["books"],
  scope: CheckpointScope,
  after: readonly DuckDBValue[],
): Promise<DuckDBValue[][]> {
  const { where, values } = whereOf(scope);
  if (after.length > 0) {
    const marks = after.map((value) => `$${values.push(value)}`);
    where.push(`(flow, scope, "partition") > (${marks.join(", ")})`);
  }
  return rowsOf(
    books,
    `select flow, scope, "partition", body from _brain_checkpoints where ${where.join(" and ")}
     order by flow, scope, "partition" limit ${LIST_PAGE}`,
    values,
  );
}

function whereOf({ pipeline, flow, scope, partition }: CheckpointScope): {
  where: string[];
  values: DuckDBValue[];
} {
  const where = ["pipeline = $1"];
  const values: DuckDBValue[] = [pipeline];
  if (flow !== undefined) where.push(`flow = $${values.push(flow)}`);
  if (scope !== undefined) where.push(`scope = $${values.push(scope)}`);
  if (partition !== undefined) where.push(`"partition" = $${values.push(partition)}`);
  return { where, values };
}

function toCheckpoint({ pipeline, flow = "" }: CheckpointScope, body: unknown): Checkpoint {
  return parseCheckpoint(
    String(body),
    `pipeline ${pipeline}${flow === "" ? "" : `, flow ${flow}`}`,
  );
}
