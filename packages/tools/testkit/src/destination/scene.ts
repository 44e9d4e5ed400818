import {
  createRuntime,
  memoryState,
  type Batch,
  type Checkpoint,
  type Destination,
  type JsonSchema,
  type Lease,
  type QuarantineEntry,
  type Rejection,
  type TableSpec,
  type TableWriter,
  type WriteMode,
} from "@brain/core";
import { failed } from "../battery/check.ts";
import { fakeClock } from "../fake-clock.ts";
import { batchOf, checkpointOf, specOf } from "./samples.ts";
import type { DestinationTarget, RowBooks } from "./target.ts";

/** The pipeline of every sample. */
const PIPELINE = "p";

/** One destination over a place of its own, and what a check does with it. */
export interface Scene {
  readonly destination: Destination;
  /** The number of the lease that the scene holds; 1 where nothing is leased. */
  readonly fence: number;
  writer(given?: Partial<TableSpec>): Promise<TableWriter>;
  /** Stages a batch. */
  write(
    writer: TableWriter,
    records: readonly object[],
    given?: Partial<Batch>,
  ): Promise<readonly Rejection[]>;
  /** Commits with the next `seq` of each partition. */
  commit(
    writer: TableWriter,
    checkpoints?: readonly Partial<Checkpoint>[],
    quarantined?: readonly QuarantineEntry[],
  ): Promise<void>;
  /** Stages a batch and commits it. */
  load(writer: TableWriter, records: readonly object[], given?: Partial<Batch>): Promise<void>;
  finish(writer: TableWriter, mark?: Partial<Checkpoint>): Promise<void>;
  rows(table?: string): Promise<readonly object[]>;
  books(table?: string): Promise<readonly RowBooks[]>;
  /** Lets go of everything as a process does that ends without a commit, and opens the place again. */
  restart(): Promise<void>;
  /** Gives the lease back and takes it again, as another run does. */
  nextLease(): Promise<void>;
}

const signal = new AbortController().signal;

/** Runs a check in a scene of its own. */
export async function inScene<D extends Destination, T>(
  target: DestinationTarget<D>,
  work: (scene: Scene) => Promise<T>,
): Promise<T> {
  let destination = await target.open();
  let lease = await leaseOf(destination);
  let writers: TableWriter[] = [];
  const seqs = new Map<string, number>();
  let batches = 0;
  const memory = memoryState().values;
  const context = { ...createRuntime({ clock: fakeClock() }), memory };

  const fence = (): number => lease?.fence ?? 1;
  const leave = async (): Promise<void> => {
    await lease?.release();
    for (const writer of writers) await writer[Symbol.asyncDispose]();
    writers = [];
    // Twice: that is harmless.
    await destination.close();
    await destination.close();
  };
  const commit: Scene["commit"] = async (writer, given = [], quarantined) => {
    const checkpoints = given.map((each) => {
      const key = JSON.stringify([each.flow, each.scope, each.partition]);
      return checkpointOf({ seq: (seqs.get(key) ?? 0) + 1, fence: fence(), ...each });
    });
    await writer.commit(checkpoints, quarantined);
    for (const [index, each] of given.entries()) {
      const key = JSON.stringify([each.flow, each.scope, each.partition]);
      seqs.set(key, checkpoints[index]?.seq ?? 0);
    }
  };
  const write: Scene["write"] = async (writer, records, given) => {
    const batch = batchOf({ id: `batch-${++batches}`, records, ...given });
    return (await writer.write(batch, { signal })).rejected;
  };
  const scene: Scene = {
    get destination() {
      return destination;
    },
    get fence() {
      return fence();
    },
    async writer(given) {
      const writer = await destination.open(specOf(given), context);
      writers.push(writer);
      return writer;
    },
    write,
    commit,
    async load(writer, records, given) {
      const [rejected] = await write(writer, records, given);
      if (rejected !== undefined) {
        throw failed(`A record was rejected that every table holds: ${rejected.issue.message}`);
      }
      await commit(writer);
    },
    async finish(writer, given = {}) {
      const key = JSON.stringify([given.flow, "mark"]);
      const seq = (seqs.get(key) ?? 0) + 1;
      const mark = { partition: "", complete: true, seq, fence: fence(), ...given };
      await writer.finish(checkpointOf(mark));
      seqs.set(key, seq);
    },
    rows: async (table = "t") => target.rows(destination, table),
    async books(table = "t") {
      if (target.books === undefined)
        throw failed("Give `books`, which tells where a row is from.");
      return target.books(destination, table);
    },
    async restart() {
      await leave();
      destination = await target.open();
      lease = await leaseOf(destination);
    },
    async nextLease() {
      await lease?.release();
      lease = await leaseOf(destination);
    },
  };
  try {
    return await work(scene);
  } finally {
    await leave();
  }
}

async function leaseOf({ state }: Destination): Promise<Lease | undefined> {
  if (state === undefined) return undefined;
  const lease = await state.lease(PIPELINE, { ttlMs: 30_000, owner: "r1" });
  if (lease !== undefined) return lease;
  throw failed("The lease of a pipeline that nobody runs is not given.");
}

/** A mode whose rows are seen at the commit; undefined where there is none. */
export function plainMode({ destination }: Scene): WriteMode | undefined {
  const { modes } = destination.capabilities;
  return (["append", "upsert", "mirror"] as const).find((mode) => modes.includes(mode));
}

/** A table of columns with these schemas beside the key. */
export function tableOf(properties: Record<string, JsonSchema>): JsonSchema {
  return { type: "object", properties: { id: { type: "string" }, ...properties } };
}
