import type { PipelineDefinition, PipelineLimits, RunOptions } from "../pipeline.ts";
import type { Clock } from "../runtime.ts";
import type { QuarantineStore } from "../stores/quarantine-store.ts";
import type { Lease, StateStore } from "../stores/state-store.ts";
import type { Told } from "./observers.ts";
import type { PlannedFlow } from "./planned-flow.ts";

/** What all parts of one run share. */
export interface RunContext {
  readonly definition: PipelineDefinition;
  readonly options: RunOptions;
  readonly run: string;
  readonly clock: Clock;
  /** Aborted by the user, or when the lease is lost. */
  readonly signal: AbortSignal;
  /** Aborted when no further page is to be asked for, while what was read is still committed. */
  readonly drain: AbortSignal;
  readonly lease: Lease;
  readonly state: StateStore;
  /** The destination saves the checkpoints itself, in the transaction of their rows. */
  readonly transactional: boolean;
  readonly quarantine: QuarantineStore | undefined;
  readonly limits: PipelineLimits;
  emit(event: Told): void;
}

/** Where in the events a flow's own stand. */
export interface FlowPlace {
  readonly flow: string;
  readonly source: string;
  readonly stream: string;
  readonly table: string;
}

export function placeOf({ flow }: Pick<PlannedFlow, "flow">): FlowPlace {
  const { name, stream, table } = flow;
  return { flow: name, source: stream.source, stream: stream.name, table };
}

/** A stream's name over all sources. */
export function streamId({ flow }: Pick<PlannedFlow, "flow">): string {
  return `${flow.stream.source}.${flow.stream.name}`;
}
