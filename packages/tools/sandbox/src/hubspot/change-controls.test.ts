import { expect, test } from "vitest";
import { askAll } from "../ask-hubspot.fixture.ts";
import { hubspotEmulator } from "./hubspot-emulator.ts";

const START = Date.UTC(2026, 10, 24, 12);

test("the same seed gives the same records, another seed others", () => {
  const sizes = { contacts: 20 };
  const records = (seed: number) => {
    const emulator = hubspotEmulator({ seed, sizes });
    return emulator.ids("contacts").map((id) => emulator.record("contacts", id));
  };

  expect(records(1)).toEqual(records(1));
  expect(records(2)).not.toEqual(records(1));
});

test("a million contacts cost no memory and any of them is there at once", () => {
  const before = process.memoryUsage().heapUsed;
  const emulator = hubspotEmulator({ sizes: { contacts: 1_000_000 } });

  expect(emulator.count("contacts")).toBe(1_000_000);
  const [id = ""] = emulator.touch("contacts", [999_999]);
  expect(emulator.record("contacts", id)).toMatchObject({ id, archived: false });
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(20_000_000);
});

test("touch changes values and the modified date of just these records, at the emulator's clock", async () => {
  const clock = { at: START };
  const emulator = hubspotEmulator({ now: () => clock.at, limits: "off", sizes: { deals: 30 } });
  const read = () =>
    askAll(emulator, "/crm/objects/2026-09/deals?limit=100&properties=amount,dealstage,num_notes");
  const before = await read();
  clock.at += 1000;

  const touched = emulator.touch("deals", [0, 29]);
  const after = await read();

  expect(touched).toEqual([before[0]?.id, before[29]?.id]);
  const isTouched = (id: string): boolean => touched.includes(id);
  expect(after.filter(({ id }) => !isTouched(id))).toEqual(
    before.filter(({ id }) => !isTouched(id)),
  );
  for (const deal of after.filter(({ id }) => isTouched(id))) {
    const old = before.find(({ id }) => id === deal.id);
    expect(deal.updatedAt).toBe(new Date(START + 1000).toISOString());
    expect(deal.createdAt).toBe(old?.createdAt);
    expect({ ...deal.properties, hs_lastmodifieddate: "" }).not.toEqual({
      ...old?.properties,
      hs_lastmodifieddate: "",
    });
  }
});

test("change updates, creates and archives as many different records as asked", async () => {
  const emulator = hubspotEmulator({ limits: "off", sizes: { contacts: 200 } });

  const changed = emulator.change("contacts", { updated: 20, created: 5, archived: 10 });
  const last = emulator.ids("contacts").slice(-5);
  const again = emulator.change("contacts", { archived: 10 });

  const ids = [...changed.updated, ...changed.created, ...changed.archived];
  expect(new Set(ids).size).toBe(35);
  expect(changed.archived.some((id) => again.archived.includes(id))).toBe(false);
  expect(emulator.count("contacts")).toBe(185);
  const live = await askAll(emulator, "/crm/objects/2026-09/contacts?limit=100");
  expect(live.map(({ id }) => id)).toEqual(emulator.ids("contacts"));
  expect(last).toEqual(changed.created);
});

test("a record that does not exist cannot be touched", () => {
  expect(() => hubspotEmulator({ sizes: { deals: 3 } }).touch("deals", [3])).toThrow(RangeError);
});

test("no record is newer than the emulator's clock, even when that is set back", () => {
  const at = Date.UTC(2025, 5, 1);
  const emulator = hubspotEmulator({ now: () => at, sizes: { contacts: 100 }, tied: 5 });

  const latest = emulator
    .ids("contacts")
    .map((id) => emulator.record("contacts", id)?.updatedAt ?? "");

  expect(latest.every((updatedAt) => updatedAt < new Date(at).toISOString())).toBe(true);
});
