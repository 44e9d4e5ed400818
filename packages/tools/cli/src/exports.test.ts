import { expect, test } from "vitest";
import * as cliNames from "./index.ts";

test("exports these names and no other", () => {
  expect(Object.keys(cliNames).toSorted()).toEqual([
    "brain",
    "exitCodeOf",
    "exitCodes",
    "processTerminal",
  ]);
});
