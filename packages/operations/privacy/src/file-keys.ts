import { createHash, randomUUID } from "node:crypto";
import { link, mkdir, open, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { StoreError, type Json, type KeyValueStore } from "@brain/core";
import { makeNamesDurable } from "@brain/files";

/** For the owner alone. */
const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;
const NAME = /^([0-9a-f]{64})\.(\d{1,15})\.json$/;

interface Entry {
  readonly key: string;
  /** Undefined: deleted. */
  readonly value?: Json;
}

interface Found {
  readonly entry: Entry;
  readonly version: number;
}

/**
 * Wrapped keys in a folder, a file each, safe between processes without a lock: the next version of a file is linked under
 * its number, which only one writer can. The file of a destroyed key is removed, while a journal would still hold its bytes.
 *
 * @throws StoreError from its methods: `store_unavailable` when the folder cannot be read or written.
 */
export function fileKeys(folder: string): KeyValueStore {
  const write = (entry: Entry, expected: number): Promise<string | undefined> =>
    guarded(folder, async () => {
      const found = await newest(folder, nameOf(entry.key));
      if ((isThere(found) ? found.version : 0) !== expected) return undefined;
      const before = found?.version ?? 0;
      const taken = await linkNext(folder, nameOf(entry.key), before + 1, JSON.stringify(entry));
      return taken ? String(before + 1) : undefined;
    });
  return {
    get: (key, signal) =>
      guarded(folder, async () => {
        signal?.throwIfAborted();
        const found = await newest(folder, nameOf(key));
        if (!isThere(found)) return undefined;
        return { value: found.entry.value ?? null, version: String(found.version) };
      }),
    async put(key, value, expected, signal) {
      signal?.throwIfAborted();
      return write({ key, value }, Number(expected ?? 0));
    },
    async delete(key, expected, signal) {
      signal?.throwIfAborted();
      return (await write({ key }, Number(expected))) !== undefined;
    },
    async *list(prefix, signal) {
      const names = new Set((await namesIn(folder)).map(({ name }) => name));
      const keys: string[] = [];
      for (const name of names) {
        signal?.throwIfAborted();
        const found = await guarded(folder, () => newest(folder, name));
        if (isThere(found) && found.entry.key.startsWith(prefix)) keys.push(found.entry.key);
      }
      yield* keys.toSorted();
    },
  };
}

/** Of any key a name that every file system takes. */
function nameOf(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}

function isThere(found: Found | undefined): found is Found {
  return found?.entry.value !== undefined;
}

/** The newest version; what a killed writer left of older ones goes. */
async function newest(folder: string, name: string): Promise<Found | undefined> {
  for (;;) {
    const versions = (await namesIn(folder))
      .filter((file) => file.name === name)
      .map(({ version }) => version)
      .toSorted((a, b) => b - a);
    const [version, ...older] = versions;
    if (version === undefined) return undefined;
    for (const each of older) await rm(pathOf(folder, name, each), { force: true });
    const text = await readFile(pathOf(folder, name, version), "utf8").catch(unlessMissing);
    // Only `linkNext` writes here. A newer version came meanwhile if it is gone.
    if (text !== undefined) return { entry: JSON.parse(text) as Entry, version };
  }
}

/** Gives false when another writer was first. Durable when it resolves, and the version before it is gone. */
async function linkNext(
  folder: string,
  name: string,
  version: number,
  text: string,
): Promise<boolean> {
  await mkdir(folder, { recursive: true, mode: FOLDER_MODE });
  const temporary = join(folder, `${randomUUID()}.tmp`);
  try {
    const file = await open(temporary, "wx", FILE_MODE);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await link(temporary, pathOf(folder, name, version));
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
  await rm(pathOf(folder, name, version - 1), { force: true });
  await makeNamesDurable(folder);
  return true;
}

function pathOf(folder: string, name: string, version: number): string {
  return join(folder, `${name}.${version}.json`);
}

async function namesIn(
  folder: string,
): Promise<readonly { readonly name: string; readonly version: number }[]> {
  const files = (await readdir(folder).catch(unlessMissing)) ?? [];
  return files.flatMap((file) => {
    const [, name, version] = NAME.exec(file) ?? [];
    return name === undefined ? [] : [{ name, version: Number(version) }];
  });
}

async function guarded<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (codeOf(cause) === "") throw cause;
    throw new StoreError({
      code: "store_unavailable",
      message: `The keys in ${folder} cannot be read or written.`,
      hint: "Check the path, its permissions and the disk.",
      context: { folder },
      cause,
    });
  }
}

function unlessMissing(error: unknown): undefined {
  if (codeOf(error) === "ENOENT") return undefined;
  throw error;
}

/** The system's code of an error: `ENOENT`, `EEXIST`. */
function codeOf(error: unknown): string {
  const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
  return typeof code === "string" ? code : "";
}
