import type { Checkpoint } from "../checkpoint.ts";
import { StoreError } from "../errors/kinds.ts";
import type { Clock } from "../runtime.ts";
import { systemClock } from "../system-clock.ts";
import { memoryLeases } from "./memory-leases.ts";
import { memoryValues } from "./memory-values.ts";
import type { CheckpointScope, StateStore } from "./state-store.ts";

type Place = Pick<Checkpoint, "pipeline" | "flow" | "scope" | "partition">;

/** Checkpoints, leases and values that live as long as the process; `clock` decides when an abandoned lease is free. */
export function memoryState(clock: Clock = systemClock): StateStore {
  const saved = new Map<string, Checkpoint>();
  const { lease, fenceOf } = memoryLeases(clock);

  const matching = (scope: CheckpointScope): Checkpoint[] =>
    [...saved.values()]
      .filter((checkpoint) => isWithin(checkpoint, scope))
      .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const checkFence = (pipeline: string, fence: number): void => {
    const current = fenceOf(pipeline);
    if (fence !== current) {
      throw refused(`fence ${fence} of pipeline ${pipeline} is not the current one, ${current}`);
    }
  };

  return {
    values: memoryValues(),
    lease,

    async *list(scope, signal) {
      for (const checkpoint of matching(scope)) {
        signal?.throwIfAborted();
        yield checkpoint;
      }
    },

    async load(scope, partitions, signal) {
      signal?.throwIfAborted();
      return partitions.map((partition) => saved.get(keyOf({ ...scope, partition })));
    },

    async save(checkpoints, signal) {
      signal?.throwIfAborted();
      const next = new Map<string, Checkpoint>();
      for (const checkpoint of checkpoints) {
        checkFence(checkpoint.pipeline, checkpoint.fence);
        const key = keyOf(checkpoint);
        const due = ((next.get(key) ?? saved.get(key))?.seq ?? 0) + 1;
        if (checkpoint.seq !== due) {
          const { flow, partition, seq } = checkpoint;
          throw refused(
            `seq ${seq} of flow ${flow}, partition "${partition}" is not the next one, ${due}`,
          );
        }
        next.set(key, structuredClone(checkpoint));
      }
      for (const [key, checkpoint] of next) saved.set(key, checkpoint);
    },

    async remove({ keep, before, ...scope }, fence, signal) {
      signal?.throwIfAborted();
      checkFence(scope.pipeline, fence);
      const gone = matching(scope).filter(
        ({ generation, savedAt }) =>
          (keep === undefined || generation !== keep) && (before === undefined || savedAt < before),
      );
      for (const checkpoint of gone) saved.delete(keyOf(checkpoint));
      return gone.length;
    },
  };
}

/** Names may hold any character: no separator would be safe. */
function keyOf({ pipeline, flow, scope, partition }: Place): string {
  return JSON.stringify([pipeline, flow, scope, partition]);
}

function isWithin(
  checkpoint: Checkpoint,
  { pipeline, flow, scope, partition }: CheckpointScope,
): boolean {
  return (
    checkpoint.pipeline === pipeline &&
    (flow === undefined || checkpoint.flow === flow) &&
    (scope === undefined || checkpoint.scope === scope) &&
    (partition === undefined || checkpoint.partition === partition)
  );
}

function refused(why: string): StoreError {
  return new StoreError({
    code: "lease_lost",
    message: `The checkpoint was not saved: ${why}.`,
  });
}
