import { describe, expect, test } from "vitest";
import { lasting, once, survived } from "./outcomes.fixture.ts";
import { dataRequestsAfter } from "./requests.fixture.ts";
import { trial } from "./trial.fixture.ts";
import { crm, web } from "./vendors.fixture.ts";

const DAY_MS = 86_400_000;

describe.each([crm, web])("$name", (vendor) => {
  test.each([
    ["429-seconds", 7_000],
    ["429-decimal", 1_500],
    ["429-date", 7_000],
    ["429-skewed-date", 7_000],
  ] as const)(
    "fault %s: [RT-4] [RT-5] [DL-1] nobody sends before the time given, and nothing is lost",
    async (fault, askedMs) => {
      const found = await once(vendor, { fault });

      const [soonestMs] = dataRequestsAfter(found.made, vendor);
      expect(found).toMatchObject(survived(fault, "rate_limited"));
      expect(soonestMs).toBeGreaterThanOrEqual(askedMs);
      expect(soonestMs).toBeLessThanOrEqual(askedMs * 1.1 + 1);
    },
  );

  test.each(["429-bare", "429-past", "429-garbage", "429-negative"] as const)(
    "fault %s: [RT-3] [RT-4] [DL-1] a limit without a usable time is waited for from a second on",
    async (fault) => {
      const found = await once(vendor, { fault });

      const [soonestMs] = dataRequestsAfter(found.made, vendor);
      expect(found).toMatchObject(survived(fault, "rate_limited"));
      expect(soonestMs).toBeGreaterThanOrEqual(500);
      expect(soonestMs).toBeLessThanOrEqual(1_000);
    },
  );

  test.each(["429-bare", "429-seconds"] as const)(
    "fault %s: [RT-4] [DL-3] [CP-1] a lasting one ends incomplete; later the run goes on",
    async (fault) => {
      expect(await lasting(vendor, { fault })).toMatchObject({
        run: { status: "incomplete", error: "rate_limited" },
        keptSome: true,
        next: { status: "complete", different: 0 },
        resumed: true,
      });
    },
  );

  test("fault 429-day: [RT-4] [DL-3] [CP-1] a pause of a day is not slept through: the run ends incomplete", async () => {
    const made = trial(vendor, [{ ...vendor.data, fault: "429-day", nth: 4 }]);
    const later = trial(vendor, []);

    const report = await made.run();
    const ranMs = made.clock.monotonic();
    await made.clock.advance(DAY_MS);
    const again = await made.run();
    await later.clock.advance(made.clock.monotonic());
    await later.run();

    const [stream] = report.streams;
    const [refusal] = made.given;
    expect(stream).toMatchObject({ status: "incomplete", error: { code: "rate_limited" } });
    expect(Date.parse(stream?.resumeAt ?? "") - (refusal?.at ?? 0)).toBe(DAY_MS);
    expect(ranMs).toBeLessThan(120_000);
    expect(again.status).toBe("succeeded");
    expect(made.rows()).toEqual(later.rows());
  });
});
