import { teachableEmulator } from "@brain/sandbox";
import { fakeClock, testSource, type TestSourceOptions } from "@brain/testkit";
import { describe } from "vitest";
import { teachable } from "./teachable.ts";

const apiKey = "canary+teachable/key";

/** The source in front of a small emulated school that accepts this key only. */
function setUp() {
  const clock = fakeClock({ start: "2026-11-24T09:00:00Z", autoMs: 20_000 });
  const emulator = teachableEmulator({
    now: clock.now,
    apiKey,
    limits: "off",
    school: { courses: 2, lectures: 5, users: 230, transactions: 230, pricingPlans: 4 },
  });
  const options = {
    clock,
    server: (request) => emulator.fetch(request),
    secrets: [apiKey],
    create: (runtime) => teachable({ apiKey }, { runtime }),
  } satisfies TestSourceOptions;
  return { emulator, options };
}

describe("the first run", () => {
  testSource({ ...setUp().options, cuts: 6 });
});
