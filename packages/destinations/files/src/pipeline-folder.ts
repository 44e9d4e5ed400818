import { join } from "node:path";
import type { FileSystem } from "./file-system.ts";
import { createFlowJournal, type FlowJournal } from "./flow-journal.ts";
import { toFileName } from "./names.ts";

/** Where the state of one pipeline lies: `FLOW.FENCE.journal` for each flow, `lease.FENCE` for the newest leases. */
export interface PipelineFolder {
  readonly path: string;
  readonly lock: string;
  leasePath(fence: number): string;
  /** The newest lease's number; 0 when there was none. */
  newestFence(): Promise<number>;
  /** The journal of a flow under a fence. */
  journal(flow: string, fence: number): FlowJournal;
  /** The journal that readers take: of each flow the one with the greatest fence. */
  current(flow: string): Promise<FlowJournal | undefined>;
  /** Every flow's, in the order of their files' names. */
  all(): Promise<readonly FlowJournal[]>;
  /** Writes every flow's journal anew under `fence`: who still writes the old ones is read by nobody (CP-7). */
  moveTo(fence: number): Promise<void>;
}

const JOURNAL = /^([a-z][a-z0-9_]*)\.(\d{1,15})\.journal$/;
const LEASE = /^lease\.(\d{1,15})$/;

export function createPipelineFolder(
  fileSystem: FileSystem,
  root: string,
  pipeline: string,
): PipelineFolder {
  const path = join(root, toFileName(pipeline));
  const opened = new Map<string, FlowJournal>();
  const leasePath = (fence: number): string => join(path, `lease.${fence}`);

  const open = (name: string, fence: number): FlowJournal => {
    const file = join(path, `${name}.${fence}.journal`);
    const found = opened.get(name);
    if (found?.journal.path === file) return found;
    const journal = createFlowJournal(fileSystem, file);
    opened.set(name, journal);
    return journal;
  };
  const newest = async (): Promise<ReadonlyMap<string, number>> => {
    const fences = new Map<string, number>();
    for (const file of await fileSystem.list(path)) {
      const [, name, fence] = JOURNAL.exec(file) ?? [];
      if (name !== undefined) fences.set(name, Math.max(fences.get(name) ?? 0, Number(fence)));
    }
    return fences;
  };

  return {
    path,
    lock: join(path, "lock"),
    leasePath,
    async newestFence() {
      const fences = (await fileSystem.list(path)).map((file) =>
        Number(LEASE.exec(file)?.[1] ?? 0),
      );
      return Math.max(0, ...fences);
    },
    journal: (flow, fence) => open(toFileName(flow), fence),
    async current(flow) {
      const fence = (await newest()).get(toFileName(flow));
      return fence === undefined ? undefined : open(toFileName(flow), fence);
    },
    async all() {
      const flows = [...(await newest())].toSorted(([a], [b]) => (a < b ? -1 : 1));
      return flows.map(([name, fence]) => open(name, fence));
    },
    async moveTo(fence) {
      const before = await fileSystem.list(path);
      for (const [name, from] of await newest()) {
        const { journal } = open(name, from);
        await journal.refresh();
        await journal.copyTo(join(path, `${name}.${fence}.journal`));
      }
      for (const file of before) {
        const of = JOURNAL.exec(file)?.[2] ?? LEASE.exec(file)?.[1];
        if (of !== undefined && Number(of) < fence) await fileSystem.remove(join(path, file));
      }
    },
  };
}
