import { expect, test } from "vitest";
import { keyHash } from "./key-hash.ts";

test("keys that differ in one character have hashes that share no part", () => {
  const parts = new Set<string>();
  for (let n = 0; n < 20_000; n++) {
    const hash = keyHash(`${n}:2026-11-24T00:00:00Z`);
    for (let at = 0; at < 21; at += 7) parts.add(`${at}:${hash.slice(at, at + 7)}`);
  }

  // 32 bits each: 20,000 of them are all different but for a handful.
  expect(parts.size).toBeGreaterThan(60_000 - 20);
});

test("the hash of a key never changes: it is compared with one from an earlier release", () => {
  expect(keyHash("2:a120:2026-11-24T00:00:00Z")).toBe("1l2x42h11kat3c05kaa6v");
});
