import { expect, test } from "vitest";
import { asking, day, NOW } from "./ask.fixture.ts";

test("a day has its events, seconds or milliseconds as asked, the same ones every time", async () => {
  const { events } = asking();

  const inSeconds = await events(day("2026-11-20"));
  const inMs = await events({ ...day("2026-11-20"), time_in_ms: "true" });

  expect(inSeconds.length).toBeGreaterThan(200);
  expect(await events(day("2026-11-20"))).toEqual(inSeconds);
  for (const [index, { properties }] of inMs.entries()) {
    expect(inSeconds[index]?.properties["time"]).toBe(
      Math.floor(Number(properties["time"]) / 1_000),
    );
  }
});

test("days are inclusive, and other seeds have other events", async () => {
  const { emulator, events } = asking();
  const one = await events(day("2026-11-20"));
  const other = await events(day("2026-11-21"));
  expect(emulator.ledger.entries.map(({ records }) => records)).toEqual([one.length, other.length]);

  expect(await events({ from_date: "2026-11-20", to_date: "2026-11-21" })).toEqual([
    ...one,
    ...other,
  ]);
  expect(await asking({ seed: 2 }).events(day("2026-11-20"))).not.toEqual(one);
});

test("only what has arrived by now is exported, some of it days late", async () => {
  const { events, clock } = asking({ project: { eventsPerDay: 3_000 } });
  const before = await events(day("2026-11-23"));
  expect(before.every(({ properties }) => Number(properties["mp_processing_time_ms"]) <= NOW)).toBe(
    true,
  );

  clock.at += 4 * 86_400_000;
  const after = await events(day("2026-11-23"));

  expect(after.length).toBeGreaterThan(before.length + 20);
});

test("events come twice, and newer versions beside older ones", async () => {
  const { events, emulator } = asking();
  const ids = (await events(day("2026-11-20"))).map(({ properties }) => properties["$insert_id"]);
  expect(new Set(ids).size).toBeLessThan(ids.length);

  emulator.restateEvents("2026-11-20", 10);
  emulator.lateEvents("2026-11-20", 3);

  expect(await events(day("2026-11-20"))).toHaveLength(ids.length + 13);
  const latest = emulator.events("2026-11-20", "2026-11-20");
  expect(latest).toHaveLength(new Set(ids).size + 3);
  expect(latest.filter(({ properties }) => properties["plan"] === "restated")).toHaveLength(10);
});

test("events are filtered by name, and cut by a limit", async () => {
  const { events } = asking();

  const named = await events({ ...day("2026-11-20"), event: '["Purchased"]' });

  expect(new Set(named.map(({ event }) => event))).toEqual(new Set(["Purchased"]));
  expect(await events({ ...day("2026-11-20"), limit: "7" })).toHaveLength(7);
});

test("values hold line separators of Unicode, unescaped", async () => {
  const { ask } = asking();

  expect((await ask("/api/2.0/export", day("2026-11-20"))).text).toContain("\u2028");
});

test("a day that has not begun in the project's time zone is refused", async () => {
  const { ask } = asking();
  expect(await ask("/api/2.0/export", day("2026-11-25"))).toMatchObject({
    status: 400,
    text: "to_date cannot be later than today\n",
  });

  const old = asking({ project: { timeZone: "Pacific/Auckland", timeIsProjectLocal: true } });
  old.clock.at = Date.parse("2026-11-24T12:00:00Z");
  expect((await old.ask("/api/2.0/export", day("2026-11-25"))).status).toBe(200);
});

test.each([
  [{ from_date: "2026-11-20" }],
  [{ from_date: "2026-11-21", to_date: "2026-11-20" }],
  [{ ...day("2026-11-20"), event: "Purchased" }],
])("%j is refused", async (query) => {
  expect((await asking().ask("/api/2.0/export", query)).status).toBe(400);
});

test("a day before the first has an empty body", async () => {
  expect(await asking().ask("/api/2.0/export", day("2020-01-01"))).toMatchObject({
    status: 200,
    text: "",
  });
});

test("an export can end early, be cut off, or have an event on two lines, as often as it is told", async () => {
  const { ask, emulator } = asking({ limits: "off" });
  const whole = (await ask("/api/2.0/export", day("2026-11-20"))).text;

  emulator.breakExport("terminated early");
  const early = (await ask("/api/2.0/export", day("2026-11-20"))).text;
  expect(early.endsWith("\nterminated early\n")).toBe(true);
  expect(early.length).toBeLessThan(whole.length);

  emulator.breakExport("split line", 2);
  for (let count = 0; count < 2; count += 1) {
    const split = (await ask("/api/2.0/export", day("2026-11-20"))).text;
    expect(split.split("\n")).toHaveLength(whole.split("\n").length + 1);
    expect(split.replaceAll("\n", "")).toBe(whole.replaceAll("\n", ""));
  }

  emulator.breakExport("reset");
  await expect(ask("/api/2.0/export", day("2026-11-20"))).rejects.toThrow(/cut the connection/);
  expect((await ask("/api/2.0/export", day("2026-11-20"))).text).toBe(whole);
});
