import type { Checkpoint, CheckpointScope, StateStore } from "@brain/core";
import { leaseLost, unavailable } from "./errors.ts";
import { LOCK_MS, nodeTimers, takeLease, type LeaseTimers } from "./file-leases.ts";
import { nodeFileSystem, type FileSystem } from "./file-system.ts";
import { createFileValues } from "./file-values.ts";
import { placeOf, removeEntry, saveEntry, type FlowJournal } from "./flow-journal.ts";
import { lockFile } from "./lock-file.ts";
import { createPipelineFolder, type PipelineFolder } from "./pipeline-folder.ts";
import { createTurns } from "./turns.ts";

/**
 * Checkpoints in a folder, a journal for each flow, for processes of one machine: every entry is checksummed and on the
 * disk before it counts. The checkpoints of the flows in use are held in memory. Files are for their user alone (0600).
 *
 * @throws StoreError from its methods: `store_unavailable`, `lease_lost`; CheckpointError `checkpoint_corrupt`.
 */
export function fileState(path: string): StateStore {
  return createFileState(path, nodeFileSystem, nodeTimers);
}

export function createFileState(
  root: string,
  fileSystem: FileSystem,
  timers: LeaseTimers,
): StateStore {
  const folders = new Map<string, PipelineFolder>();
  const inTurn = createTurns();
  const folderOf = (pipeline: string): PipelineFolder => {
    const folder = folders.get(pipeline) ?? createPipelineFolder(fileSystem, root, pipeline);
    folders.set(pipeline, folder);
    return folder;
  };
  const locked = <T>(
    pipeline: string,
    work: (folder: PipelineFolder) => Promise<T>,
    signal: AbortSignal | undefined,
  ): Promise<T> =>
    inTurn(async () => {
      const folder = folderOf(pipeline);
      await using lock = await lockFile(folder.lock, LOCK_MS, signal);
      void lock;
      // Awaited here: the lock must outlast the work.
      return await work(folder);
    });
  const journalsOf = async ({ pipeline, flow }: CheckpointScope): Promise<FlowJournal[]> => {
    const folder = folderOf(pipeline);
    try {
      const found = flow === undefined ? await folder.all() : [await folder.current(flow)];
      const journals = found.filter((journal) => journal !== undefined);
      for (const { journal } of journals) await journal.refresh();
      return journals;
    } catch (cause) {
      throw unavailable(folder.path, "read", cause);
    }
  };

  return {
    values: createFileValues(fileSystem, root),

    async *list(scope, signal) {
      for (const { live } of await inTurn(() => journalsOf(scope))) {
        const found = [...live.values()].filter((checkpoint) => isWithin(checkpoint, scope));
        for (const checkpoint of found.toSorted(inOrder)) {
          signal?.throwIfAborted();
          yield checkpoint;
        }
      }
    },

    async load(scope, partitions, signal) {
      signal?.throwIfAborted();
      const [flow] = await inTurn(() => journalsOf(scope));
      return partitions.map((partition) =>
        flow?.live.get(placeOf({ scope: scope.scope, partition })),
      );
    },

    async save(checkpoints, signal) {
      signal?.throwIfAborted();
      for (const [pipeline, ofPipeline] of Map.groupBy(checkpoints, (point) => point.pipeline)) {
        const flows = Map.groupBy(ofPipeline, ({ flow }) => flow);
        await locked(pipeline, (folder) => savePipeline(folder, flows), signal);
      }
    },

    remove: ({ keep, before, ...scope }, fence, signal) =>
      locked(
        scope.pipeline,
        async (folder) => {
          await checkFence(folder, fence);
          let removed = 0;
          for (const { journal, live } of await journalsOf(scope)) {
            const gone = [...live.values()].filter(
              (checkpoint) =>
                isWithin(checkpoint, scope) &&
                (keep === undefined || checkpoint.generation !== keep) &&
                (before === undefined || checkpoint.savedAt < before),
            );
            if (gone.length > 0) await journal.append(removeEntry(gone.map(placeOf)));
            removed += gone.length;
          }
          return removed;
        },
        signal,
      ),

    lease: (name, options) =>
      inTurn(async () => {
        const folder = folderOf(name);
        await fileSystem.makeFolder(folder.path).catch((cause: unknown) => {
          throw unavailable(folder.path, "written", cause);
        });
        return takeLease(fileSystem, folder, options, timers);
      }),
  };
}

/** Checks everything first: a checkpoint that is refused keeps all from being saved. */
async function savePipeline(
  folder: PipelineFolder,
  flows: ReadonlyMap<string, readonly Checkpoint[]>,
): Promise<void> {
  const saves: { readonly journal: FlowJournal; readonly points: readonly Checkpoint[] }[] = [];
  for (const [flow, points] of flows) {
    for (const { fence } of points) await checkFence(folder, fence);
    const journal = folder.journal(flow, points[0]?.fence ?? 0);
    await journal.journal.refresh();
    for (const point of points) checkSeq(journal, point);
    saves.push({ journal, points });
  }
  for (const { journal, points } of saves) await journal.journal.append(saveEntry(points));
  // A lease that was taken meanwhile has not copied these entries: nothing was saved then.
  for (const { points } of saves) await checkFence(folder, points[0]?.fence ?? 0);
}

async function checkFence(folder: PipelineFolder, fence: number): Promise<void> {
  const newest = await folder.newestFence();
  if (fence !== newest) throw leaseLost(`fence ${fence} is not the current one, ${newest}`);
}

function checkSeq({ live }: FlowJournal, point: Checkpoint): void {
  const due = (live.get(placeOf(point))?.seq ?? 0) + 1;
  if (point.seq === due) return;
  const { flow, partition, seq } = point;
  throw leaseLost(
    `seq ${seq} of flow ${flow}, partition "${partition}" is not the next one, ${due}`,
  );
}

function isWithin(checkpoint: Checkpoint, { flow, scope, partition }: CheckpointScope): boolean {
  return (
    (flow === undefined || checkpoint.flow === flow) &&
    (scope === undefined || checkpoint.scope === scope) &&
    (partition === undefined || checkpoint.partition === partition)
  );
}

function inOrder(a: Checkpoint, b: Checkpoint): number {
  const [left, right] = [a, b].map(({ flow, scope, partition }) => [flow, scope, partition]);
  for (const index of [0, 1, 2]) {
    const [x, y] = [left?.[index] ?? "", right?.[index] ?? ""];
    if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
}
