import { availableParallelism } from "node:os";
import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { systemClock } from "@brain/core";
import { createBookkeeping } from "./bookkeeping.ts";
import { openError } from "./errors.ts";
import { createLeases, type Leases } from "./leases.ts";
import { rowsOf } from "./transaction.ts";
import { createTurns } from "./turns.ts";

/** An open file. All of this process that use the file share one. */
export interface Database {
  readonly path: string;
  readonly leases: Leases;
  /** For bookkeeping alone; used in turn. */
  readonly books: DuckDBConnection;
  connect(): Promise<DuckDBConnection>;
  /** What writes to the file takes turns: two overlapping transactions would fail each other. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
  /** Numbers never come twice, so that a row is traced to one batch; those of undone commits are left out. */
  nextBatch(): bigint;
  /** Counts the columns that were widened, so that a writer notices what another did to its table. */
  readonly shape: { version: number };
  /** After a commit of so many rows: writes the log into the file now and then, which also frees its memory. */
  tidy(connection: DuckDBConnection, rows: number): Promise<void>;
  close(): void;
}

/** Memory that DuckDB may use; what goes beyond is kept in a folder beside the file. */
const MEMORY_LIMIT = "96MB";
/** Each works in memory of its own; writing gains nothing from more. */
const MAX_THREADS = 4;
/** Rows committed until the log goes into the file. */
const CHECKPOINT_ROWS = 50_000;

/** @throws StoreError `store_busy`, `store_unavailable` */
export async function openDatabase(path: string, memoryLimit = MEMORY_LIMIT): Promise<Database> {
  let instance: DuckDBInstance | undefined;
  try {
    instance = await DuckDBInstance.create(path, {
      memory_limit: memoryLimit,
      threads: String(Math.min(MAX_THREADS, availableParallelism())),
      // Nothing is fetched from the network behind the user's back.
      autoinstall_known_extensions: "false",
    });
    const opened = instance;
    const books = await opened.connect();
    await createBookkeeping(books);
    const [last] = await rowsOf(books, `select coalesce(max("number"), 0) from _brain_batches`);
    let batches = BigInt(String(last?.[0] ?? 0));
    const inTurn = createTurns();
    let unwritten = 0;
    return {
      path,
      books,
      inTurn,
      shape: { version: 0 },
      leases: createLeases(path, books, inTurn, systemClock),
      connect: () => opened.connect(),
      nextBatch: () => ++batches,
      async tidy(connection, rows) {
        unwritten += rows;
        if (unwritten < CHECKPOINT_ROWS) return;
        unwritten = 0;
        await connection.run("checkpoint");
      },
      close() {
        books.closeSync();
        opened.closeSync();
      },
    };
  } catch (cause) {
    instance?.closeSync();
    throw openError(path, cause);
  }
}
