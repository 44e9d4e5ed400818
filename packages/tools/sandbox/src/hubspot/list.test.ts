import { expect, test } from "vitest";
import { ask, askAll, askPage } from "../ask-hubspot.fixture.ts";
import { hubspotEmulator } from "./hubspot-emulator.ts";
import { objectNames, objectTypes } from "./objects.ts";

const open = { limits: "off" } as const;

test.each(objectNames)(
  "pages through all %s, each once and in the order of ids",
  async (object) => {
    const emulator = hubspotEmulator({ ...open, sizes: { [object]: 234 } });

    const records = await askAll(emulator, `/crm/objects/2026-09/${object}?limit=100`);

    expect(records).toHaveLength(234);
    expect(records.map(({ id }) => id)).toEqual(emulator.ids(object));
    const ids = records.map(({ id }) => BigInt(id));
    expect(ids.every((id, at) => at === 0 || id > (ids[at - 1] ?? 0n))).toBe(true);
    const { modifiedProperty, createdProperty } = objectTypes[object];
    for (const { id, properties, createdAt, updatedAt } of records) {
      expect(properties).toMatchObject({
        hs_object_id: id,
        [createdProperty]: createdAt,
        [modifiedProperty]: updatedAt,
      });
    }
  },
);

test("ids of activities are greater than any whole number that a double holds exactly", () => {
  const emulator = hubspotEmulator();

  expect(Number.isSafeInteger(Number(emulator.ids("notes")[0]))).toBe(false);
});

test("the default page has 10 records, the last page has no paging", async () => {
  const emulator = hubspotEmulator({ ...open, sizes: { contacts: 12 } });

  const first = await askPage(emulator, "/crm/objects/2026-09/contacts");
  const last = await askPage(
    emulator,
    `/crm/objects/2026-09/contacts?after=${encodeURIComponent(first.paging?.next.after ?? "")}`,
  );

  expect(first.results).toHaveLength(10);
  expect(last.results).toHaveLength(2);
  expect(last).not.toHaveProperty("paging");
});

test.each([
  ["limit=0"],
  ["limit=101"],
  ["limit=ten"],
  ["limit=51&propertiesWithHistory=email"],
  ["after=not-a-cursor"],
  ["associations=activities"],
])("answers 400 VALIDATION_ERROR to ?%s", async (query) => {
  const asked = await ask(hubspotEmulator(open), `/crm/objects/2026-09/contacts?${query}`);

  expect(asked.status).toBe(400);
  expect(asked.body).toMatchObject({ status: "error", category: "VALIDATION_ERROR" });
});

test("asked properties come as strings or null, unknown ones are ignored, defaults come unasked", async () => {
  const emulator = hubspotEmulator({ ...open, sizes: { contacts: 300 } });
  const query =
    "limit=100&properties=num_notes,hs_email_optout&properties=renewal_date,no_such_property";

  const asked = await askAll(emulator, `/crm/objects/2026-09/contacts?${query}`);
  const unasked = await askPage(emulator, "/crm/objects/2026-09/contacts?limit=1");

  expect(Object.keys(asked[0]?.properties ?? {}).toSorted()).toEqual([
    "createdate",
    "hs_email_optout",
    "hs_object_id",
    "lastmodifieddate",
    "num_notes",
    "renewal_date",
  ]);
  const values = asked.map(({ properties }) => properties["num_notes"]);
  expect(values).toContain(null);
  expect(values.filter((value) => value !== null).every((value) => /^\d+$/.test(value ?? ""))).toBe(
    true,
  );
  expect(Object.keys(unasked.results[0]?.properties ?? {}).toSorted()).toEqual([
    "createdate",
    "email",
    "firstname",
    "hs_object_id",
    "lastmodifieddate",
    "lastname",
  ]);
});

test("archived=true lists what was archived, with the time, over pages, and nothing else", async () => {
  const emulator = hubspotEmulator({ ...open, sizes: { contacts: 400 } });
  const { archived } = emulator.change("contacts", { archived: 3 });

  const gone = await askAll(emulator, "/crm/objects/2026-09/contacts?limit=4&archived=true");
  const live = await askAll(emulator, "/crm/objects/2026-09/contacts?limit=100");

  expect(gone).toHaveLength(400 / 50 + 3);
  expect(gone.map(({ id }) => id)).toEqual(emulator.archivedIds("contacts"));
  expect(gone.every((record) => record.archived && record.archivedAt !== undefined)).toBe(true);
  expect(gone.map(({ id }) => id)).toEqual(expect.arrayContaining([...archived]));
  expect(live).toHaveLength(397);
  expect(live.some(({ id }) => archived.includes(id))).toBe(false);
});

test.each([
  "/crm/v3/objects/contacts",
  "/crm/objects/2026-03/contacts",
  "/crm/objects/v3/contacts",
  "/crm/objects/2026-09/0-1",
  "/crm/objects/2026-09/contact",
])("%s is the same list", async (path) => {
  const emulator = hubspotEmulator(open);
  const expected = await askPage(emulator, "/crm/objects/2026-09/contacts?limit=3");

  expect((await askPage(emulator, `${path}?limit=3`)).results).toEqual(expected.results);
});

test.each([
  ["/crm/v3/objects/activities", 404],
  ["/crm/objects/2026-09/activities", 404],
  ["/crm/objects/2025-09/contacts", 404],
  ["/crm/objects/2026-09/contacts/1", 404],
  ["/crm/v3/nothing", 404],
  ["/crm/v3/objects/%E0%A4%A", 404],
])("%s answers %i", async (path, status) => {
  const asked = await ask(hubspotEmulator(open), path);

  expect(asked.status).toBe(status);
  expect(asked.body).toMatchObject({ status: "error" });
});

test("only reads are allowed", async () => {
  expect((await ask(hubspotEmulator(open), "/crm/v3/objects/contacts", {})).status).toBe(405);
});

test("a URL above 16,000 characters answers 414 with HTML, before anything else", async () => {
  const emulator = hubspotEmulator({ ...open, customProperties: 1000 });
  const names = (await ask(emulator, "/crm/properties/2026-09/contacts")).body["results"];
  const all = (Array.isArray(names) ? names : []).map(({ name }) => String(name)).join(",");

  const response = await emulator.fetch(
    new Request(`https://api.hubapi.com/crm/objects/2026-09/contacts?properties=${all}`),
  );

  expect(response.status).toBe(414);
  expect(response.headers.get("content-type")).toBe("text/html");
  expect(await response.text()).toContain("414 Request-URI Too Large");
});

test("links come inline, an id once per kind of link, with a page of their own when there are many", async () => {
  const emulator = hubspotEmulator({
    ...open,
    sizes: { contacts: 40, companies: 2, deals: 4, line_items: 8 },
    associationPageSize: 5,
  });

  const contacts = await askPage(
    emulator,
    "/crm/v3/objects/contacts?limit=1&associations=companies,deals",
  );
  const companies = await askPage(
    emulator,
    "/crm/v3/objects/companies?limit=1&associations=contacts",
  );
  const deals = await askPage(emulator, "/crm/v3/objects/deals?limit=1&associations=line_items");

  const company = emulator.ids("companies")[0] ?? "";
  expect(contacts.results[0]?.associations?.["companies"]?.results).toEqual([
    { id: company, type: "contact_to_company" },
    { id: company, type: "contact_to_company_unlabeled" },
    { id: company, type: "decision_maker" },
  ]);
  const linked = companies.results[0]?.associations?.["contacts"];
  expect(new Set(linked?.results.map(({ id }) => id)).size).toBe(5);
  expect(linked?.paging?.next.after).toEqual(expect.any(String));
  expect(deals.results[0]?.associations).toHaveProperty(["line items"]);
  expect(deals.results[0]?.associations).not.toHaveProperty("line_items");
});

test("history tells each change of a property, newest first", async () => {
  const emulator = hubspotEmulator({ ...open, sizes: { deals: 50 } });
  const indexes = Array.from({ length: 50 }, (_, index) => index);
  emulator.touch("deals", indexes);
  emulator.touch("deals", indexes);

  const deals = await askPage(
    emulator,
    "/crm/v3/objects/deals?limit=50&propertiesWithHistory=dealstage",
  );

  const histories = deals.results.map((deal) => deal.propertiesWithHistory?.["dealstage"] ?? []);
  expect(Math.max(...histories.map((history) => history.length))).toBe(3);
  for (const [at, history] of histories.entries()) {
    const times = history.map(({ timestamp }) => timestamp);
    expect(times).toEqual(times.toSorted().toReversed());
    const { properties } = emulator.record("deals", deals.results[at]?.id ?? "") ?? {};
    expect(history[0]?.value).toBe(properties?.["dealstage"]);
  }
});

test("one record is read by its id", async () => {
  const emulator = hubspotEmulator(open);
  const [id = ""] = emulator.ids("companies");

  const asked = await ask(emulator, `/crm/objects/2026-09/companies/${id}?properties=name`);

  expect(asked.body).toMatchObject({ id, archived: false, properties: { hs_object_id: id } });
});
