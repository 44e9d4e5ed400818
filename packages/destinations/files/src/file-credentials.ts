import { createHash } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { StoreError, type CredentialStore } from "@brain/core";

type Kept = Record<string, Record<string, string>>;

/** How often a lock that someone holds is tried again. */
const POLL_MS = 20;

/**
 * Credentials in one JSON file of mode 0600. A write is durable before it resolves; `lock` keeps other processes out.
 *
 * @throws StoreError `store_unavailable` when the file cannot be read or written.
 */
export function fileCredentials(path: string): CredentialStore {
  return {
    async read(key) {
      const value = (await load(path))[key];
      return value === undefined ? undefined : { value, version: versionOf(value) };
    },

    async write(key, value, expectedVersion) {
      await using lockFile = await lock(`${path}.write`, 10_000, undefined);
      void lockFile;
      const kept = await load(path);
      const found = kept[key];
      if ((found === undefined ? undefined : versionOf(found)) !== expectedVersion)
        return undefined;
      await save(path, { ...kept, [key]: { ...value } });
      return versionOf(value);
    },

    lock: (key, ttlMs, signal) => lock(`${path}.${digest(key)}`, ttlMs, signal),
  };
}

/** The version is what is written: the same credentials are the same version. */
function versionOf(value: Readonly<Record<string, string>>): string {
  return digest(JSON.stringify(Object.entries(value).toSorted(([a], [b]) => a.localeCompare(b))));
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

async function load(path: string): Promise<Kept> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (cause) {
    if (isMissing(cause)) return {};
    throw unavailable(path, "read", cause);
  }
  try {
    // Only `save` writes here.
    return JSON.parse(text) as Kept;
  } catch (cause) {
    throw unavailable(path, "read", cause);
  }
}

/** A temporary file, fsynced and renamed: a kill leaves the old credentials or the new, never a mix. */
async function save(path: string, kept: Kept): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const file = await open(temporary, "w", 0o600);
    try {
      await file.writeFile(JSON.stringify(kept));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (cause) {
    throw unavailable(path, "written", cause);
  }
}

/** A file that only one can create; one that is older than its time belonged to a process that was killed. */
async function lock(
  path: string,
  ttlMs: number,
  signal: AbortSignal | undefined,
): Promise<AsyncDisposable> {
  const file = `${path}.lock`;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  for (;;) {
    signal?.throwIfAborted();
    try {
      const held = await open(file, "wx", 0o600);
      await held.writeFile(String(Date.now() + ttlMs));
      await held.close();
      return { [Symbol.asyncDispose]: () => rm(file, { force: true }) };
    } catch (cause) {
      if (!isTaken(cause)) throw unavailable(file, "created", cause);
      const until = Number(await readFile(file, "utf8").catch(() => ""));
      if (until > 0 && until < Date.now()) await rm(file, { force: true });
      else await sleep(POLL_MS, undefined, { signal });
    }
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && Reflect.get(error, "code") === "ENOENT";
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && Reflect.get(error, "code") === "EEXIST";
}

function unavailable(path: string, what: string, cause: unknown): StoreError {
  return new StoreError({
    code: "store_unavailable",
    message: `The file ${path} cannot be ${what}.`,
    hint: "Check the path, its permissions and the disk.",
    context: { path },
    cause,
  });
}
