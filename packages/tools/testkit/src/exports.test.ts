import { expect, test } from "vitest";
import * as testkit from "./index.ts";

test("exports these names and no other", () => {
  expect(Object.keys(testkit).toSorted()).toEqual([
    "batchOf",
    "brokenRules",
    "checkpointOf",
    "collect",
    "collectPages",
    "entryOf",
    "fakeClock",
    "findSecrets",
    "memoryDestination",
    "runDestinationChecks",
    "runSourceChecks",
    "runStateStoreChecks",
    "sampleStream",
    "secretForms",
    "specOf",
    "testDestination",
    "testSource",
    "testStateStore",
  ]);
});
