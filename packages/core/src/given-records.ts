import type { CursorValue } from "./cursor-value.ts";
import { HASH_LENGTH, hashAt, writeHash } from "./engine/text-hash.ts";

const decoder = new TextDecoder();

/**
 * Records that were given: the hash of each, and its version. The hashes are bytes in one buffer, since texts that live for
 * 10,000 records outlive their youth, and then lie dead in the collector's old space by the hundred megabytes.
 */
export interface GivenRecords {
  hashes: Uint8Array;
  readonly versions: CursorValue[];
}

/** Those of an earlier reading, as its checkpoint has them. */
export function givenRecords(
  keys: readonly string[],
  versions: readonly CursorValue[],
): GivenRecords {
  const given: GivenRecords = {
    hashes: new Uint8Array(Math.max(1, keys.length) * HASH_LENGTH),
    versions: [...versions],
  };
  for (const [index, key] of keys.entries()) {
    for (let at = 0; at < HASH_LENGTH; at++) {
      given.hashes[index * HASH_LENGTH + at] = key.charCodeAt(at);
    }
  }
  return given;
}

/** Writes the hash of what may be the next record behind the others: it is one of them once its version is. */
export function writeNext(given: GivenRecords, key: string): void {
  const at = given.versions.length * HASH_LENGTH;
  if (at === given.hashes.length) {
    const larger = new Uint8Array(2 * at);
    larger.set(given.hashes);
    given.hashes = larger;
  }
  writeHash(key, given.hashes, at);
}

/** The hash of one record, as text. */
export function keyAt({ hashes }: GivenRecords, index: number): string {
  return hashAt(hashes, index * HASH_LENGTH);
}

/** The hashes of all, as texts: cut out of one, which takes a tenth of making each. */
export function keysOf({ hashes, versions }: GivenRecords): string[] {
  const text = decoder.decode(hashes.subarray(0, versions.length * HASH_LENGTH));
  return versions.map((_, index) => text.slice(index * HASH_LENGTH, (index + 1) * HASH_LENGTH));
}

/** A list of its own of some of the records. */
export function pickRecords(given: GivenRecords, indexes: readonly number[]): GivenRecords {
  const hashes = new Uint8Array(Math.max(1, indexes.length) * HASH_LENGTH);
  const versions: CursorValue[] = [];
  for (const index of indexes) {
    const to = versions.length * HASH_LENGTH;
    const from = index * HASH_LENGTH;
    for (let at = 0; at < HASH_LENGTH; at++) hashes[to + at] = given.hashes[from + at] ?? 0;
    versions.push(given.versions[index] ?? "");
  }
  return { hashes, versions };
}
