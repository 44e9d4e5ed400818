import { faultNames } from "@brain/sandbox";
import { expect, test } from "vitest";
import { survivedFaults } from "./survived-faults.ts";

test("a fault is survived when all its tests passed, and missed when one failed or there is none", () => {
  const runs = [
    { title: "hubspot fault bom: [HT-4] it does no harm", passed: true },
    { title: "ga4 fault bom: [HT-4] it does no harm", passed: true },
    { title: "hubspot fault null-200: [RD-1] once", passed: true },
    { title: "hubspot fault null-200: [RD-1] lasting", passed: false },
  ];

  const { survived, missed } = survivedFaults(runs);

  expect(survived).toEqual(["bom"]);
  expect(missed).toHaveLength(faultNames.length - 1);
  expect(missed).toContain("null-200");
});
