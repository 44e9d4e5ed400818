import { describe, expect, test } from "vitest";
import { createRecentKeys } from "./recent-keys.ts";

/** Numbers from 0 to below 1 that are the same in every run. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** What is due, by lists of strings. */
function plainRecentKeys(limit: number) {
  let keys: string[] = [];
  return {
    add(parts: readonly string[]): boolean {
      const key = JSON.stringify(parts);
      if (keys.includes(key)) return false;
      keys.push(key);
      if (keys.length > limit) keys.shift();
      return true;
    },
    clear(): void {
      keys = [];
    },
  };
}

describe("[RD-4] recent keys", () => {
  test.each([
    [1, 3],
    [2, 5],
    [100, 150],
    [300, 400],
    [1_000, 900],
  ])("of a window of %i are those of a plain list, out of %i", (limit, values) => {
    const random = randomNumbers(limit);
    const keys = createRecentKeys(limit);
    const expected = plainRecentKeys(limit);
    const nth = (value: number): string[] => [
      `${value % 7}`,
      `${value}`.padEnd((value * 37) % 200, "é"),
    ];

    for (let step = 0; step < 8_000; step++) {
      if (random() < 0.000_5) {
        keys.clear();
        expected.clear();
      }
      const parts = nth(Math.floor(random() * values));
      expect(keys.add(parts)).toBe(expected.add(parts));
    }
  });

  test("two keys of one hash are two keys", () => {
    const keys = createRecentKeys(10);

    // A pair that a search found.
    expect(keys.add(["k149599"])).toBe(true);
    expect(keys.add(["k312382"])).toBe(true);
    expect(keys.add(["k149599"])).toBe(false);
    expect(keys.add(["k312382"])).toBe(false);
  });

  test("keys are compared unit by unit, whatever is in them", () => {
    const keys = createRecentKeys(100);
    const different = [
      ["a", "bc"],
      ["ab", "c"],
      ["abc", ""],
      ["", "abc"],
      ["\u00e1", ""],
      ["a\u0301", ""],
      ["\ud800", ""],
      ["\ud801", ""],
      ["\ufffd", ""],
      ["\u0000", ""],
      ["\u0000\u0000", ""],
      ["x".repeat(70_000), ""],
      ["x".repeat(70_001), ""],
      [`${"x".repeat(69_999)}y`, ""],
      ["x".repeat(4_464), ""],
    ];

    expect(different.map((parts) => keys.add(parts))).toEqual(different.map(() => true));
    expect(different.map((parts) => keys.add(parts))).toEqual(different.map(() => false));
  });
});
