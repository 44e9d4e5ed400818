import {
  BrainError,
  type Batch,
  type Checkpoint,
  type QuarantineEntry,
  type TableSpec,
  type TableWriter,
} from "@brain/core";
import { memoryDestination, type MemoryDestination } from "../memory-destination.ts";
import type { DestinationCheckName } from "./checks.ts";
import { memoryTarget, rejection, rejectUnfit } from "./memory.fixture.ts";
import type { DestinationTarget, RowBooks } from "./target.ts";

/** How a destination goes wrong: in one or several of these places. */
export interface Fault {
  readonly spec?: (spec: TableSpec) => TableSpec;
  readonly batch?: (batch: Batch) => Batch;
  readonly writer?: (writer: TableWriter, all: readonly TableWriter[]) => Partial<TableWriter>;
  readonly destination?: (destination: MemoryDestination) => Partial<MemoryDestination>;
  readonly books?: (books: RowBooks) => RowBooks;
  /** What it rejects, in place of what does not fit. */
  readonly rejects?: typeof rejectUnfit;
  /** Closing loses everything. */
  readonly forgets?: true;
}

/** A check, what is broken, how, and what the check says then. */
export type FaultCase = readonly [DestinationCheckName, string, Fault, RegExp];

/** The destination in memory, broken on purpose. */
export function brokenTarget(fault: Fault): DestinationTarget<MemoryDestination> {
  const { rejects = rejectUnfit, forgets } = fault;
  const target = memoryTarget({ onWrite: rejects });
  const made = target.open();
  return {
    async open() {
      return breakIt(forgets === true ? memoryDestination() : await made, fault);
    },
    rows: target.rows,
    books: ({ bookkeeping }, table) => bookkeeping(table).map(fault.books ?? ((books) => books)),
  };
}

function breakIt(inner: MemoryDestination, fault: Fault): MemoryDestination {
  const { spec: ofSpec = (spec) => spec, batch: ofBatch = (batch) => batch } = fault;
  const writers: TableWriter[] = [];
  return {
    ...inner,
    async open(spec, context) {
      const writer = await inner.open(ofSpec(spec), context);
      writers.push(writer);
      const broken: TableWriter = {
        ...writer,
        write: (batch, options) => writer.write(ofBatch(batch), options),
      };
      return { ...broken, ...fault.writer?.(broken, writers) };
    },
    ...fault.destination?.(inner),
  };
}

/** A refusal that is not minded: the rows are written all the same. */
export async function commitAnyway(
  writer: TableWriter,
  checkpoints: readonly Checkpoint[],
  quarantined?: readonly QuarantineEntry[],
): Promise<unknown> {
  try {
    await writer.commit(checkpoints, quarantined);
    return undefined;
  } catch (error) {
    if (!BrainError.isInstance(error)) throw error;
    await writer.commit([], quarantined);
    return error;
  }
}

/** Every record of a batch, changed. */
export function records(change: (record: object) => object): Fault {
  return { batch: (batch) => ({ ...batch, records: batch.records.map(change) }) };
}

/** Rejects one record too many, or tells what it held. */
export function rejectWrongly(index: (index: number) => number, message: string): Fault {
  return {
    rejects: (batch) => rejectUnfit(batch).map((each) => rejection(index(each.index), message)),
  };
}
