import {
  DestinationError,
  type Batch,
  type Checkpoint,
  type Clock,
  type MaybePromise,
  type QuarantineStore,
  type Rejection,
  type StateStore,
  type TableSpec,
} from "@brain/core";
import { createTable, type MemoryTable, type Row } from "./memory-table.ts";

/** One commit, as the destination saw it. */
export interface Commit {
  readonly table: string;
  readonly checkpoints: readonly Checkpoint[];
  /** How many rows it was given, whether or not older ones stayed in their place. */
  readonly rows: number;
}

/** Where a test can make a destination fail. */
export interface FaultSeam {
  /** Called before a batch is staged. Throws to fail the write, or gives the records that are refused. */
  readonly onWrite?:
    | ((
        batch: Batch,
        options: { readonly signal: AbortSignal },
      ) => MaybePromise<readonly Rejection[] | undefined>)
    | undefined;
  /** Called before anything of a commit is durable. Throws to fail it. */
  readonly onCommit?: ((checkpoints: readonly Checkpoint[]) => MaybePromise<void>) | undefined;
}

/** What a writer shares with its destination. */
export interface MemoryStore extends FaultSeam {
  readonly spec: TableSpec;
  readonly state: StateStore | undefined;
  readonly clock: Clock;
  readonly quarantine: QuarantineStore;
  readonly committed: (commit: Commit) => void;
  readonly isFinished: () => boolean;
  readonly finished: () => void;
}

interface Tables {
  rows(name: string): readonly Row[];
  /** Where the writer writes. Undefined: the staging it should go on with is gone. */
  open(spec: TableSpec): MemoryTable | undefined;
  isFinished(spec: TableSpec): boolean;
  /** Ends the generation: of `replace` the staging becomes the table. */
  finish(spec: TableSpec): void;
}

export function createTables(): Tables {
  const tables = new Map<string, MemoryTable>();
  /** By table: the staging of the one generation that is under way. */
  const stagings = new Map<string, { readonly generation: string; readonly table: MemoryTable }>();
  const finished = new Set<string>();

  const tableOf = (spec: TableSpec, key: readonly string[]): MemoryTable => {
    const found = tables.get(spec.name);
    if (found !== undefined && found.key.join() === key.join()) return found;
    if (found !== undefined && found.rows.size > 0) throw mismatch(spec, found.key, key);
    const made = createTable(key);
    tables.set(spec.name, made);
    return made;
  };

  return {
    rows: (name) => [...(tables.get(name)?.rows.values() ?? [])],
    isFinished: (spec) => finished.has(endOf(spec)),
    open(spec) {
      const key = spec.mode === "append" ? [] : spec.primaryKey;
      if (spec.mode !== "replace") return tableOf(spec, key);
      const staging = stagings.get(spec.name);
      if (staging?.generation === spec.generation) return staging.table;
      if (spec.resuming && !finished.has(endOf(spec))) return undefined;
      const table = createTable(key);
      // The staging of another generation goes: it will never be swapped in.
      stagings.set(spec.name, { generation: spec.generation, table });
      return table;
    },
    finish(spec) {
      finished.add(endOf(spec));
      const staging = spec.mode === "replace" ? stagings.get(spec.name) : undefined;
      if (staging === undefined) return;
      tables.set(spec.name, staging.table);
      stagings.delete(spec.name);
    },
  };
}

function endOf({ pipeline, flow, generation }: TableSpec): string {
  return JSON.stringify([pipeline, flow, generation]);
}

function mismatch(
  { name }: TableSpec,
  stored: readonly string[],
  asked: readonly string[],
): DestinationError {
  return new DestinationError({
    code: "table_mismatch",
    message: `Table ${name} is keyed by [${stored.join(", ")}], but the flow writes it by [${asked.join(", ")}].`,
  });
}
