import { expect, test } from "vitest";
import { asking } from "./ask.fixture.ts";

const week = { from_date: "2026-11-16", to_date: "2026-11-22" };

test("counts are those of the exported events; the series is not sorted", async () => {
  const { ask, events } = asking({ limits: "off" });

  const { body } = await ask("/api/query/events", {
    ...week,
    event: '["Purchased"]',
    type: "general",
    unit: "day",
  });

  const exported = await events({ ...week, event: '["Purchased"]' });
  const data: unknown = body["data"];
  expect(data).toMatchObject({ series: expect.arrayContaining(["2026-11-16", "2026-11-22"]) });
  const values: unknown = Reflect.get(Object(data), "values");
  const counts: unknown[] = Object.values(Object(Reflect.get(Object(values), "Purchased")));
  expect(counts.reduce<number>((sum, count) => sum + Number(count), 0)).toBe(exported.length);
  expect(Reflect.get(Object(data), "series")).toEqual(
    ["22", "21", "20", "19", "18", "17", "16"].map((day) => `2026-11-${day}`),
  );
});

test("a segmentation counts by a property, and users where it is told to", async () => {
  const { ask } = asking();
  const query = { ...week, event: "Signed up", on: 'properties["plan"]' };

  const { body } = await ask("/api/query/segmentation", { ...query, type: "unique" });

  expect(body).toMatchObject({
    legend_size: 3,
    data: { values: { free: {}, team: {}, enterprise: {} } },
  });
  expect((await ask("/api/query/segmentation", { ...query, unit: "week" })).status).toBe(400);
  expect((await ask("/api/query/segmentation", { ...query, on: "plan" })).status).toBe(400);
  expect((await ask("/api/query/segmentation", week)).status).toBe(400);
});

test("retention has the intervals that are over, and grows with time", async () => {
  const { ask, clock } = asking();
  const query = { ...week, born_event: "Signed up", unit: "day", interval_count: "4" };

  const early = await ask("/api/query/retention", query);
  clock.at += 3 * 86_400_000;
  const late = await ask("/api/query/retention", query);

  const counts: unknown = Reflect.get(Object(early.body["2026-11-22"]), "counts");
  expect(counts).toEqual([expect.any(Number), expect.any(Number), expect.any(Number), 0, 0]);
  expect(late.body["2026-11-22"]).not.toEqual(early.body["2026-11-22"]);
  expect((await ask("/api/query/retention", week)).status).toBe(400);
});

test("a funnel is restated while its users may still get through", async () => {
  const { ask, clock } = asking();
  const query = { ...week, funnel_id: "7509", unit: "day" };

  const early = await ask("/api/query/funnels", query);
  clock.at += 5 * 86_400_000;
  const late = await ask("/api/query/funnels", query);

  expect(early.body["meta"]).toEqual({ dates: expect.arrayContaining(["2026-11-16"]) });
  expect(late.body["data"]).not.toEqual(early.body["data"]);
  expect((await ask("/api/query/funnels", { ...query, funnel_id: "1" })).status).toBe(404);
  expect((await ask("/api/query/funnels/list")).text).toContain("Signup funnel");
});

test("a saved report covers the last seven days, at the project's offset", async () => {
  const { ask } = asking({ project: { timeZone: "America/Los_Angeles" } });

  const { body } = await ask("/api/query/insights", { bookmark_id: "9999999" });

  expect(body).toMatchObject({
    headers: ["$event"],
    date_range: { to_date: "2026-11-24T00:00:00-08:00" },
    series: { Purchased: { "2026-11-23T00:00:00-08:00": expect.any(Number) } },
  });
  expect((await ask("/api/query/insights", { bookmark_id: "1" })).status).toBe(404);
});

test("a day that has not begun is refused", async () => {
  const { ask } = asking({ project: { timeZone: "America/Los_Angeles" } });
  const query = { from_date: "2026-11-24", to_date: "2026-11-24", event: "Purchased" };

  expect((await ask("/api/query/segmentation", query)).status).toBe(200);
  const later = { ...query, to_date: "2026-11-25" };
  expect(await ask("/api/query/segmentation", later)).toMatchObject({
    status: 400,
    body: { error: "to_date cannot be later than today" },
  });
});

test("annotations and the lexicon are lists of the App API", async () => {
  const { ask, emulator } = asking();
  emulator.annotate("2026-11-20", "Launch");
  emulator.removeAnnotation();

  const { body } = await ask("/api/app/projects/2529987/annotations");

  expect(body).toMatchObject({
    status: "ok",
    results: [
      { description: "Campaign" },
      { description: "Outage" },
      { description: "Launch", date: "2026-11-20T12:00:00+00:00" },
    ],
  });
  const schemas = await ask("/api/app/projects/2529987/schemas");
  expect(schemas.body["results"]).toHaveLength(5);
});
