import { expect, test } from "vitest";
import { ask, askPage } from "../ask-hubspot.fixture.ts";
import { hubspotEmulator } from "./hubspot-emulator.ts";

const READ = "/crm/objects/2026-09/contacts/batch/read";
const setup = () => hubspotEmulator({ limits: "off", sizes: { contacts: 400 } });
const inputs = (ids: readonly string[]) => ids.map((id) => ({ id }));

test("100 records come with status 200 and the same values as in the list", async () => {
  const emulator = setup();
  const ids = emulator.ids("contacts").slice(0, 100);

  const asked = await ask(emulator, READ, { inputs: inputs(ids), properties: ["email", "city"] });
  const list = await askPage(
    emulator,
    "/crm/objects/2026-09/contacts?limit=100&properties=email,city",
  );

  expect(asked.status).toBe(200);
  expect(asked.body).toMatchObject({ status: "COMPLETE", results: list.results });
  expect(asked.body).not.toHaveProperty("errors");
});

test("missing and archived records turn the answer into a 207 that names them", async () => {
  const emulator = setup();
  const [first = ""] = emulator.ids("contacts");
  const [gone = ""] = emulator.archivedIds("contacts");

  const asked = await ask(emulator, READ, { inputs: inputs(["7", first, gone]) });

  expect(asked.status).toBe(207);
  expect(asked.body).toMatchObject({
    status: "COMPLETE",
    numErrors: 1,
    errors: [{ category: "OBJECT_NOT_FOUND", context: { ids: ["7", gone] } }],
    results: [{ id: first }],
  });
});

test("archived records are read with archived=true", async () => {
  const emulator = setup();
  const [gone = ""] = emulator.archivedIds("contacts");

  const page = await askPage(emulator, `${READ}?archived=true`, { inputs: inputs([gone]) });

  expect(page.results).toMatchObject([{ id: gone, archived: true }]);
});

test.each([
  [101, {}, "maximum number of inputs"],
  [51, { propertiesWithHistory: ["email"] }, "property histories is 50"],
  [1, { idProperty: "city" }, "unique identifier"],
])("answers 400 to %i inputs with %o", async (count, more, message) => {
  const emulator = setup();

  const asked = await ask(emulator, READ, {
    inputs: inputs(emulator.ids("contacts").slice(0, count)),
    ...more,
  });

  expect(asked.status).toBe(400);
  expect(String(asked.body["message"])).toContain(message);
});

test.each([["not json"], [JSON.stringify({})], [JSON.stringify({ inputs: [{}] })]])(
  "answers 400 to the body %s",
  async (body) => {
    const emulator = setup();
    const { headers } = authorized();

    const response = await emulator.fetch(
      new Request(`https://api.hubapi.com${READ}`, { method: "POST", body, headers }),
    );

    expect(response.status).toBe(400);
  },
);

const authorized = () => ({ headers: { authorization: "Bearer pat-eu1-sandbox-service-key" } });

test("a contact is found by its e-mail address", async () => {
  const emulator = setup();
  const contact = emulator
    .ids("contacts")
    .flatMap((id) => emulator.record("contacts", id) ?? [])[3];

  const page = await askPage(emulator, READ, {
    inputs: [{ id: contact?.properties["email"] }],
    idProperty: "email",
  });

  expect(page.results.map(({ id }) => id)).toEqual([contact?.id]);
});

test("the id of a record that was merged away gives the record it went into", async () => {
  const emulator = setup();
  const winner = emulator
    .ids("contacts")
    .flatMap((id) => emulator.record("contacts", id) ?? [])
    .find(({ properties }) => properties["hs_merged_object_ids"] !== null);
  const loser = winner?.properties["hs_merged_object_ids"] ?? "";

  const page = await askPage(emulator, READ, { inputs: inputs([loser]) });

  expect(page.results.map(({ id }) => id)).toEqual([winner?.id]);
  expect(emulator.ids("contacts")).not.toContain(loser);
});
