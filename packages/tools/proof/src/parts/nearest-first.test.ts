import { expect, test } from "vitest";
import { nearestFirst } from "./nearest-first.ts";

test("tests beside a file come first, then its package's, then the rest; none is left out", () => {
  const tests = [
    "a/src/x/far.test.ts",
    "b/src/y.test.ts",
    "a/src/z/near.test.ts",
    "ab/src/w.test.ts",
  ];

  expect(nearestFirst("a/src/z/file.ts", tests)).toEqual([
    "a/src/z/near.test.ts",
    "a/src/x/far.test.ts",
    "b/src/y.test.ts",
    "ab/src/w.test.ts",
  ]);
  expect(nearestFirst("c/src/file.ts", ["b/src/y.test.ts"])).toEqual(["b/src/y.test.ts"]);
});
