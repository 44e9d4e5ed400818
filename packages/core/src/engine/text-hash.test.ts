import { expect, test } from "vitest";
import { textHash } from "./text-hash.ts";

test("[DL-6] the same text has the same hash, in every process", () => {
  expect(textHash("after a checkpoint")).toBe("azI0G2nqQex3l5qde3q_xDB1");
});

test("[DL-6] texts that differ in one place have hashes that differ in every part", () => {
  const parts = [new Set<string>(), new Set<string>(), new Set<string>(), new Set<string>()];
  const count = 2_000;

  for (let number = 0; number < count; number++) {
    const hash = textHash(`{"phase":"list","after":"${100_000_000_000 + number}"}`);
    for (const [at, part] of parts.entries()) part.add(hash.slice(at * 6, at * 6 + 6));
  }

  for (const part of parts) expect(part.size).toBe(count);
});

test("[DL-6] the order of what a text is made of matters", () => {
  const hashes = ["ab", "ba", "aab", "aba", "baa", "", "a", "aa"].map(textHash);

  expect(new Set(hashes).size).toBe(hashes.length);
});
