import * as fc from "fast-check";
import type { WriteMode } from "../stream.ts";

/** What becomes of a record: it is loaded, invalid under the schema, or left out by the flow's filter. */
export type Fate = "loaded" | "invalid" | "filtered";

export interface MadePage {
  readonly fates: readonly Fate[];
  /** How many of its records the page gives twice. */
  readonly repeated: number;
  readonly checkpointed: boolean;
}

/** Where a run is disturbed: at its nth call to the outside. */
export interface Fault {
  readonly at: number;
  /**
   * `crash`: the process is gone. `zombie`: it stands still until another run is at its nth call, and then goes on; only
   * where rows and checkpoint are one commit, since nothing else can refuse a late one (CP-7).
   * `fail`: the call fails. `quota`: the source's next page is refused. `abort`: the user stops the run.
   */
  readonly kind: "crash" | "zombie" | "fail" | "quota" | "abort";
}

/** A pipeline, its vendor's data, and what happens to the runs, one fault each. */
export interface History {
  readonly mode: WriteMode;
  readonly transactional: boolean;
  /** `versions`: a partition read to its end is not read again. `state`: it goes on behind its last page. `none`: it is read anew. */
  readonly keeps: "versions" | "state" | "none";
  readonly partitions: readonly (readonly MadePage[])[];
  readonly faults: readonly Fault[];
  /** Partitions read at once, and records that make a commit due. */
  readonly atOnce: number;
  readonly batchRecords: number;
  /** How many turns of the event loop the calls to the outside take, over and over. */
  readonly turns: readonly number[];
}

const page: fc.Arbitrary<MadePage> = fc.record({
  fates: fc.array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constant<Fate>("loaded") },
      { weight: 1, arbitrary: fc.constantFrom<Fate>("invalid", "filtered") },
    ),
    { maxLength: 4 },
  ),
  repeated: fc.nat(1),
  checkpointed: fc.boolean(),
});

const fault: fc.Arbitrary<Fault> = fc.record({
  at: fc.nat(25),
  kind: fc.constantFrom("crash", "crash", "zombie", "fail", "quota", "abort"),
});

export const histories: fc.Arbitrary<History> = fc.record({
  mode: fc.constantFrom<WriteMode>("append", "upsert", "replace", "mirror"),
  transactional: fc.boolean(),
  keeps: fc.constantFrom("versions", "state", "none"),
  partitions: fc.array(fc.array(page, { maxLength: 4 }), { minLength: 1, maxLength: 4 }),
  faults: fc.array(fault, { maxLength: 4 }),
  atOnce: fc.integer({ min: 1, max: 4 }),
  batchRecords: fc.integer({ min: 1, max: 8 }),
  turns: fc.array(fc.nat(3), { minLength: 1, maxLength: 7 }),
});

/** The records of one page. */
export interface HistoryRecord {
  readonly id: string;
  readonly fate: Fate;
}

export function recordsOf(partition: number, pageNumber: number, made: MadePage): HistoryRecord[] {
  return made.fates.map((fate, index) => ({ id: `p${partition}.${pageNumber}.${index}`, fate }));
}

export function keyOf(partition: number): string {
  return `p${partition}`;
}
