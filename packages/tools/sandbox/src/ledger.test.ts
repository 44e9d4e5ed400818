import { expect, test } from "vitest";
import { hubspotEmulator } from "./hubspot/hubspot-emulator.ts";
import { ask } from "./ask-hubspot.fixture.ts";

test("the ledger has every answer and sums over them", async () => {
  const clock = { at: 1_795_500_000_000 };
  const emulator = hubspotEmulator({ now: () => clock.at, limits: { search: 1 } });
  await ask(emulator, "/crm/v3/objects/contacts?limit=7");
  clock.at += 10;
  await ask(emulator, "/crm/objects/2026-09/companies?limit=3");
  await ask(emulator, "/crm/objects/2026-09/contacts/search", { limit: 20 });
  await ask(emulator, "/crm/objects/2026-09/contacts/search", { limit: 20 });
  await ask(emulator, "/crm/v3/nothing");
  const { ledger } = emulator;

  expect(ledger.entries.slice(0, 2)).toMatchObject([
    {
      at: 1_795_500_000_000,
      method: "GET",
      path: "/crm/v3/objects/contacts",
      endpoint: "/crm/objects/{version}/{object}",
      status: 200,
      records: 7,
    },
    { at: 1_795_500_000_010, path: "/crm/objects/2026-09/companies", records: 3 },
  ]);
  expect(ledger.requests()).toBe(5);
  expect(ledger.requests("/crm/objects/{version}/{object}/search")).toBe(2);
  expect(ledger.byStatus()).toEqual({ 200: 3, 429: 1, 404: 1 });
  expect(ledger.recordsByEndpoint()).toEqual({
    "/crm/objects/{version}/{object}": 10,
    "/crm/objects/{version}/{object}/search": 20,
  });
  expect(ledger.recordsByPath()).toEqual({
    "/crm/v3/objects/contacts": 7,
    "/crm/objects/2026-09/companies": 3,
    "/crm/objects/2026-09/contacts/search": 20,
  });

  ledger.reset();
  expect(ledger.entries).toEqual([]);
});

test("bytes are those of the body", async () => {
  const emulator = hubspotEmulator();

  const { body } = await ask(emulator, "/crm/v3/objects/contacts?limit=50");

  expect(emulator.ledger.entries[0]?.bytes).toBe(
    new TextEncoder().encode(JSON.stringify(body)).byteLength,
  );
});
