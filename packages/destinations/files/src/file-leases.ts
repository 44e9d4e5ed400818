import { randomUUID } from "node:crypto";
import type { Lease, LeaseOptions } from "@brain/core";
import { replaceFile, syncFolder } from "./durable.ts";
import { leaseLost, unavailable } from "./errors.ts";
import { codeOf, type FileSystem } from "./file-system.ts";
import { lockFile } from "./lock-file.ts";
import type { PipelineFolder } from "./pipeline-folder.ts";
import { isAlive, thisProcess, type ProcessIdentity } from "./process-identity.ts";

/** What `lease.FENCE` says. */
interface Held {
  readonly owner: string;
  readonly ttlMs: number;
  /** Those who took or joined it and were not disposed. */
  readonly keepers: readonly (ProcessIdentity & { readonly id: string; readonly seenAt: number })[];
  readonly released: boolean;
  /** Epoch milliseconds: when the last keeper left. */
  readonly leftAt: number;
}

/** Time, and a timer that does not keep the process alive; from outside for tests. */
export interface LeaseTimers {
  now(): number;
  /** Calls `work` every so many milliseconds; @returns how to stop. */
  every(ms: number, work: () => void): () => void;
}

export const nodeTimers: LeaseTimers = {
  now: () => Date.now(),
  every(ms, work) {
    const timer = setInterval(work, ms).unref();
    return () => clearInterval(timer);
  },
};

/** How long the small file lock around each step may be held by a process of another machine. */
export const LOCK_MS = 60_000;
/** A living process that was not seen for so many times the time to live is another one with an old number. */
const REUSED_AFTER = 10;

/**
 * The lease is the exclusive creation of the next numbered file (CP-7). A holder that died on this machine frees it at
 * once, one of another machine after its time to live.
 */
export async function takeLease(
  fileSystem: FileSystem,
  folder: PipelineFolder,
  options: LeaseOptions,
  timers: LeaseTimers,
): Promise<Lease | undefined> {
  options.signal?.throwIfAborted();
  const id = randomUUID();
  try {
    await using lock = await lockFile(folder.lock, LOCK_MS, options.signal);
    void lock;
    const newest = await folder.newestFence();
    const held = await readHeld(fileSystem, folder, newest);
    const mine = { id, ...thisProcess(), seenAt: timers.now() };
    if (options.join !== undefined) {
      if (held === undefined || held.released || newest !== options.join) return undefined;
      await writeHeld(fileSystem, folder, newest, { ...held, keepers: [...held.keepers, mine] });
      return keepLease(fileSystem, folder, newest, id, held.ttlMs, timers);
    }
    if (held !== undefined && isHeld(held, timers.now())) return undefined;
    const { owner, ttlMs } = options;
    const fence = newest + 1;
    const taken: Held = { owner, ttlMs, keepers: [mine], released: false, leftAt: 0 };
    if (!(await createHeld(fileSystem, folder, fence, taken))) return undefined;
    await folder.moveTo(fence);
    const killed = held !== undefined && !held.released;
    return keepLease(fileSystem, folder, fence, id, ttlMs, timers, killed ? held.owner : undefined);
  } catch (cause) {
    throw unavailable(folder.path, "written", cause);
  }
}

function keepLease(
  fileSystem: FileSystem,
  folder: PipelineFolder,
  fence: number,
  id: string,
  ttlMs: number,
  timers: LeaseTimers,
  previous?: string,
): Lease {
  const lost = new AbortController();
  let left = false;
  const change = async (to: (held: Held) => Held): Promise<void> => {
    await using lock = await lockFile(folder.lock, LOCK_MS);
    void lock;
    const held = await readHeld(fileSystem, folder, fence);
    if (held === undefined || (await folder.newestFence()) !== fence) {
      lost.abort(leaseLost(`lease ${fence} is not the newest any more`));
      return;
    }
    await writeHeld(fileSystem, folder, fence, to(held));
  };
  const renew = (): void => {
    const seenAt = timers.now();
    // A renewal that fails is tried again at the next third; if none succeeds, another owner's file says so.
    change((held) => ({
      ...held,
      keepers: held.keepers.map((keeper) => (keeper.id === id ? { ...keeper, seenAt } : keeper)),
    })).catch(() => undefined);
  };
  const stop = timers.every(Math.max(1, Math.floor(ttlMs / 3)), renew);
  const leave = async (released: boolean): Promise<void> => {
    if (left && !released) return;
    left = true;
    stop();
    const leftAt = timers.now();
    try {
      await change((held) => ({
        ...held,
        keepers: held.keepers.filter((keeper) => keeper.id !== id),
        released: held.released || released,
        leftAt,
      }));
    } catch (cause) {
      throw unavailable(folder.leasePath(fence), "written", cause);
    }
  };
  return {
    fence,
    lost: lost.signal,
    ...(previous === undefined ? {} : { previous }),
    release: () => leave(true),
    [Symbol.asyncDispose]: () => leave(false),
  };
}

function isHeld(held: Held, now: number): boolean {
  if (held.released) return false;
  if (held.keepers.length === 0) return held.leftAt + held.ttlMs > now;
  const { host } = thisProcess();
  return held.keepers.some((keeper) => {
    const allowed = keeper.host === host ? REUSED_AFTER * held.ttlMs : held.ttlMs;
    return isAlive(keeper) && keeper.seenAt + allowed > now;
  });
}

async function readHeld(
  fileSystem: FileSystem,
  folder: PipelineFolder,
  fence: number,
): Promise<Held | undefined> {
  const text = (await fileSystem.read(folder.leasePath(fence)))?.toString();
  if (text === undefined || text === "") return undefined;
  try {
    // Only this module writes there.
    return JSON.parse(text) as Held;
  } catch {
    // Its writer was killed at it, so nobody holds it; its number stays used.
    return undefined;
  }
}

function writeHeld(
  fileSystem: FileSystem,
  folder: PipelineFolder,
  fence: number,
  held: Held,
): Promise<void> {
  return replaceFile(fileSystem, folder.leasePath(fence), [JSON.stringify(held)]);
}

/** @returns false when somebody else created it first. */
async function createHeld(
  fileSystem: FileSystem,
  folder: PipelineFolder,
  fence: number,
  held: Held,
): Promise<boolean> {
  try {
    const file = await fileSystem.open(folder.leasePath(fence), "wx");
    try {
      await file.write(JSON.stringify(held));
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
  await syncFolder(fileSystem, folder.path);
  return true;
}
