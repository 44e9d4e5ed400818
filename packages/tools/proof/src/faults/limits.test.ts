import { describe, expect, test } from "vitest";
import { expectPaused, expectSurvived } from "./expect-fault.fixture.ts";
import { dataRequestsAfter } from "./requests.fixture.ts";
import { crm, web } from "./vendors.fixture.ts";

const throttled = { reason: "throttled", code: "rate_limited" } as const;
const DAY_MS = 86_400_000;

describe.each([crm, web])("$name", (vendor) => {
  test.each([
    ["429-seconds", 7_000],
    ["429-decimal", 1_500],
    ["429-date", 7_000],
    ["429-skewed-date", 7_000],
  ] as const)(
    "fault %s: [RT-4] [RT-5] nobody sends before the time given, and nothing is lost",
    async (fault, askedMs) => {
      const made = await expectSurvived(vendor, { fault }, throttled);

      const waited = dataRequestsAfter(made, vendor);
      expect(Math.min(...waited)).toBeGreaterThanOrEqual(askedMs);
      expect(Math.min(...waited)).toBeLessThanOrEqual(askedMs * 1.1 + 1);
    },
  );

  test.each(["429-bare", "429-past", "429-garbage", "429-negative"] as const)(
    "fault %s: [RT-3] [RT-4] a limit without a usable time is waited for from a second on",
    async (fault) => {
      const made = await expectSurvived(vendor, { fault }, throttled);

      const [waitedMs = 0] = dataRequestsAfter(made, vendor);
      expect(waitedMs).toBeGreaterThanOrEqual(500);
      expect(waitedMs).toBeLessThanOrEqual(1_000);
    },
  );

  test.each(["429-bare", "429-seconds"] as const)(
    "fault %s: [DL-3] a limit that outlives every attempt ends incomplete, and says when to go on",
    async (fault) => {
      await expectPaused(vendor, { fault, nth: undefined, from: 4 });
    },
  );

  test("fault 429-day: [RT-4] [DL-3] a pause of a day is not slept through: the run ends incomplete", async () => {
    const made = await expectPaused(vendor, { fault: "429-day" });

    const [refused] = made.given;
    const resumed = made.events.findLast(({ type }) => type === "run-start");
    expect((resumed?.at ?? 0) - (refused?.at ?? 0)).toBeGreaterThanOrEqual(DAY_MS);
    expect(made.clock.slept.filter((ms) => ms > 120_000 && ms < DAY_MS)).toEqual([]);
  });
});
