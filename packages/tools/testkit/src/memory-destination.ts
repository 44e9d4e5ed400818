import {
  DestinationError,
  memoryState,
  systemClock,
  type Clock,
  type Destination,
  type DestinationCapabilities,
  type QuarantineEntry,
  type QuarantineStore,
  type StateStore,
  type TableSpec,
} from "@brain/core";
import { memoryQuarantine } from "./memory-quarantine.ts";
import { createTables, type Commit, type FaultSeam } from "./memory-store.ts";
import type { Bookkeeping } from "./memory-table.ts";
import { memoryWriter } from "./memory-writer.ts";

/** Capabilities to change (default: all modes, transactional, deletes by any field), and where it should fail. */
export interface MemoryDestinationOptions extends Partial<DestinationCapabilities>, FaultSeam {
  readonly name?: string | undefined;
  readonly clock?: Clock | undefined;
}

/** A destination whose tables a test can look into. Closing it keeps them. */
export interface MemoryDestination extends Destination {
  readonly quarantine: QuarantineStore;
  /** The committed records of a table, in order; fields without a column are in `_extra`. */
  rows(table: string): readonly object[];
  /** What is kept beside each of `rows(table)`, in the same order. */
  bookkeeping(table: string): readonly Bookkeeping[];
  /** The unsettled entries of the quarantine, in the order added. */
  readonly quarantined: readonly QuarantineEntry[];
  /** Every commit so far, in order. */
  readonly commits: readonly Commit[];
}

/** The transactional one is its own state store; with `transactional: false` give the pipeline a `state`. */
export function memoryDestination(
  options: MemoryDestinationOptions & { readonly transactional: false },
): MemoryDestination & { readonly state?: undefined };
export function memoryDestination(
  options?: MemoryDestinationOptions & { readonly transactional?: true },
): MemoryDestination & { readonly state: StateStore };
export function memoryDestination(options: MemoryDestinationOptions = {}): MemoryDestination {
  const { name = "memory", clock = systemClock, onWrite, onCommit, ...given } = options;
  const capabilities: DestinationCapabilities = {
    modes: ["append", "upsert", "replace", "mirror"],
    transactional: true,
    deletes: "any",
    evolve: ["add-column", "widen"],
    concurrency: 4,
    manyProcesses: false,
    ...given,
  };
  const state = capabilities.transactional ? memoryState(clock) : undefined;
  const quarantine = memoryQuarantine();
  const tables = createTables();
  const commits: Commit[] = [];

  return {
    name,
    capabilities,
    ...(state === undefined ? {} : { state }),
    quarantine: quarantine.store,
    quarantined: quarantine.entries,
    commits,
    rows: (table) => tables.rows(table).map(({ record }) => record),
    bookkeeping: (table) => tables.rows(table).map(({ books }) => books),
    check: async () => ({ ok: true }),
    async open(spec) {
      const target = tables.open(spec);
      if (target === undefined) throw stagingLost(spec);
      return memoryWriter(
        {
          spec,
          state,
          clock,
          quarantine: quarantine.store,
          onWrite,
          onCommit,
          committed: (commit) => commits.push(commit),
          isFinished: () => tables.isFinished(spec),
          finished: () => tables.finish(spec),
        },
        target,
      );
    },
    async close() {},
    async [Symbol.asyncDispose]() {},
  };
}

function stagingLost({ name, generation }: TableSpec): DestinationError {
  return new DestinationError({
    code: "staging_lost",
    message: `Table ${name} has no staging of generation ${generation}, which has rows by its checkpoints.`,
  });
}
