import type { CheckResult, Destination, Json, QuarantineStore, StateStore } from "@brain/core";
import { BrainError } from "@brain/core";
import type { DuckDBValue } from "@duckdb/node-api";
import type { Database } from "./database.ts";
import { createQuarantine } from "./quarantine.ts";
import { shareDatabase } from "./shared-database.ts";
import { createState } from "./state.ts";
import { openTable } from "./table.ts";
import { createWriter } from "./writer.ts";

/** How the file is used. */
export interface DuckdbOptions {
  /** Memory that DuckDB may use, as it writes it. Default `256MB`; what goes beyond is kept beside the file. */
  readonly memoryLimit?: string | undefined;
}

/** A DuckDB file as a destination. It keeps checkpoints and quarantine beside the rows. */
export interface DuckdbDestination extends Destination {
  readonly state: StateStore;
  readonly quarantine: QuarantineStore;
  /** The rows of a query as plain JSON: 64-bit integers and decimals are digit strings. */
  query(sql: string, values?: readonly (string | number | null)[]): Promise<Record<string, Json>[]>;
}

/**
 * Opens the file at its first use, and makes it where there is none; `:memory:` keeps nothing.
 *
 * @throws StoreError `store_busy` (from the first use) when another process has the file open, `store_unavailable` when
 * it cannot be opened.
 */
export function duckdb(path: string, options: DuckdbOptions = {}): DuckdbDestination {
  let shared: ReturnType<typeof shareDatabase> | undefined;
  const database = async (): Promise<Database> => {
    shared ??= shareDatabase(path, options.memoryLimit);
    try {
      return (await shared).database;
    } catch (error) {
      // Whoever held the file may have let it go by the next use.
      shared = undefined;
      throw error;
    }
  };
  const close = async (): Promise<void> => {
    const leaving = shared;
    shared = undefined;
    await (await leaving?.catch(() => undefined))?.leave();
  };

  return {
    name: "duckdb",
    capabilities: {
      modes: ["append", "upsert", "replace", "mirror"],
      transactional: true,
      deletes: "any",
      evolve: ["add-column", "widen"],
      concurrency: 4,
      manyProcesses: false,
    },
    state: createState(database),
    quarantine: createQuarantine(database),
    check: () => check(database),
    async query(sql, values = []) {
      const opened = await database();
      const connection = await opened.connect();
      try {
        const given: DuckDBValue[] = [...values];
        const reader = await connection.runAndReadAll(sql, given);
        return reader.getRowObjectsJson();
      } finally {
        connection.closeSync();
      }
    },
    async open(spec) {
      const opened = await database();
      const connection = await opened.connect();
      try {
        const table = await opened.inTurn(() => openTable(connection, spec));
        return createWriter(opened, connection, spec, table);
      } catch (error) {
        connection.closeSync();
        throw error;
      }
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function check(database: () => Promise<Database>): Promise<CheckResult> {
  try {
    await database();
    return { ok: true };
  } catch (error) {
    if (!BrainError.isInstance(error)) throw error;
    const cause = error.retryable ? "transient" : "config";
    return { ok: false, cause, message: error.message, hint: error.hint };
  }
}
