import {
  BrainError,
  DestinationError,
  type Destination,
  type Json,
  type QuarantineStore,
  type StateStore,
  type TableSpec,
} from "@brain/core";
import { findHeld } from "./held.ts";
import { openTable } from "./open-table.ts";
import { createQuarantine } from "./quarantine.ts";
import { queryRows } from "./query.ts";
import { rewriteTexts } from "./rewrite.ts";
import { shareDatabase } from "./shared-database.ts";
import { createState } from "./state.ts";
import type { Database } from "./database.ts";

/** How the file is used. */
export interface DuckdbOptions {
  /** What DuckDB may use, as it writes sizes (`512MB`); more is kept in a folder beside the file. Default `96MB`. */
  readonly memoryLimit?: string | undefined;
}

/** A DuckDB file as destination: rows and checkpoints in one transaction. */
export interface DuckdbDestination extends Destination {
  readonly state: StateStore;
  readonly quarantine: QuarantineStore;
  /**
   * Committed rows as plain JSON: whole numbers beyond 2^53 and decimals as text, timestamps as ISO-8601 UTC, JSON columns
   * as their text.
   *
   * @throws DestinationError `destination_failed` with DuckDB's own message as cause.
   */
  query(
    sql: string,
    params?: readonly (string | number | boolean | bigint | null)[],
  ): Promise<Record<string, Json>[]>;
}

/**
 * Opens the file at its first use and not before; after `close` the next use opens it again. `:memory:` keeps nothing.
 *
 * @throws StoreError from its methods: `store_busy` when another process has the file, `store_unavailable` when it cannot be
 * opened or is no DuckDB database.
 */
export function duckdb(path: string, options: DuckdbOptions = {}): DuckdbDestination {
  let shared: ReturnType<typeof shareDatabase> | undefined;
  const database = async (): Promise<Database> => {
    const mine = (shared ??= shareDatabase(path, options.memoryLimit));
    try {
      return (await mine).database;
    } catch (error) {
      if (shared === mine) shared = undefined;
      throw error;
    }
  };
  const close = async (): Promise<void> => {
    const mine = shared;
    shared = undefined;
    await (await mine?.catch(() => undefined))?.leave();
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

    async check() {
      try {
        await database();
        return { ok: true };
      } catch (error) {
        if (!BrainError.isInstance(error)) throw error;
        const { code, message, hint } = error;
        return { ok: false, cause: code === "store_busy" ? "transient" : "config", message, hint };
      }
    },

    open: async (table: TableSpec, { clock }) => openTable(await database(), table, clock),

    async *rewrite(rewrite, signal) {
      yield* rewriteTexts(await database(), rewrite, signal);
    },

    holds: async (search, signal) => findHeld(await database(), search, signal),

    async query(sql, params = []) {
      const connection = await (await database()).connect();
      try {
        return await queryRows(connection, sql, params);
      } catch (cause) {
        throw new DestinationError({
          code: "destination_failed",
          message: `A query of ${path} failed.`,
          hint: "Correct the query; its cause has DuckDB's own words.",
          context: { path },
          cause,
        });
      } finally {
        connection.closeSync();
      }
    },

    close,
    [Symbol.asyncDispose]: close,
  };
}
