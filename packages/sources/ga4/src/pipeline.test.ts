import { describe, expect, test } from "vitest";
import { propertyId, sandbox, sorted } from "./sandbox.fixture.ts";

describe("a pipeline over the sandbox", () => {
  test("[DL-1] a pipeline loads every row of every day, once", async () => {
    const { pipeline, destination, truth } = sandbox();

    const report = await pipeline.run();

    expect(report.status).toBe("succeeded");
    expect(sorted(destination.rows("traffic"))).toEqual(sorted(truth()));
  });

  test("[airbyte#67562] [DL-8] restated days are replaced whole; final days are not read again", async () => {
    const { clock, emulator, pipeline, destination, truth } = sandbox();
    await pipeline.run();
    const before = sorted(destination.rows("traffic"));
    emulator.restate(3);
    emulator.ledger.reset();
    await clock.advance(2 * 3_600_000);

    const sameDay = await pipeline.run();
    const requestsOfTheDay = emulator.ledger.requests();
    await clock.advance(24 * 3_600_000);
    emulator.ledger.reset();
    const nextDay = await pipeline.run();

    // Read to the end today already: nothing to do before tomorrow.
    expect([sameDay.status, requestsOfTheDay]).toEqual(["succeeded", 0]);
    expect(nextDay.status).toBe("succeeded");
    const days = destination.rows("traffic").map((row) => Reflect.get(row, "date"));
    expect(new Set(days).size).toBe(15);
    const upTo23 = destination
      .rows("traffic")
      .filter((row) => Reflect.get(row, "date") !== "2026-11-24");
    expect(sorted(upTo23)).not.toEqual(before);
    expect(sorted(upTo23)).toEqual(sorted(truth()));
    // Seven days are open and one is newly final; none of those before is asked for.
    const reports = emulator.ledger.entries.filter(({ path }) => path.endsWith(":runReport"));
    expect(reports).toHaveLength(8);
  });

  test("[airbyte#6092] [airbyte#26008] [airbyte#43929] [tap-google-analytics#294] [DL-3] a used-up quota ends incomplete with the time to go on, and the next run does", async () => {
    const { clock, emulator, pipeline, destination, truth } = sandbox({
      limits: { tokensPerProjectPerHour: 30 },
    });

    const first = await pipeline.run();
    const loaded = destination.rows("traffic").length;
    const refused = emulator.ledger.byStatus()[429] ?? 0;
    await clock.advance(3_600_000);
    const runs = [first.status];
    for (let count = 0; count < 10 && runs.at(-1) !== "succeeded"; count++) {
      runs.push((await pipeline.run()).status);
      await clock.advance(3_600_000);
    }

    expect(first.streams[0]).toMatchObject({
      status: "incomplete",
      resumeAt: "2026-11-24T10:00:00.000Z",
      error: { code: "quota_exhausted" },
    });
    expect(loaded).toBeGreaterThan(0);
    expect(loaded).toBeLessThan(truth().length);
    expect(refused).toBeLessThan(5);
    expect(runs.at(-1)).toBe("succeeded");
    expect(sorted(destination.rows("traffic"))).toEqual(sorted(truth()));
  });

  test("[google-cloud-python#17380] a day of which GA4 gave a part is whole when it is read again", async () => {
    const { clock, emulator, pipeline, destination, truth } = sandbox({
      // Google once gave a fiftieth of a day's rows, and called the answer whole.
      quality: { thresholding: true },
      properties: [{ propertyId, rowsPerDay: 24 }],
    });
    await pipeline.run();
    const part = destination.rows("traffic").length;
    emulator.setQuality({ thresholding: false });
    await clock.advance(24 * 3_600_000);

    await pipeline.run();

    const openDays = (rows: readonly object[]): object[] =>
      rows.filter((row) => {
        const date = String(Reflect.get(row, "date"));
        return date >= "2026-11-17" && date <= "2026-11-23";
      });
    expect(part).toBeLessThan(truth().length);
    expect(sorted(openDays(destination.rows("traffic")))).toEqual(sorted(openDays(truth())));
  });

  test("[HT-8] at most four requests of a property are under way at once", async () => {
    const { pipeline, emulator, most } = sandbox({ limits: { concurrentRequests: 4 } });

    await pipeline.run();

    expect(most()).toBeGreaterThan(1);
    expect(most()).toBeLessThanOrEqual(4);
    expect(emulator.ledger.byStatus()[429]).toBeUndefined();
  });
});
