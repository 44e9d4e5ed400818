import { from } from "@brain/core";
import { collect } from "@brain/testkit";
import { expect, test } from "vitest";
import { portal, type PortalOptions } from "./portal.fixture.ts";

const names = ["dealstage", "amount"];

function setup(options: PortalOptions = {}) {
  const made = portal({
    sizes: { deals: 230, pets: 12 },
    limits: "off",
    ...options,
    config: {
      customObjects: { pets: {} },
      propertyHistory: { deals: names, pets: ["species"] },
    },
  });
  const { source, destination, pipeline } = made;
  const { deals_property_history: deals, pets_property_history: pets } = source.streams;
  if (deals === undefined || pets === undefined) throw new Error("no such streams");
  const run = () => pipeline(from(deals).into("history")).run();
  const rows = () =>
    destination.rows("history").map((row) => ({
      id: String(Reflect.get(row, "object_id")),
      property: String(Reflect.get(row, "property")),
      timestamp: String(Reflect.get(row, "timestamp")),
    }));
  return { ...made, deals, pets, run, rows };
}

test("the first run reads every version of the properties named, of every record, in batches of 50", async () => {
  const { emulator, requests, run, rows } = setup();

  const report = await run();

  expect(report.status).toBe("succeeded");
  expect(new Set(rows().map(({ id }) => id))).toEqual(new Set(emulator.ids("deals")));
  expect(new Set(rows().map(({ property }) => property))).toEqual(new Set(names));
  const batches = requests.filter(({ url }) => url.pathname.endsWith("/batch/read"));
  expect(batches).toHaveLength(5);
  expect(batches[0]?.body).toMatchObject({ properties: [], propertiesWithHistory: names });
});

test("[airbyte#46576] a later run adds the versions of what changed since, asking for those records only", async () => {
  const { emulator, requests, run, rows, clock } = setup();
  await run();
  const before = new Set(rows().map((row) => JSON.stringify(row)));
  await clock.advance(3_600_000);
  emulator.touch("deals", [0, 17, 229]);
  await clock.advance(3_600_000);
  requests.length = 0;

  const report = await run();

  expect(requests.length).toBeLessThan(5);
  const added = rows().filter((row) => !before.has(JSON.stringify(row)));
  expect(added.length).toBeGreaterThan(0);
  expect(added).toHaveLength(report.streams[0]?.read ?? 0);
  expect(added.every(({ timestamp }) => timestamp === "2026-11-24T10:00:00.000Z")).toBe(true);
});

test("[airbyte#46576] a record that changes again after the window loses no version that lies in it", async () => {
  const { emulator, deals, clock } = setup();
  await clock.advance(3_600_000);
  emulator.touch("deals", [3, 4, 5]);
  await clock.advance(3_600_000);
  emulator.touch("deals", [3, 4, 5]);
  await clock.advance(3_600_000);

  const window = { from: "2026-11-24T09:30:00Z", to: "2026-11-24T10:30:00Z" };
  const found = await collect(deals, { window });

  expect(found.length).toBeGreaterThan(0);
  expect(found.every(({ timestamp }) => timestamp === "2026-11-24T10:00:00.000Z")).toBe(true);
});

test("[airbyte#11792] a history ends, however long the pages are, and goes on where it was cut", async () => {
  const { deals, now } = setup();
  const window = now();
  const all = await collect(deals, { window });
  const keys = new Set(all.map((row) => `${row.object_id} ${row.property} ${row.timestamp}`));
  expect(keys.size).toBe(all.length);

  for await (const page of deals.read({ window })) {
    if (page.position === undefined || page.position.complete) continue;
    const rest = await collect(deals, { window, positions: { [page.partition]: page.position } });
    expect(rest.length).toBeLessThan(all.length);
    expect(rest.length + page.records.length).toBeGreaterThanOrEqual(all.length);
    break;
  }
});

test("custom objects have a history too, values stay text and a cleared one is null", async () => {
  const { pets } = setup();

  const rows = await collect(pets);

  expect(rows.length).toBeGreaterThanOrEqual(12);
  expect(rows[0]).toMatchObject({ property: "species", sourceType: "IMPORT" });
  expect(rows.every(({ value }) => value === null || typeof value === "string")).toBe(true);
  expect(rows.some(({ value }) => value === "")).toBe(false);
});

test("a property that the account does not have is an error", async () => {
  const { source } = portal({ config: { propertyHistory: { deals: ["dealstag"] } } });
  const { deals_property_history: deals } = source.streams;
  if (deals === undefined) throw new Error("no such stream");

  await expect(collect(deals)).rejects.toMatchObject({ code: "option_unknown" });
});
