import { expect, test } from "vitest";
import * as ga4Package from "./index.ts";

test("exports these names and no others", () => {
  expect(Object.keys(ga4Package).toSorted()).toEqual([
    "ga4",
    "ga4ConfigSchema",
    "ga4Rules",
    "presets",
  ]);
});
