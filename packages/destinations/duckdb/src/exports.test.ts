import { expect, test } from "vitest";
import * as duckdbNames from "./index.ts";

test("exports these names and no other", () => {
  expect(Object.keys(duckdbNames).toSorted()).toEqual(["duckdb"]);
});
