import type { BrainEvent } from "./events.ts";
import type { Plan, RunReport } from "./report.ts";
import type { Destination } from "./destination.ts";
import type { FlowDefinition, Sealer } from "./flow.ts";
import type { Guard } from "./guard.ts";
import type { Runtime } from "./runtime.ts";
import type { QuarantineEntry, QuarantineStore } from "./stores/quarantine-store.ts";
import type { StateStore } from "./stores/state-store.ts";
import type { Window } from "./stream.ts";
import type { OnInvalid } from "./validation.ts";

/** Named flows, a destination, a state store. A run disposes its writers and its lease; the rest belongs to whoever made it. */
export interface PipelineDefinition {
  readonly name: string;
  readonly flows: readonly FlowDefinition[];
  readonly destination: Destination;
  /** Where the destination has none of its own; `plan()` refuses a pipeline that has neither, or both. */
  readonly state?: StateStore | undefined;
  /** Default: the destination's own. */
  readonly quarantine?: QuarantineStore | undefined;
  /** Default `quarantine`. */
  readonly onInvalid?: OnInvalid | undefined;
  /** Per stream. Default: more than 1,000, or more than 5 % once 100 records were read. */
  readonly maxInvalid?:
    | { readonly ratio?: number | undefined; readonly count?: number | undefined }
    | undefined;
  /** Default `refuse`: declared personal data that no protector covers stops the pipeline before its first request. */
  readonly pii?: "refuse" | "allow" | undefined;
  /** Without it quarantined records have their declared personal fields masked. */
  readonly seal?: Sealer | undefined;
  /** Given to protectors and the sealer; part of what an encrypted value is bound to. */
  readonly tenant?: string | undefined;
  /** Stands before every privileged act on this pipeline. Default: whoever has the pipeline may do all of them. */
  readonly guard?: Guard | undefined;
  readonly limits?: Partial<PipelineLimits> | undefined;
  readonly runtime?: Partial<Runtime> | undefined;
}

/** How much is done at once, and how much is held. */
export interface PipelineLimits {
  /** Flows that run at once. Default 4. */
  readonly streams: number;
  /** Partitions of one flow that are read at once. Default 4. */
  readonly partitions: number;
  /** Records that make a commit due. Default 10,000. */
  readonly batchRecords: number;
  /** Milliseconds after which a commit is due. Default 1,000. */
  readonly commitMs: number;
}

/** How one run differs from the next. */
export interface RunOptions {
  /** Reads exactly this window, under checkpoints of its own. */
  readonly window?: Partial<Window> | undefined;
  readonly signal?: AbortSignal | undefined;
  /** When aborted, no further page is asked for; what was read is still committed, and the run ends `cancelled`. */
  readonly drain?: AbortSignal | undefined;
  readonly observers?: readonly Observer[] | undefined;
  /** The flows to run, by name; default all. */
  readonly only?: readonly string[] | undefined;
  /** At most so many records per flow: a page cut by it saves no checkpoint, and no partition or generation ends by it. */
  readonly limit?: number | undefined;
  /**
   * When the config changed in what identifies the data: `reset` begins a new generation without state (the act
   * `reset_state`); `adopt` keeps the checkpoints (`change_pipeline`).
   */
  readonly onMismatch?: "refuse" | "reset" | "adopt" | undefined;
}

/** A promise is not waited for between events, but the run does not settle before it has (at most 10 s after `run-end`). */
export type Observer = (event: BrainEvent) => void | Promise<void>;

/** A pipeline ready to be planned and run. */
export interface Pipeline {
  readonly name: string;
  readonly definition: PipelineDefinition;
  plan(options?: Pick<RunOptions, "window" | "only" | "signal">): Promise<Plan>;
  /**
   * Runs every flow to its end, or as far as it gets; the report tells which.
   *
   * @throws ConfigError when the plan has problems. @throws StoreError `pipeline_busy` when another run is under way.
   */
  run(options?: RunOptions): Promise<RunReport>;
  /**
   * Runs the quarantined records of one flow through the whole flow again, and settles those that are loaded.
   *
   * @throws PermissionError `access_denied`: the act is `replay_quarantine`.
   */
  replay(options: {
    readonly flow: string;
    readonly signal?: AbortSignal | undefined;
    readonly observers?: readonly Observer[] | undefined;
  }): Promise<RunReport>;
  /** What is in quarantine and why, by id, without the records themselves. */
  quarantined(options: QuarantineRange): Promise<readonly Omit<QuarantineEntry, "record">[]>;
  /**
   * The same with the records, masked or sealed as they are kept.
   *
   * @throws PermissionError `access_denied`: the act is `export_quarantine`.
   */
  exportQuarantine(options: QuarantineRange): Promise<readonly QuarantineEntry[]>;
  /**
   * Forgets the checkpoints of all flows, or of one: the next run reads from the start. Gives their number.
   *
   * @throws PermissionError `access_denied`: the act is `reset_state`. @throws StoreError `pipeline_busy`.
   */
  resetState(options?: {
    readonly flow?: string | undefined;
    readonly signal?: AbortSignal | undefined;
  }): Promise<number>;
}

/** A part of a pipeline's quarantine. */
export interface QuarantineRange {
  readonly flow?: string | undefined;
  /** The id of the last entry that is known already. */
  readonly after?: string | undefined;
  /** At most so many entries. */
  readonly limit: number;
  readonly signal?: AbortSignal | undefined;
}
