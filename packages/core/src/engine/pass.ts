import type { Checkpoint } from "../checkpoint.ts";
import type { Json } from "../json.ts";
import type { Batch } from "../destination.ts";
import type { Overlap } from "../overlap-keys.ts";
import type { StreamReader, Window, WirePartition } from "../stream.ts";
import type { Counts } from "../counts.ts";
import type { FlowPlace, RunContext } from "./context.ts";
import type { InvalidLimit } from "./invalid-limit.ts";
import type { DatasetRuleResult, SchemaDrift } from "../report.ts";
import { createIssueLog, type IssueLog } from "./issue-log.ts";
import type { Measures } from "./measures.ts";
import type { ShowSample } from "./show-sample.ts";
import type { DriftWatch } from "./schema-drift.ts";
import type { PlannedFlow } from "./planned-flow.ts";
import type { Step } from "./step.ts";
import type { Table } from "./table.ts";
import { emptyTally, type Tally } from "./tally.ts";

/** One generation of one flow, as far as this run brings it. */
export interface Pass {
  readonly context: RunContext;
  readonly planned: PlannedFlow;
  readonly place: FlowPlace;
  readonly scope: string;
  readonly generation: string;
  readonly window: Window;
  readonly configHash: string;
  readonly steps: readonly Step[];
  readonly table: Table;
  readonly invalid: InvalidLimit;
  readonly drift: DriftWatch;
  readonly measures: Measures;
  readonly showSample: ShowSample;
  /** Aborted when the run is, or when the whole flow has to stop. */
  readonly signal: AbortSignal;
  /** What this run committed, and what the vendor said about its pages. */
  readonly flowTotals: FlowTotals;
  /** The stream, bound to a client whose events say that they belong here. */
  open(signal: AbortSignal, partition?: string): StreamReader;
  /** Notes why a partition did not get to its end; the others go on. */
  note(error: unknown): void;
}

/** What a flow's report adds up, over all generations that a run works on. */
export interface FlowTotals {
  readonly committed: Tally;
  readonly quality: Record<string, Record<string, number>>;
  readonly drift: SchemaDrift[];
  /** By name, the dataset rules that were judged last. */
  readonly judged: Map<string, DatasetRuleResult>;
  readonly issues: IssueLog;
  /** Records that may still be read; Infinity without a limit. */
  left: number;
}

export function emptyTotals(left: number): FlowTotals {
  return {
    committed: emptyTally(),
    quality: {},
    drift: [],
    judged: new Map(),
    issues: createIssueLog(),
    left,
  };
}

/** The generation as batches carry it: of a partition with a version, one reading under that version. */
export function batchGeneration(pass: Pass, partition: WirePartition): Batch["generation"] {
  return partition.version === undefined
    ? pass.generation
    : `${pass.generation}:${partition.version}`;
}

/** A checkpoint of this generation. */
export function checkpointOf(
  pass: Pick<Pass, "context" | "planned" | "scope" | "generation" | "configHash">,
  at: {
    readonly partition: WirePartition;
    readonly state: Json | undefined;
    readonly overlap?: Overlap | undefined;
    readonly complete: boolean;
    readonly window: Window;
    readonly counts: Counts;
    readonly rules?: Checkpoint["rules"];
    readonly seq: number;
  },
): Checkpoint {
  const { context, planned, scope, generation, configHash } = pass;
  return {
    v: 1,
    pipeline: context.definition.name,
    flow: planned.flow.name,
    scope,
    partition: at.partition.key,
    state: at.state ?? null,
    // Without a state the next reading begins anew, and is to give everything again.
    ...(at.overlap === undefined || at.state === undefined ? {} : { overlap: at.overlap }),
    complete: at.complete,
    version: at.partition.version ?? null,
    generation,
    window: at.window,
    counts: { ...at.counts },
    ...(at.rules === undefined ? {} : { rules: at.rules }),
    seq: at.seq,
    fence: context.lease.fence,
    configHash,
    run: context.run,
    savedAt: new Date(context.clock.now()).toISOString(),
  };
}
