import { randomUUID } from "node:crypto";
import { rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { unavailable } from "./errors.ts";
import { codeOf, nodeFileSystem } from "./file-system.ts";
import { isAlive, thisProcess } from "./process-identity.ts";

interface Holder {
  readonly token: string;
  readonly pid: number;
  readonly host: string;
  /** Epoch milliseconds. */
  readonly until: number;
}

/** How often a lock that someone holds is tried again. */
const POLL_MS = 10;
/** How long a lock may be without a holder's name: it is being written, or its writer was killed. */
const UNNAMED_MS = 2_000;
const UNNAMED = "unnamed";

/** Waits for the lock. The holder's death frees it at once on this machine, else its time to live does. */
export async function lockFile(
  path: string,
  ttlMs: number,
  signal?: AbortSignal,
): Promise<AsyncDisposable> {
  for (;;) {
    signal?.throwIfAborted();
    const held = await tryLockFile(path, ttlMs);
    if (held !== undefined) return held;
    await sleep(POLL_MS, undefined, { signal }).catch(() => signal?.throwIfAborted());
  }
}

/** Undefined when a living process has it; what a killed one left half made is waited out. */
export async function lockUnlessHeld(
  path: string,
  ttlMs: number,
): Promise<AsyncDisposable | undefined> {
  for (;;) {
    const lock = await tryLockFile(path, ttlMs);
    if (lock !== undefined) return lock;
    const holder = await readHolder(path);
    if (holder !== undefined && isHeld(holder)) return undefined;
    await sleep(POLL_MS);
  }
}

/** Takes the lock by creating the file, which only one can; undefined when someone has it. */
export async function tryLockFile(
  path: string,
  ttlMs: number,
): Promise<AsyncDisposable | undefined> {
  const mine: Holder = { token: randomUUID(), ...thisProcess(), until: Date.now() + ttlMs };
  try {
    await nodeFileSystem.makeFolder(dirname(path));
    while (!(await create(path, JSON.stringify(mine)))) {
      if (!(await removeStale(path))) return undefined;
    }
  } catch (cause) {
    throw unavailable(path, "created", cause);
  }
  return {
    async [Symbol.asyncDispose]() {
      // Whoever took it over after its time owns it now.
      if ((await readHolder(path))?.token === mine.token) await nodeFileSystem.remove(path);
    },
  };
}

async function create(path: string, text: string): Promise<boolean> {
  try {
    const file = await nodeFileSystem.open(path, "wx");
    try {
      await file.write(text);
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

/**
 * Only who creates the stale lock's own marker may remove it: else a second one would remove the next holder's lock.
 *
 * @returns whether the lock is gone.
 */
async function removeStale(path: string): Promise<boolean> {
  const holder = await readHolder(path);
  const token = holder?.token ?? UNNAMED;
  const stale = holder === undefined ? await isOlder(path, UNNAMED_MS) : !isHeld(holder);
  if (!stale) return false;
  const marker = `${path}.${token}`;
  if (!(await create(marker, ""))) {
    if (await isOlder(marker, UNNAMED_MS)) await rm(marker, { force: true });
    return false;
  }
  try {
    if (((await readHolder(path))?.token ?? UNNAMED) !== token) return false;
    await rm(path, { force: true });
    return true;
  } finally {
    await rm(marker, { force: true });
  }
}

function isHeld(holder: Holder): boolean {
  return holder.until > Date.now() && isAlive(holder);
}

async function readHolder(path: string): Promise<Holder | undefined> {
  const text = (await nodeFileSystem.read(path))?.toString();
  if (text === undefined || text === "") return undefined;
  try {
    // Only `tryLockFile` writes here.
    return JSON.parse(text) as Holder;
  } catch {
    return undefined;
  }
}

async function isOlder(path: string, ms: number): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && found.mtimeMs + ms < Date.now();
}
