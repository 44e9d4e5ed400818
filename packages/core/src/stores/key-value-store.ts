import type { Json } from "../json.ts";

/**
 * Compare-and-swap on versions that the store makes. `expected: undefined` means that the key must not exist yet; a
 * mismatch resolves to undefined and changes nothing.
 */
export interface KeyValueStore {
  get(
    key: string,
    signal?: AbortSignal,
  ): Promise<{ readonly value: Json; readonly version: string } | undefined>;
  put(
    key: string,
    value: Json,
    expected: string | undefined,
    signal?: AbortSignal,
  ): Promise<string | undefined>;
  delete(key: string, expected: string, signal?: AbortSignal): Promise<boolean>;
  list(prefix: string, signal?: AbortSignal): AsyncIterable<string>;
}
