import { randomUUID } from "node:crypto";
import { dirname } from "node:path";
import type { CredentialStore } from "@brain/core";
import { replaceFile } from "./durable.ts";
import { unavailable } from "./errors.ts";
import { LOCK_MS } from "./file-leases.ts";
import { nodeFileSystem } from "./file-system.ts";
import { lockFile } from "./lock-file.ts";
import { fingerprint } from "./names.ts";

interface Kept {
  readonly value: Readonly<Record<string, string>>;
  readonly version: string;
}

/**
 * Credentials in one JSON file of mode 0600. A write is durable before it resolves; `lock` keeps other processes of this
 * machine out while a single-use token is spent, and a killed one's lock is free at once.
 *
 * @throws StoreError from its methods: `store_unavailable` when the file cannot be read or written.
 */
export function fileCredentials(path: string): CredentialStore {
  return {
    async read(key, signal) {
      signal?.throwIfAborted();
      return (await load(path)).get(key);
    },

    async write(key, value, expectedVersion, signal) {
      await using lock = await lockFile(`${path}.lock`, LOCK_MS, signal);
      void lock;
      const kept = await load(path);
      if (kept.get(key)?.version !== expectedVersion) return undefined;
      const version = randomUUID();
      await save(path, new Map(kept).set(key, { value, version }));
      return version;
    },

    lock: (key, ttlMs, signal) => lockFile(`${path}.${fingerprint(key)}.lock`, ttlMs, signal),
  };
}

async function load(path: string): Promise<ReadonlyMap<string, Kept>> {
  try {
    const text = (await nodeFileSystem.read(path))?.toString();
    if (text === undefined) return new Map();
    // Only `save` writes here; an object, so that someone who looks finds the names.
    return new Map(Object.entries(JSON.parse(text) as Record<string, Kept>));
  } catch (cause) {
    throw unavailable(path, "read", cause);
  }
}

async function save(path: string, kept: ReadonlyMap<string, Kept>): Promise<void> {
  try {
    await nodeFileSystem.makeFolder(dirname(path));
    await replaceFile(nodeFileSystem, path, [JSON.stringify(Object.fromEntries(kept))]);
  } catch (cause) {
    throw unavailable(path, "written", cause);
  }
}
