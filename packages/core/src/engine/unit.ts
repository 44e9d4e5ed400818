import type { Checkpoint } from "../checkpoint.ts";
import type { Json } from "../json.ts";
import type { Overlap } from "../overlap-keys.ts";
import type { Window, WirePartition } from "../stream.ts";
import type { IssueLog } from "./issue-log.ts";
import type { Meters } from "./measures.ts";
import type { Rejected } from "./quarantine.ts";
import { addCounts, emptyTally, type Tally } from "./tally.ts";

/** What is known of a partition while it is read. */
export interface Progress {
  readonly partition: WirePartition;
  readonly window: Window;
  /** Of the last durable checkpoint. */
  seq: number;
  counts: Tally;
  /** The state of the last durable checkpoint: where a second attempt begins. */
  durable: Json | undefined;
  /** What the dataset rules measured up to there, in this generation. */
  rules: Checkpoint["rules"];
  /** Gives what a reading from there is given again. */
  overlap: (() => Overlap | undefined) | undefined;
  /** Why its units can no longer be committed. */
  failed: Error | undefined;
  /** Resolves when every unit handed over so far is committed or given up. */
  pending: Promise<void>;
}

/** Records handed to the destination in one write. */
export interface Chunk {
  readonly id: string;
  readonly rows: object[];
  /** For each row the number of its source record in `records`. */
  readonly of: number[];
  /** As they came from the source: what the destination rejects goes into quarantine. */
  readonly records: object[];
  /** The number of the first of `records` within the partition and generation. */
  readonly position: number;
  readonly deletes: readonly object[];
}

/** Everything up to one checkpoint of one partition: committed whole or not at all. */
export interface Unit {
  readonly progress: Progress;
  readonly chunks: readonly Chunk[];
  readonly tally: Tally;
  readonly rejected: readonly Rejected[];
  /** What its records are like, for dataset rules and for the report; counts with the unit. */
  readonly meters: Meters;
  readonly issues: IssueLog | undefined;
  readonly state: Json | undefined;
  /** Gives what belongs beside the state. */
  readonly overlap: (() => Overlap | undefined) | undefined;
  /** `none`: a page cut by the run's limit saves no checkpoint. */
  readonly checkpoint: "none" | "open" | "complete";
  /** Records, and one for the unit itself. */
  readonly size: number;
  /** Told when it is committed or given up. */
  settle(): void;
}

/** A partition that is about to be read. */
export function beginProgress(
  partition: WirePartition,
  window: Window,
  seq: number,
  begin: {
    readonly counts: Tally;
    readonly state: Json | undefined;
    readonly overlap: Overlap | undefined;
    readonly rules: Checkpoint["rules"];
  } = { counts: emptyTally(), state: undefined, overlap: undefined, rules: undefined },
): Progress {
  return {
    partition,
    window,
    seq,
    counts: addCounts(emptyTally(), begin.counts),
    durable: begin.state,
    rules: begin.rules,
    overlap: () => begin.overlap,
    failed: undefined,
    pending: Promise.resolve(),
  };
}
