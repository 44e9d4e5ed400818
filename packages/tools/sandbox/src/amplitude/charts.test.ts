import { expect, test } from "vitest";
import { asking } from "./ask.fixture.ts";

const days = { start: "20261120", end: "20261130" };

test("charts end today, and today grows", async () => {
  const { ask, clock } = asking();

  const { body } = await ask("/api/2/users", days);
  const data: unknown = body["data"];
  expect(data).toMatchObject({ seriesLabels: [0], seriesMeta: [{ segmentIndex: 0 }] });
  expect(Reflect.get(Object(data), "xValues")).toEqual(
    ["20", "21", "22", "23", "24"].map((day) => `2026-11-${day}`),
  );
  clock.at += 3_600_000;
  const later = (await ask("/api/2/users", days)).body["data"];
  const [[before = []] = [], [after = []] = []] = [data, later].map((one): number[][] =>
    Reflect.get(Object(one), "series"),
  );
  expect(after.slice(0, 4)).toEqual(before.slice(0, 4));
  expect(after[4]).toBeGreaterThan(before[4] ?? 0);
});

test("late events change a day, groups have labels, and a property that is not there is refused", async () => {
  const { ask, emulator } = asking();
  const one = { start: "20261120", end: "20261120" };
  const valueOf = async (): Promise<unknown> =>
    Reflect.get(Object((await ask("/api/2/sessions/average", one)).body["data"]), "series");
  const before = await valueOf();
  emulator.restateCharts("2026-11-20", 100);

  expect(await valueOf()).toEqual([[Number(String(before)) + 100]]);
  expect((await ask("/api/2/users", { ...one, g: "country" })).body).toMatchObject({
    data: { seriesMeta: ["United States", "Germany", "India"] },
  });
  const refused = await ask("/api/2/users", { ...one, g: "nowhere" });
  expect(refused.status).toBe(400);
  expect(refused.body).toMatchObject({
    error: { metadata: { details: "Invalid user property nowhere" } },
  });
});
