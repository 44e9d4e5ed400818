import { from } from "@brain/core";
import { describe, expect, test } from "vitest";
import { project } from "./project.fixture.ts";

/** Days of these requests, from – to. */
const daysOf = (asked: readonly Record<string, string>[]): string[] =>
  asked.map(({ from_date, to_date }) => `${from_date} ${to_date}`);

const byDate = (rows: readonly Readonly<Record<string, unknown>>[], date: string) =>
  rows.filter((row) => row["date"] === date);

describe("counts by day", () => {
  test("are the counts of the project's events, of all names that there are", async () => {
    const made = project();

    await made.load("events_daily").run();

    const counted = new Map<string, number>();
    for (const { event } of made.emulator.events("2026-11-20", "2026-11-20")) {
      counted.set(event, (counted.get(event) ?? 0) + 1);
    }
    const rows = byDate(made.rows("events_daily"), "2026-11-20");
    expect(rows.map((row) => String(row["event"])).toSorted()).toEqual(
      [...counted.keys()].toSorted(),
    );
    for (const row of rows) {
      // The emulator counts duplicates, as it exports them.
      expect(Number(row["count"])).toBeGreaterThanOrEqual(counted.get(String(row["event"])) ?? 0);
      expect(row).toMatchObject({ type: "general", unit: "day" });
    }
  });

  test("of named events need no list of names, and a later run reads again what may be restated", async () => {
    const made = project({ config: { events: ["Purchased"], startDate: "2026-10-01" } });
    const pipeline = made.load("events_daily");
    await pipeline.run();
    expect(daysOf(made.asked("/events"))).toEqual(["2026-10-01 2026-11-24"]);
    await made.clock.advance(86_400_000);
    made.emulator.lateEvents("2026-11-22", 9);

    await pipeline.run();

    expect(daysOf(made.asked("/events"))).toEqual(["2026-11-19 2026-11-25"]);
    const before = made.emulator
      .events("2026-11-22", "2026-11-22")
      .filter(({ event }) => event === "Purchased").length;
    expect(byDate(made.rows("events_daily"), "2026-11-22")[0]?.["count"]).toBeGreaterThanOrEqual(
      before,
    );
  });

  test("a long time is asked for in parts, and a run that was cut goes on behind the last of them", async () => {
    let fails = true;
    const made = project({
      config: { startDate: "2026-01-01", events: ["Purchased"] },
      intercept: (_, count) => (fails && count > 2 ? new Response("", { status: 500 }) : undefined),
    });
    const pipeline = made.load("events_daily");
    await pipeline.run();
    fails = false;
    made.asked("/events");

    expect((await pipeline.run()).status).toBe("succeeded");

    expect(daysOf(made.asked("/events"))).toEqual([
      "2026-06-30 2026-09-27",
      "2026-09-28 2026-11-24",
    ]);
  });

  test("a day that the series names and the values do not is a day of none", async () => {
    const answer = {
      data: {
        series: ["2026-11-21", "2026-11-20"],
        values: { Purchased: { "2026-11-20": "0.12345678901234567" } },
      },
      legend_size: 1,
    };
    const made = project({
      config: { events: ["Purchased"], countType: "average" },
      intercept: () =>
        new Response(
          JSON.stringify(answer).replaceAll('"0.123', "0.123").replaceAll('567"', "567"),
        ),
    });

    await made.load("events_daily").run();

    expect(made.rows("events_daily")).toMatchObject([
      { date: "2026-11-20", count: Number("0.12345678901234567") },
      { date: "2026-11-21", count: 0 },
    ]);
  });
});

describe("segmentation", () => {
  test("gives one row for each value of `on`, and months are never cut", async () => {
    const made = project();

    await made.load("segmentation").run();

    const rows = made.rows("segmentation");
    const plans = rows.filter((row) => row["query"] === "plans" && row["date"] === "2026-11-21");
    expect(plans.map((row) => String(row["segment"])).toSorted()).toEqual([
      "enterprise",
      "free",
      "team",
    ]);
    const asked = made.asked("/segmentation");
    expect(asked.find((query) => query["unit"] === "month")).toMatchObject({
      from_date: "2026-11-01",
      type: "unique",
      event: "Purchased",
    });
    expect(asked.find((query) => query["on"] !== undefined)).toMatchObject({ limit: "10000" });
  });

  test("a query that was changed is read anew, the others go on", async () => {
    const made = project({ config: { startDate: "2026-10-02" } });
    await made.load("segmentation").run();
    made.asked("/segmentation");
    await made.clock.advance(86_400_000);
    const monthly = { event: "Purchased", unit: "month", type: "unique" } as const;
    const changed = made.create({ segmentation: { plans: { event: "Purchased" }, monthly } });

    await made.pipeline(from(changed.streams.segmentation).into("segmentation")).run();

    const asked = made.asked("/segmentation").map(({ unit, from_date }) => `${unit} ${from_date}`);
    expect(asked.toSorted()).toEqual(["day 2026-10-02", "month 2026-11-01"]);
  });
});

describe("funnels", () => {
  test("are read by day, and as far back as users may still get through", async () => {
    const made = project({ config: { startDate: "2026-11-01" } });
    const pipeline = made.load("funnels");
    await pipeline.run();
    const early = byDate(made.rows("funnels"), "2026-11-23");
    expect(made.rows("funnels")).toHaveLength(48);
    expect(early[0]).toMatchObject({ name: expect.any(String), analysis: { steps: 2 } });
    made.asked("/funnels");
    await made.clock.advance(5 * 86_400_000);

    await pipeline.run();

    expect(daysOf(made.asked("/funnels"))).toEqual([
      "2026-11-01 2026-11-29",
      "2026-11-01 2026-11-29",
    ]);
    expect(byDate(made.rows("funnels"), "2026-11-23")).not.toEqual(early);
  });

  test("of a length of the config's own are asked for with it, and read again as long", async () => {
    const made = project({
      config: { startDate: "2026-10-01", funnelDays: 14, funnelIds: ["7509"] },
    });
    const pipeline = made.load("funnels");
    await pipeline.run();
    expect(made.asked("/funnels")).toEqual([
      expect.objectContaining({ funnel_id: "7509", length: "14", length_unit: "day" }),
    ]);
    await made.clock.advance(86_400_000);

    await pipeline.run();

    expect(daysOf(made.asked("/funnels"))).toEqual(["2026-11-10 2026-11-25"]);
  });
});

test("a week of retention is asked for from its Monday", async () => {
  const made = project({
    config: { retention: { weekly: { born_event: "Signed up", unit: "week" } } },
  });

  await made.load("retention").run();

  // 2026-11-20 is a Friday.
  expect(made.asked("/retention")[0]).toMatchObject({ from_date: "2026-11-16", unit: "week" });
  expect(made.rows("retention").map((row) => row["date"])).toEqual(["2026-11-16", "2026-11-23"]);
});

test("retention is read again until the last interval of a day is over", async () => {
  const made = project({ config: { startDate: "2026-11-01" } });
  const pipeline = made.load("retention");
  await pipeline.run();
  const early = byDate(made.rows("retention"), "2026-11-23")[0];
  expect(early).toMatchObject({ query: "days", first: expect.any(Number) });
  expect(early?.["counts"]).toHaveLength(4);
  made.asked("/retention");
  await made.clock.advance(3 * 86_400_000);

  await pipeline.run();

  // Five days of lookback, and four intervals.
  expect(daysOf(made.asked("/retention"))).toEqual(["2026-11-15 2026-11-27"]);
  expect(byDate(made.rows("retention"), "2026-11-23")[0]?.["counts"]).not.toEqual(
    early?.["counts"],
  );
});

test("a saved report has a row for each of its series' days, with the report's own headers", async () => {
  const made = project();

  await made.load("insights").run();

  const rows = made.rows("insights");
  expect(rows).toHaveLength(35);
  expect(rows[0]).toMatchObject({
    query: "saved",
    $event: expect.any(String),
    date: expect.stringMatching(/^2026-11-\d\dT00:00:00\+00:00$/),
    segment: expect.stringMatching(/^\["/),
    value: expect.any(Number),
  });
});
