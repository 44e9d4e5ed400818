import { expect, test } from "vitest";
import { z } from "zod";
import { ask } from "../ask-hubspot.fixture.ts";
import { hubspotEmulator } from "./hubspot-emulator.ts";
import { objectNames, type ObjectName } from "./objects.ts";

const linksSchema = z.looseObject({
  results: z.array(
    z.looseObject({
      from: z.object({ id: z.string() }),
      to: z.array(
        z.object({
          toObjectId: z.string(),
          associationTypes: z.array(
            z.object({ category: z.string(), typeId: z.number(), label: z.string().nullable() }),
          ),
        }),
      ),
      paging: z.looseObject({ next: z.looseObject({ after: z.string() }) }).optional(),
    }),
  ),
  errors: z.array(z.looseObject({ subCategory: z.string() })).optional(),
});

const sizes = Object.fromEntries(objectNames.map((name, index) => [name, 20 + index * 3]));
const setup = (options = {}) => hubspotEmulator({ limits: "off", sizes, ...options });
type Emulator = ReturnType<typeof setup>;

async function linksOf(
  emulator: Emulator,
  from: ObjectName,
  to: ObjectName,
  ids = emulator.ids(from),
) {
  const asked = await ask(emulator, `/crm/associations/2026-09/${from}/${to}/batch/read`, {
    inputs: ids.map((id) => ({ id })),
  });
  return { ...linksSchema.parse(asked.body), status: asked.status };
}

const pairs: [ObjectName, ObjectName, number, number][] = [
  ["contacts", "companies", 279, 280],
  ["deals", "contacts", 3, 4],
  ["deals", "companies", 341, 342],
  ["tickets", "contacts", 16, 15],
  ["tickets", "companies", 339, 340],
  ["tickets", "deals", 28, 27],
  ["line_items", "deals", 20, 19],
  ["calls", "contacts", 194, 193],
  ["emails", "companies", 186, 185],
  ["meetings", "deals", 212, 211],
  ["notes", "tickets", 228, 227],
  ["tasks", "contacts", 204, 203],
  ["communications", "contacts", 81, 82],
  ["postal_mail", "contacts", 453, 454],
];

test.each(pairs)(
  "links of %s and %s are the same from both ends",
  async (from, to, there, back) => {
    const emulator = setup();

    const forward = await linksOf(emulator, from, to);
    const backward = await linksOf(emulator, to, from);

    const flat = (links: typeof forward, typeId: number, isForward: boolean) =>
      links.results
        .flatMap((result) =>
          result.to
            .filter(({ associationTypes }) =>
              associationTypes.some((type) => type.typeId === typeId),
            )
            .map(({ toObjectId }) =>
              isForward ? `${result.from.id}>${toObjectId}` : `${toObjectId}>${result.from.id}`,
            ),
        )
        .toSorted();
    expect(flat(forward, there, true)).toEqual(flat(backward, back, false));
    expect(flat(forward, there, true).length).toBeGreaterThan(0);
  },
);

test("results are not aligned with inputs, and ids without links are errors of a 207, not a failure", async () => {
  const emulator = setup();
  const ids = emulator.ids("contacts").slice(0, 10);

  const links = await linksOf(emulator, "contacts", "companies", ids);

  expect(links.status).toBe(207);
  expect(links.results.map(({ from }) => from.id)).toEqual(ids.slice(0, 9).toReversed());
  expect(links.errors).toEqual([
    expect.objectContaining({
      category: "OBJECT_NOT_FOUND",
      subCategory: "crm.associations.NO_ASSOCIATIONS_FOUND",
      message: `No company is associated with contact ${ids[9]}.`,
      context: { fromObjectId: [ids[9]], fromObjectType: ["contact"], toObjectType: ["company"] },
    }),
  ]);
});

test("a link tells its kinds: primary, plain and the user's own label", async () => {
  const emulator = setup();

  const links = await linksOf(
    emulator,
    "contacts",
    "companies",
    emulator.ids("contacts").slice(0, 2),
  );

  expect(links.results.map(({ to }) => to[0]?.associationTypes)).toEqual([
    [
      { category: "HUBSPOT_DEFINED", typeId: 1, label: "Primary" },
      { category: "HUBSPOT_DEFINED", typeId: 279, label: null },
    ],
    [
      { category: "HUBSPOT_DEFINED", typeId: 1, label: "Primary" },
      { category: "HUBSPOT_DEFINED", typeId: 279, label: null },
      { category: "USER_DEFINED", typeId: 28, label: "Decision maker" },
    ],
  ]);
});

test("the links of one record page by their own cursor, in both kinds of read", async () => {
  const emulator = setup({ sizes: { contacts: 25, companies: 1 }, associationPageSize: 10 });
  const [id = ""] = emulator.ids("companies");
  const expected = emulator.ids("contacts").filter((_, index) => index % 10 !== 9);

  const batch: string[] = [];
  for (let after: string | undefined = ""; after !== undefined;) {
    const asked = await ask(emulator, "/crm/v4/associations/companies/contacts/batch/read", {
      inputs: [{ id, ...(after !== "" && { after }) }],
    });
    const [result] = linksSchema.parse(asked.body).results;
    batch.push(...(result?.to ?? []).map(({ toObjectId }) => toObjectId));
    after = result?.paging?.next.after;
  }
  const single = await ask(
    emulator,
    `/crm/v4/objects/companies/${id}/associations/contacts?limit=20`,
  );
  const rest = await ask(
    emulator,
    `/crm/v4/objects/companies/${id}/associations/contacts?limit=20&after=${encodeURIComponent(
      z.object({ next: z.looseObject({ after: z.string() }) }).parse(single.body["paging"]).next
        .after,
    )}`,
  );

  expect(batch).toEqual(expected);
  const results = [single, rest].flatMap(({ body }) =>
    z.array(z.looseObject({ toObjectId: z.string() })).parse(body["results"]),
  );
  expect(results.map(({ toObjectId }) => toObjectId)).toEqual(expected);
  expect(rest.body).not.toHaveProperty("paging");
});

test("archived records are at no end of a link", async () => {
  const emulator = setup();
  const { archived } = emulator.change("companies", { archived: 5 });

  const links = await linksOf(emulator, "contacts", "companies");

  const targets = links.results.flatMap(({ to }) => to.map(({ toObjectId }) => toObjectId));
  expect(targets.some((id) => archived.includes(id))).toBe(false);
});

test("labels lists every kind of link between two objects", async () => {
  const asked = await ask(setup(), "/crm/v4/associations/deals/companies/labels");

  expect(asked.body).toEqual({
    results: [
      { category: "HUBSPOT_DEFINED", typeId: 5, label: "Primary" },
      { category: "HUBSPOT_DEFINED", typeId: 341, label: null },
    ],
  });
});

test.each([
  [{ inputs: Array.from({ length: 1001 }, (_, id) => ({ id })) }],
  [{ inputs: [{ id: "193", after: "x" }] }],
])("answers 400 to a batch that breaks a rule", async (body) => {
  const asked = await ask(setup(), "/crm/associations/2026-09/contacts/companies/batch/read", body);

  expect(asked.status).toBe(400);
});
