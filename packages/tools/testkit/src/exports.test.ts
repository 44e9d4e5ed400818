import { expect, test } from "vitest";
import * as testkit from "./index.ts";

test("exports these names and no other", () => {
  expect(Object.keys(testkit).toSorted()).toEqual([
    "collect",
    "collectPages",
    "fakeClock",
    "findSecrets",
    "memoryDestination",
    "runDestinationChecks",
    "runSourceChecks",
    "runStateStoreChecks",
    "secretForms",
    "testDestination",
    "testSource",
    "testStateStore",
  ]);
});
