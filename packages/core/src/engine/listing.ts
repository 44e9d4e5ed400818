import type { Checkpoint } from "../checkpoint.ts";
import { CallbackError } from "../errors/kinds.ts";
import { limits } from "../limits.ts";
import type { StreamReader, WirePartition } from "../stream.ts";
import type { StateStore } from "../stores/state-store.ts";
import type { Pass } from "./pass.ts";

/** A partition with the checkpoint found for it. */
export interface Listed {
  readonly partition: WirePartition;
  readonly saved: Checkpoint | undefined;
}

/** The partitions of a stream, as they become known; `met` tells afterwards which there were. */
export async function* listPartitions(
  pass: Pass,
  lister: StreamReader,
  met: Set<string>,
): AsyncGenerator<Listed> {
  let some: WirePartition[] = [];
  for await (const partition of lister.partitions({ window: pass.window })) {
    checkKey(pass, partition.key, met);
    met.add(partition.key);
    some.push(partition);
    if (some.length < limits.listedTogether) continue;
    yield* withCheckpoints(pass, some);
    some = [];
  }
  yield* withCheckpoints(pass, some);
}

/** The flow's checkpoints in this scope. */
export function whereOf(pass: Pick<Pass, "context" | "planned" | "scope">): {
  readonly pipeline: string;
  readonly flow: string;
  readonly scope: string;
} {
  const { context, planned, scope } = pass;
  return { pipeline: context.definition.name, flow: planned.flow.name, scope };
}

async function* withCheckpoints(
  pass: Pass,
  partitions: readonly WirePartition[],
): AsyncGenerator<Listed> {
  const state: StateStore = pass.context.state;
  const keys = partitions.map(({ key }) => key);
  const found = keys.length === 0 ? [] : await state.load(whereOf(pass), keys, pass.signal);
  for (const [index, partition] of partitions.entries()) yield { partition, saved: found[index] };
}

function checkKey(pass: Pass, key: string, met: ReadonlySet<string>): void {
  if (key !== "" && !met.has(key)) return;
  throw new CallbackError({
    code: "connector_failed",
    message:
      key === ""
        ? `The stream ${pass.place.stream} has a partition without a key.`
        : `The stream ${pass.place.stream} listed the partition ${key} twice.`,
    context: { ...pass.place },
  });
}
