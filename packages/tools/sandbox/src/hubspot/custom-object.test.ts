import { expect, test } from "vitest";
import { ask, askAll } from "../ask-hubspot.fixture.ts";
import { hubspotEmulator } from "./hubspot-emulator.ts";

const SCHEMAS = "/crm-object-schemas/2026-09/schemas";
const objects = (segment: string): string => `/crm/objects/2026-09/${segment}?limit=100`;

test("the account's custom object has a schema, whole and by itself", async () => {
  const emulator = hubspotEmulator({ limits: "off" });

  const { body } = await ask(emulator, SCHEMAS);
  const one = await ask(emulator, `${SCHEMAS}/2-15234567`);

  expect(body).toMatchObject({
    results: [
      {
        name: "pets",
        objectTypeId: "2-15234567",
        fullyQualifiedName: "p8727216_pets",
        labels: { singular: "Pet", plural: "Pets" },
        primaryDisplayProperty: "pet_name",
      },
    ],
  });
  expect({ results: [one.body] }).toEqual(body);
  expect((await ask(emulator, `${SCHEMAS}/contacts`)).status).toBe(404);
});

test("its records are listed by type id or qualified name; its label is refused", async () => {
  const emulator = hubspotEmulator({ limits: "off", sizes: { pets: 130 } });

  const records = await askAll(emulator, objects("2-15234567"));

  expect(records.map(({ id }) => id)).toEqual(emulator.ids("pets"));
  expect(await askAll(emulator, objects("p8727216_pets"))).toEqual(records);
  expect(await ask(emulator, objects("pets"))).toMatchObject({
    status: 400,
    body: { category: "VALIDATION_ERROR" },
  });
});

test("schemas and records want scopes of their own", async () => {
  const emulator = hubspotEmulator({ scopes: ["crm.objects.contacts.read"] });

  expect((await ask(emulator, SCHEMAS)).status).toBe(403);
  expect((await ask(emulator, objects("2-15234567"))).status).toBe(403);
});
