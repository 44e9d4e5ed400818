import { describe, expect, test } from "vitest";
import { project } from "./project.fixture.ts";

describe("projects made before 2023", () => {
  const timeZone = "America/Los_Angeles";

  test("[mpMigrate#10] times are instants, not the clock on the wall", async () => {
    const made = project({
      project: { timeZone, timeIsProjectLocal: true },
      config: { projectTimezone: timeZone, timeIsProjectLocal: true, startDate: "2026-11-22" },
    });

    await made.load("export").run();

    const [first] = made.emulator.events("2026-11-22", "2026-11-22");
    const row = made
      .rows("export")
      .find((one) => one["insert_id"] === first?.properties.$insert_id);
    const expected = new Date((first?.properties.time ?? 0) + 8 * 3_600_000).toISOString();
    expect(row?.["time"]).toBe(expected);
    expect(made.asked("/export").at(-1)?.["to_date"]).toBe("2026-11-24");
  });

  test("days are the project's: it is the 23rd there while it is the 24th in UTC", async () => {
    const made = project({
      start: "2026-11-24T05:00:00Z",
      project: { timeZone, timeIsProjectLocal: true },
      config: { projectTimezone: timeZone, timeIsProjectLocal: true, startDate: "2026-11-22" },
    });

    expect((await made.load("export").run()).status).toBe("succeeded");
    // Days are read at once, in any order.
    expect(new Set(made.asked("/export").map((query) => query["to_date"]))).toEqual(
      new Set(["2026-11-22", "2026-11-23"]),
    );
  });
});

describe("a day that has not begun in the project", () => {
  const start = "2026-11-24T05:00:00Z";

  test("[airbyte#23662] a wrong time zone leaves the day out with a warning, and fails nothing", async () => {
    const warnings: string[] = [];
    const log = {
      debug() {},
      info() {},
      error() {},
      warn: (message: string) => void warnings.push(message),
    };
    const made = project({
      start,
      log,
      project: { timeZone: "America/Los_Angeles", timeIsProjectLocal: true },
      config: { timeIsProjectLocal: true, startDate: "2026-11-22" },
    });

    for (const stream of ["export", "events_daily", "funnels", "segmentation"] as const) {
      expect((await made.load(stream).run()).status, stream).toBe("succeeded");
    }
    expect(warnings).toContain(
      "Mixpanel says that 2026-11-24 has not begun: check `projectTimezone`.",
    );
    expect(made.rows("events_daily").map((row) => row["date"])).not.toContain("2026-11-24");
    expect(made.rows("events_daily").map((row) => row["date"])).toContain("2026-11-23");
  });

  test("[airbyte#23662] [airbyte#30028] with the right one no such day is asked for", async () => {
    const made = project({
      start,
      project: { timeZone: "America/Los_Angeles" },
      config: { projectTimezone: "America/Los_Angeles", startDate: "2026-11-22" },
    });

    await made.load("events_daily").run();
    expect(made.asked("/events").map((query) => query["to_date"])).toEqual(["2026-11-23"]);
    expect(made.emulator.ledger.byStatus()).toEqual({ 200: 2 });
  });
});
