import { describe, expect, test } from "vitest";
import { ask, askPage, type Page } from "../ask-hubspot.fixture.ts";
import { hubspotEmulator, type HubspotEmulatorOptions } from "./hubspot-emulator.ts";

const SEARCH = "/crm/objects/2026-09/contacts/search";
const START = Date.UTC(2026, 10, 24, 12);

function setup(options: HubspotEmulatorOptions = {}) {
  const clock = { at: START };
  const emulator = hubspotEmulator({
    now: () => clock.at,
    limits: "off",
    sizes: { contacts: 500, deals: 100 },
    ...options,
  });
  return { clock, emulator };
}
type Emulator = ReturnType<typeof setup>["emulator"];

const records = (emulator: Emulator) =>
  emulator.ids("contacts").flatMap((id) => emulator.record("contacts", id) ?? []);
const idsOf = (page: Page): string[] => page.results.map(({ id }) => id);

async function findAll(
  emulator: Emulator,
  filters: readonly object[],
  more: object = {},
): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | undefined = "0"; after !== undefined;) {
    const page: Page = await askPage(emulator, SEARCH, {
      filterGroups: [{ filters }],
      limit: 200,
      after,
      ...more,
    });
    ids.push(...idsOf(page));
    after = page.paging?.next.after;
  }
  return ids;
}

describe("operators find exactly the records whose values meet them", () => {
  const value =
    (name: string) => (record: { properties: Readonly<Record<string, string | null>> }) =>
      record.properties[name] ?? null;
  const stage = value("lifecyclestage");
  const visits = value("hs_analytics_num_visits");
  const seen = value("hs_analytics_first_timestamp");
  const day = "2025-01-01T00:00:00.000Z";
  type Test = (record: {
    id: string;
    properties: Readonly<Record<string, string | null>>;
  }) => boolean;
  const cases: [filter: object, test: Test][] = [
    [
      { propertyName: "lifecyclestage", operator: "EQ", value: "Customer" },
      (r) => stage(r) === "customer",
    ],
    [
      { propertyName: "lifecyclestage", operator: "NEQ", value: "customer" },
      (r) => stage(r) !== "customer",
    ],
    [
      { propertyName: "lifecyclestage", operator: "IN", values: ["lead", "customer"] },
      (r) => ["lead", "customer"].includes(stage(r) ?? ""),
    ],
    [
      { propertyName: "lifecyclestage", operator: "NOT_IN", values: ["lead", "customer"] },
      (r) => !["lead", "customer"].includes(stage(r) ?? ""),
    ],
    [
      { propertyName: "hs_analytics_num_visits", operator: "LT", value: 9 },
      (r) => visits(r) !== null && Number(visits(r)) < 9,
    ],
    [
      { propertyName: "hs_analytics_num_visits", operator: "LTE", value: "9" },
      (r) => visits(r) !== null && Number(visits(r)) <= 9,
    ],
    [
      { propertyName: "hs_analytics_num_visits", operator: "GT", value: "9" },
      (r) => Number(visits(r)) > 9,
    ],
    [
      { propertyName: "hs_analytics_num_visits", operator: "GTE", value: "9" },
      (r) => Number(visits(r)) >= 9,
    ],
    [
      { propertyName: "hs_analytics_num_visits", operator: "BETWEEN", value: "9", highValue: "30" },
      (r) => Number(visits(r)) >= 9 && Number(visits(r)) <= 30,
    ],
    [
      { propertyName: "hs_analytics_num_visits", operator: "HAS_PROPERTY" },
      (r) => visits(r) !== null,
    ],
    [
      { propertyName: "hs_analytics_num_visits", operator: "NOT_HAS_PROPERTY" },
      (r) => visits(r) === null,
    ],
    [
      { propertyName: "email", operator: "CONTAINS_TOKEN", value: "*example.org" },
      (r) => value("email")(r)?.endsWith("@example.org") ?? false,
    ],
    [
      { propertyName: "jobtitle", operator: "NOT_CONTAINS_TOKEN", value: "mark*" },
      (r) => value("jobtitle")(r) !== null && !value("jobtitle")(r)?.startsWith("Marketing"),
    ],
    [
      {
        propertyName: "hs_analytics_first_timestamp",
        operator: "GTE",
        value: String(Date.parse(day)),
      },
      (r) => seen(r) !== null && (seen(r) ?? "") >= day,
    ],
    [
      { propertyName: "hs_analytics_first_timestamp", operator: "LT", value: day },
      (r) => seen(r) !== null && (seen(r) ?? "") < day,
    ],
    [
      {
        propertyName: "lastmodifieddate",
        operator: "BETWEEN",
        value: day,
        highValue: "2026-01-01",
      },
      (r) =>
        (value("lastmodifieddate")(r) ?? "") >= day &&
        (value("lastmodifieddate")(r) ?? "") <= "2026-01-01T00:00:00.000Z",
    ],
    [{ propertyName: "hs_object_id", operator: "GT", value: "9000" }, (r) => Number(r.id) > 9000],
    [{ propertyName: "hs_object_id", operator: "LTE", value: "9000" }, (r) => Number(r.id) <= 9000],
  ];

  test.each(cases)("%o", async (filter, meets) => {
    const { emulator } = setup();
    const expected = records(emulator).filter(meets);

    const ids = await findAll(emulator, [filter]);

    expect(ids).toEqual(expected.map(({ id }) => id));
    expect(ids.length).toBeGreaterThan(0);
    expect(ids.length).toBeLessThan(500);
  });
});

test("filters of a group must all hold, groups are alternatives, and body-level filters are a group", async () => {
  const { emulator } = setup();
  const stage = (value: string) => ({ propertyName: "lifecyclestage", operator: "EQ", value });
  const big = { propertyName: "hs_object_id", operator: "GT", value: "9000" };
  const all = records(emulator);
  const expected = all.filter(
    ({ id, properties }) =>
      (properties["lifecyclestage"] === "lead" && Number(id) > 9000) ||
      properties["lifecyclestage"] === "customer",
  );

  const page = await askPage(emulator, SEARCH, {
    filterGroups: [{ filters: [stage("lead"), big] }, { filters: [stage("customer")] }],
    limit: 200,
  });
  const bodyLevel = await askPage(emulator, SEARCH, { filters: [stage("lead"), big], limit: 200 });

  expect(idsOf(page)).toEqual(expected.map(({ id }) => id));
  expect(page.total).toBe(expected.length);
  expect(idsOf(bodyLevel)).toEqual(
    expected
      .filter(({ properties }) => properties["lifecyclestage"] === "lead")
      .map(({ id }) => id),
  );
});

test.each([
  [{ limit: 201 }],
  [{ limit: 0 }],
  [{ after: "x" }],
  [{ after: "9801", limit: 200 }],
  [{ after: 10_000, limit: 1 }],
  [{ sorts: ["createdate", "email"] }],
  [{ query: "x".repeat(3001) }],
  [{ filterGroups: Array.from({ length: 6 }, () => ({ filters: [] })) }],
  [
    {
      filters: Array.from({ length: 7 }, () => ({
        propertyName: "email",
        operator: "HAS_PROPERTY",
      })),
    },
  ],
  [
    {
      filterGroups: Array.from({ length: 4 }, () => ({
        filters: Array.from({ length: 5 }, () => ({
          propertyName: "email",
          operator: "HAS_PROPERTY",
        })),
      })),
    },
  ],
  [{ filters: [{ propertyName: "no_such", operator: "HAS_PROPERTY" }] }],
  [{ filters: [{ propertyName: "email", operator: "LIKE", value: "x" }] }],
  [{ filters: [{ propertyName: "email", operator: "EQ" }] }],
  [{ filters: [{ propertyName: "email", operator: "IN", value: "x" }] }],
  [{ filters: [{ propertyName: "hs_object_id", operator: "BETWEEN", value: "1" }] }],
])("answers 400 VALIDATION_ERROR to %o", async (body) => {
  const { emulator } = setup();

  const asked = await ask(emulator, SEARCH, body);

  expect(asked.status).toBe(400);
  expect(asked.body).toMatchObject({ category: "VALIDATION_ERROR" });
});

test("total goes beyond the wall and paging does not; id windows read all of a batch with one modified date", async () => {
  const { emulator } = setup({ sizes: { contacts: 12_345 }, tied: 12_000 });
  const modified = {
    propertyName: "lastmodifieddate",
    operator: "GTE",
    value: String(Date.UTC(2026, 10, 1)),
  };
  const window = async (last: string): Promise<{ ids: string[]; total: number | undefined }> => {
    const ids: string[] = [];
    for (let after = 0; ; after += 200) {
      const page = await askPage(emulator, SEARCH, {
        filterGroups: [
          { filters: [modified, { propertyName: "hs_object_id", operator: "GT", value: last }] },
        ],
        sorts: [{ propertyName: "hs_object_id", direction: "ASCENDING" }],
        limit: 200,
        after: String(after),
      });
      ids.push(...idsOf(page));
      if (page.paging === undefined || after + 400 > 10_000) return { ids, total: page.total };
    }
  };

  const first = await window("0");
  const second = await window(first.ids.at(-1) ?? "");

  expect([first.total, second.total]).toEqual([12_000, 2000]);
  expect([first.ids.length, second.ids.length]).toEqual([10_000, 2000]);
  expect([...first.ids, ...second.ids]).toEqual(emulator.ids("contacts").slice(0, 12_000));
});

test("ids sort and compare as numbers or as text, as the emulator is told", async () => {
  const sorts = [{ propertyName: "hs_object_id", direction: "ASCENDING" }];
  const numeric = setup().emulator;
  const text = setup({ idOrder: "text" }).emulator;
  const beyond = { propertyName: "hs_object_id", operator: "GT", value: "9000" };

  const ids = text.ids("contacts");
  expect(await findAll(numeric, [], { sorts })).toEqual(ids);
  expect(await findAll(text, [], { sorts })).toEqual(ids.toSorted());
  expect(await findAll(text, [], { sorts })).not.toEqual(ids);
  expect(await findAll(text, [beyond], { sorts })).toEqual(
    ids.filter((id) => id > "9000").toSorted(),
  );
});

test.each([
  [["lastmodifieddate"], "lastmodifieddate", 1],
  [["-lastmodifieddate"], "lastmodifieddate", -1],
  [[{ propertyName: "createdate", direction: "DESCENDING" }], "createdate", -1],
  [[{ propertyName: "city", direction: "ASCENDING" }], "city", 1],
  [[{ propertyName: "zip" }], "zip", 1],
])("sorts by %o", async (sorts, name, sign) => {
  const { emulator } = setup();

  const ids = await findAll(emulator, [], { sorts });

  const values = ids.map((id) =>
    (emulator.record("contacts", id)?.properties[name] ?? "").toLowerCase(),
  );
  const sorted = values.toSorted((a, b) => sign * (a < b ? -1 : a > b ? 1 : 0));
  expect(ids).toHaveLength(500);
  expect(values).toEqual(sorted);
});

test("a change is found only after the index delay, a record archived never again", async () => {
  const { clock, emulator } = setup();
  clock.at += 60_000;
  const since = { propertyName: "lastmodifieddate", operator: "GTE", value: String(clock.at) };
  const changed = emulator.change("contacts", { updated: 3, created: 2, archived: 1 });

  const atOnce = await findAll(emulator, [since]);
  clock.at += 4999;
  const early = await findAll(emulator, [since]);
  clock.at += 1;
  const later = await findAll(emulator, [since]);
  const all = await findAll(emulator, []);

  expect([atOnce, early]).toEqual([[], []]);
  expect(later).toEqual([...changed.updated, ...changed.created]);
  expect(all).toHaveLength(501);
  expect(all).not.toContain(changed.archived[0]);
});

test("the query finds words of the default properties", async () => {
  const { emulator } = setup();
  const expected = records(emulator).filter(({ properties }) => properties["firstname"] === "Zoë");

  const page = await askPage(emulator, SEARCH, { query: "zoë", limit: 200 });

  expect(idsOf(page)).toEqual(expected.map(({ id }) => id));
});

test("results carry the asked properties and no associations", async () => {
  const { emulator } = setup();

  const page = await askPage(emulator, SEARCH, { properties: ["city"], limit: 1 });

  expect(Object.keys(page.results[0]?.properties ?? {}).toSorted()).toEqual([
    "city",
    "createdate",
    "hs_object_id",
    "lastmodifieddate",
  ]);
  expect(page.results[0]).not.toHaveProperty("associations");
});
