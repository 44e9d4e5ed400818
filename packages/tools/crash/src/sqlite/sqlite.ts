import type { DatabaseSync } from "node:sqlite";
import type { Batch, Destination, StateStore, TableSpec, TableWriter } from "@brain/core";
import { openDatabase, transaction } from "./database.ts";
import { createState, saveCheckpoints } from "./state.ts";

/**
 * A SQLite file as destination and state store of several processes: rows and checkpoints in one transaction. Written with
 * nothing but the contracts, as anybody could.
 */
export function sqlite(path: string): Destination & { readonly state: StateStore } {
  const database = openDatabase(path);
  const close = async (): Promise<void> => {
    if (database.isOpen) database.close();
  };
  return {
    name: "sqlite",
    capabilities: {
      modes: ["append", "upsert"],
      transactional: true,
      deletes: "none",
      evolve: [],
      concurrency: 1,
      manyProcesses: true,
    },
    state: createState(database),
    check: async () => ({ ok: true }),
    open: async (spec) => createWriter(database, spec),
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** The records of a table, as they were given. */
export function readRecords(path: string, table: string): Record<string, unknown>[] {
  const database = openDatabase(path);
  try {
    const rows = database.prepare("select record from rows where tab = ?").all(table);
    return rows.map(({ record }) => JSON.parse(String(record)));
  } finally {
    database.close();
  }
}

function createWriter(database: DatabaseSync, spec: TableSpec): TableWriter {
  const write = database.prepare("insert or replace into rows values (?, ?, ?, ?, ?)");
  let staged: Batch[] = [];
  const rollback = async (): Promise<void> => {
    staged = [];
  };
  return {
    async write(batch) {
      staged.push(batch);
      return { rejected: [] };
    },
    async commit(checkpoints) {
      transaction(database, () => {
        saveCheckpoints(database, checkpoints);
        for (const { id, records } of staged) {
          for (const [position, record] of records.entries()) {
            const key = keyOf(spec, record) ?? `${spec.run} ${id} ${position}`;
            write.run(spec.name, key, id, position, JSON.stringify(record));
          }
        }
      });
      staged = [];
    },
    rollback,
    async finish(mark) {
      transaction(database, () => saveCheckpoints(database, [mark]));
    },
    [Symbol.asyncDispose]: rollback,
  };
}

/** None where rows are appended: each is one of its own then, so that a batch committed twice shows. */
function keyOf({ mode, primaryKey }: TableSpec, record: object): string | undefined {
  if (mode === "append") return undefined;
  return JSON.stringify(primaryKey.map((field): unknown => Reflect.get(record, field)));
}
