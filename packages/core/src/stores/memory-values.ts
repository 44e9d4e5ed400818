import type { Json } from "../json.ts";
import type { KeyValueStore } from "./key-value-store.ts";

/** Values that live as long as the process. They are copied, so that a caller's later changes do not reach them. */
export function memoryValues(): KeyValueStore {
  const kept = new Map<string, { readonly value: Json; readonly version: string }>();
  let writes = 0;
  return {
    async get(key, signal) {
      signal?.throwIfAborted();
      const found = kept.get(key);
      return found && { ...found, value: structuredClone(found.value) };
    },
    async put(key, value, expected, signal) {
      signal?.throwIfAborted();
      if (kept.get(key)?.version !== expected) return undefined;
      const version = String(++writes);
      kept.set(key, { value: structuredClone(value), version });
      return version;
    },
    async delete(key, expected, signal) {
      signal?.throwIfAborted();
      return kept.get(key)?.version === expected && kept.delete(key);
    },
    async *list(prefix, signal) {
      for (const key of [...kept.keys()].toSorted()) {
        signal?.throwIfAborted();
        if (key.startsWith(prefix)) yield key;
      }
    },
  };
}
