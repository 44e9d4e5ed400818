import { setTimeout as pause } from "node:timers/promises";
import { definePipeline, from, maskDeclared, memoryState } from "@brain/core";
import { contacts, PAGE_RECORDS } from "./contacts.ts";
import { slowDestination } from "./slow-destination.ts";

/** How far reading ran ahead of a destination that was slow. */
export interface Backpressure {
  readonly pages: number;
  /** The most pages that were read and not committed. */
  readonly mostAhead: number;
  /** What the engine may hold: see {@link allowedAhead}. */
  readonly allowed: number;
  /** Pages that were read while a commit hung, once all that may be held was. */
  readonly readWhileStuck: number;
}

const PARTITIONS = 4;
const BATCH_RECORDS = 1_000;
const SLOW_MS = 20;
const STUCK_MS = 400;

/** Reads far more than may be held into a destination that is slow all the time and hangs once. */
export async function measureBackpressure(pages: number): Promise<Backpressure> {
  const source = contacts(pages * PAGE_RECORDS, PARTITIONS);
  let mostAhead = 0;
  let commits = 0;
  let readWhileStuck = 0;
  const ahead = (): number => source.pages() - slow.committed() / PAGE_RECORDS;
  const slow = slowDestination(async () => {
    commits += 1;
    await pause(SLOW_MS);
    mostAhead = Math.max(mostAhead, ahead());
    if (commits !== 3) return;
    await pause(STUCK_MS);
    const before = source.pages();
    await pause(STUCK_MS);
    readWhileStuck = source.pages() - before;
    mostAhead = Math.max(mostAhead, ahead());
  });
  const report = await definePipeline({
    name: "backpressure",
    destination: slow.destination,
    state: memoryState(),
    onInvalid: "fail",
    limits: { batchRecords: BATCH_RECORDS, partitions: PARTITIONS },
    flows: [
      from(source.stream).protect(maskDeclared(source.stream)).into("contacts", { mode: "append" }),
    ],
  }).run();
  if (report.status !== "succeeded") throw new Error(`The run ended ${report.status}.`);
  return { pages, mostAhead, allowed: allowedAhead(), readWhileStuck };
}

/**
 * Of each partition one page read ahead, one in work and one that waits for its turn; and two batches, one being committed
 * and one gathered meanwhile, each at most a page too large.
 */
function allowedAhead(): number {
  return 3 * PARTITIONS + 2 * (BATCH_RECORDS / PAGE_RECORDS + 1);
}
