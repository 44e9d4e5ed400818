import { expect, test } from "vitest";
import * as filesNames from "./index.ts";

test("exports these names and no other", () => {
  expect(Object.keys(filesNames).toSorted()).toEqual([
    "fileCredentials",
    "fileState",
    "jsonl",
    "lockFile",
    "makeNamesDurable",
  ]);
});
