import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { Json, KeyValueStore } from "@brain/core";
import type { FileSystem } from "./file-system.ts";
import { LOCK_MS } from "./file-leases.ts";
import { createJournal } from "./journal.ts";
import { lockFile } from "./lock-file.ts";

/** Values in one journal. Versions are random, so that none comes back after a deletion. */
export function createFileValues(fileSystem: FileSystem, folder: string): KeyValueStore {
  const path = join(folder, "_values.journal");
  const live = new Map<string, { readonly value: Json; readonly version: string }>();
  const journal = createJournal(fileSystem, path, {
    clear: () => live.clear(),
    apply(entry) {
      const [key, value, version] = Array.isArray(entry) ? entry : [];
      if (typeof key !== "string") throw new TypeError("an entry begins with its key");
      if (typeof version === "string") live.set(key, { value: value ?? null, version });
      else live.delete(key);
    },
    *entries() {
      for (const [key, { value, version }] of live) yield [key, value, version];
    },
  });
  const change = async <T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> => {
    await using lock = await lockFile(`${path}.lock`, LOCK_MS, signal);
    void lock;
    await journal.refresh();
    // Awaited here: the lock must outlast the work.
    return await work();
  };

  return {
    async get(key, signal) {
      signal?.throwIfAborted();
      await journal.refresh();
      const found = live.get(key);
      return found && { ...found, value: structuredClone(found.value) };
    },
    put: (key, value, expected, signal) =>
      change(async () => {
        if (live.get(key)?.version !== expected) return undefined;
        const version = randomUUID();
        // A copy: the caller's later changes must not reach what is kept.
        await journal.append([key, structuredClone(value), version]);
        return version;
      }, signal),
    delete: (key, expected, signal) =>
      change(async () => {
        if (live.get(key)?.version !== expected) return false;
        await journal.append([key]);
        return true;
      }, signal),
    async *list(prefix, signal) {
      signal?.throwIfAborted();
      await journal.refresh();
      yield* [...live.keys()].filter((key) => key.startsWith(prefix)).toSorted();
    },
  };
}
