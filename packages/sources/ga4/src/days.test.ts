import { expect, test } from "vitest";
import { nextMidnight } from "./days.ts";

test("finds the next midnight, also across a change of the clocks", () => {
  const at = (instant: string): string =>
    new Date(nextMidnight(Date.parse(instant), "America/Los_Angeles")).toISOString();
  expect(at("2026-11-24T09:00:00Z")).toBe("2026-11-25T08:00:00.000Z");
  expect(at("2026-07-24T06:59:59Z")).toBe("2026-07-24T07:00:00.000Z");
  expect(at("2026-03-08T08:30:00Z")).toBe("2026-03-09T07:00:00.000Z");
});
