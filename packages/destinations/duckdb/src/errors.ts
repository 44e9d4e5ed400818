import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { BrainError, DestinationError, StoreError } from "@brain/core";

/** What DuckDB said when it could not open `path`, as an error of ours. */
export function openError(path: string, cause: unknown): StoreError {
  const said = cause instanceof Error ? cause.message : String(cause);
  const context = { path };
  if (said.includes("Could not set lock")) {
    const holder = /\(PID (\d+)\)/.exec(said)?.[1];
    return new StoreError({
      code: "store_busy",
      message: `Another process${holder === undefined ? "" : ` (pid ${holder})`} has ${path} open, and a DuckDB file belongs to one process.`,
      hint: "Wait until that process ends or closes the file, or give this pipeline a file of its own.",
      context,
      cause,
    });
  }
  return new StoreError({
    code: "store_unavailable",
    message: `The DuckDB file ${path} cannot be opened: ${reasonOf(path, said)}.`,
    hint: hintOf(path, said),
    retryable: false,
    context,
    cause,
  });
}

function reasonOf(path: string, said: string): string {
  if (!existsSync(dirname(path))) return "its folder does not exist";
  if (/not a valid DuckDB database/i.test(said)) return "it is no DuckDB database";
  if (/permission denied|read-only/i.test(said)) return "it may not be written";
  return said.split("\n")[0]?.replace(/[.\s]+$/, "") ?? said;
}

function hintOf(path: string, said: string): string {
  if (!existsSync(dirname(path))) return `Create the folder ${dirname(path)}, or correct the path.`;
  if (/not a valid DuckDB database/i.test(said)) {
    return "Name another file, or move this one away; nothing was written to it.";
  }
  return "Check the path, its permissions and the disk; nothing was written.";
}

/** A failure while checkpoints, leases, values or quarantine were read or written. */
export function storeError(path: string, what: string, cause: unknown): BrainError {
  if (BrainError.isInstance(cause)) return cause;
  return new StoreError({
    code: "store_unavailable",
    message: `${path}: ${what} failed.`,
    context: { path },
    cause,
  });
}

/** A failure while rows were written. */
export function tableError(table: string, what: string, cause: unknown): BrainError {
  if (BrainError.isInstance(cause)) return cause;
  return new DestinationError({
    code: "destination_failed",
    message: `Table ${table}: ${what} failed.`,
    context: { table },
    cause,
  });
}

/** The table is there, but not as these records need it. */
export function mismatch(table: string, why: string, hint?: string): DestinationError {
  return new DestinationError({
    code: "table_mismatch",
    message: `Table ${table} does not fit: ${why}.`,
    hint,
    context: { table },
  });
}
