import { ConfigError, StoreError } from "../errors/kinds.ts";
import { limits } from "../limits.ts";
import type { PipelineDefinition } from "../pipeline.ts";
import type { QuarantineStore } from "../stores/quarantine-store.ts";
import { stateOf } from "./plan.ts";

/** Forgets checkpoints under the pipeline's lease; gives their number. */
export async function resetState(
  definition: PipelineDefinition,
  {
    flow,
    signal,
  }: { readonly flow?: string | undefined; readonly signal?: AbortSignal | undefined },
): Promise<number> {
  const { name } = definition;
  const state = stateOf(definition);
  if (state === undefined) {
    throw new ConfigError({
      code: "config_invalid",
      message: `The pipeline ${name} has no state store.`,
      hint: 'Give it one: state: fileState("state").',
    });
  }
  const owner = `reset ${crypto.randomUUID()}`;
  const lease = await state.lease(name, { ttlMs: limits.leaseMs, owner, signal });
  if (lease === undefined) {
    throw new StoreError({
      code: "pipeline_busy",
      message: `The checkpoints of ${name} cannot be reset: a run is under way.`,
      context: { pipeline: name },
    });
  }
  try {
    return await state.remove({ pipeline: name, flow }, lease.fence, signal);
  } finally {
    await lease.release();
  }
}

/** Where the invalid records of a pipeline are. */
export function quarantineOf({
  name,
  quarantine,
  destination,
}: PipelineDefinition): QuarantineStore {
  const store = quarantine ?? destination.quarantine;
  if (store !== undefined) return store;
  throw new ConfigError({
    code: "config_invalid",
    message: `The pipeline ${name} keeps no quarantine.`,
    hint: "Give the pipeline a `quarantine`, or a destination that has one.",
  });
}
