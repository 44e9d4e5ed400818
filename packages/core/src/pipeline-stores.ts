import { ConfigError, StoreError } from "./errors/kinds.ts";
import { limits } from "./limits.ts";
import type { PipelineDefinition } from "./pipeline.ts";
import type { QuarantineStore } from "./stores/quarantine-store.ts";
import type { StateStore } from "./stores/state-store.ts";

/** Where a pipeline keeps its checkpoints. @throws ConfigError `config_invalid` when it has no place. */
export function stateStoreOf({ name, destination, state }: PipelineDefinition): StateStore {
  const store = destination.state ?? state;
  if (store !== undefined) return store;
  throw new ConfigError({
    code: "config_invalid",
    message: `The pipeline ${name} has no state store.`,
    hint: 'Give it one: state: fileState(".brain/state").',
  });
}

/** Where the invalid records of a pipeline are. @throws ConfigError `config_invalid` when it has no place. */
export function quarantineStoreOf({
  name,
  destination,
  quarantine,
}: PipelineDefinition): QuarantineStore {
  const store = quarantine ?? destination.quarantine;
  if (store !== undefined) return store;
  throw new ConfigError({
    code: "config_invalid",
    message: `The pipeline ${name} keeps no quarantine.`,
    hint: "Give the pipeline a `quarantine`, or a destination that has one.",
  });
}

/** What a piece of work under a pipeline's lease is given. */
export interface LeasedWork {
  readonly state: StateStore;
  readonly fence: number;
  /** Aborted when the lease is lost, and by the caller's own. */
  readonly signal: AbortSignal;
}

/**
 * Does work that must not meet a run of the pipeline, nor another such work.
 *
 * @param what For the lease and the error: `reset the checkpoints`.
 * @throws StoreError `pipeline_busy` while a run is under way. @throws ConfigError `config_invalid` without a state store.
 */
export async function underLease<T>(
  definition: PipelineDefinition,
  what: string,
  signal: AbortSignal | undefined,
  work: (leased: LeasedWork) => Promise<T>,
): Promise<T> {
  const { name } = definition;
  const state = stateStoreOf(definition);
  const owner = `${what} ${crypto.randomUUID()}`;
  const lease = await state.lease(name, { ttlMs: limits.leaseMs, owner, signal });
  if (lease === undefined) {
    throw new StoreError({
      code: "pipeline_busy",
      message: `A run of the pipeline ${name} is under way, so nobody can ${what} now.`,
      context: { pipeline: name },
    });
  }
  try {
    const signals = signal === undefined ? [lease.lost] : [lease.lost, signal];
    return await work({ state, fence: lease.fence, signal: AbortSignal.any(signals) });
  } finally {
    await lease.release();
  }
}
