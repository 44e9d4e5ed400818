import { expect, test } from "vitest";
import { z } from "zod";
import { ask } from "../ask-hubspot.fixture.ts";
import { hubspotEmulator } from "./hubspot-emulator.ts";
import { objectNames } from "./objects.ts";

const setup = () => hubspotEmulator({ limits: "off", sizes: { contacts: 120 } });
const listSchema = z.looseObject({
  results: z.array(z.looseObject({})),
  paging: z.looseObject({ next: z.looseObject({ after: z.string() }) }).optional(),
});
const results = async (path: string, emulator = setup()) =>
  listSchema.parse((await ask(emulator, path)).body).results;

test("owners page by id, archived ones apart", async () => {
  const emulator = setup();
  const all = await results("/crm/owners/2026-09", emulator);
  const paged: unknown[] = [];
  for (let after: string | undefined = ""; after !== undefined;) {
    const { body } = await ask(
      emulator,
      `/crm/v3/owners?limit=5${after === "" ? "" : `&after=${after}`}`,
    );
    const page = listSchema.parse(body);
    paged.push(...page.results);
    after = page.paging?.next.after;
  }

  expect(paged).toEqual(all);
  expect(all).toHaveLength(12);
  expect(all.at(-1)).toMatchObject({ type: "QUEUE" });
  expect(await results("/crm/owners/2026-09?archived=true")).toMatchObject([
    { archived: true },
    { archived: true },
  ]);
  expect(await results("/crm/owners/2026-09?email=owner.2@example.com")).toHaveLength(1);
  expect((await ask(emulator, "/crm/owners/2026-09?limit=501")).status).toBe(400);
  expect((await ask(emulator, "/crm/owners/2026-09/1")).status).toBe(404);
});

test("the owner of every record is an owner", async () => {
  const emulator = setup();
  const owners = new Set((await results("/crm/owners/2026-09", emulator)).map(({ id }) => id));
  const owned = emulator
    .ids("contacts")
    .flatMap((id) => emulator.record("contacts", id)?.properties["hubspot_owner_id"] ?? []);

  expect(owned.length).toBeGreaterThan(90);
  expect(owned.every((id) => owners.has(id))).toBe(true);
});

test.each([
  ["deals", 2, "pipeline", "dealstage"],
  ["tickets", 1, "hs_pipeline", "hs_pipeline_stage"],
] as const)(
  "%s are in their pipelines and stages",
  async (object, count, pipelineName, stageName) => {
    const emulator = setup();
    const pipelines = z
      .array(
        z.looseObject({
          id: z.string(),
          stages: z.array(
            z.looseObject({ id: z.string(), metadata: z.record(z.string(), z.string()) }),
          ),
        }),
      )
      .parse(await results(`/crm/pipelines/2026-09/${object}`, emulator));
    const stages = new Set(
      pipelines.flatMap(({ id, stages: list }) => list.map((stage) => `${id}/${stage.id}`)),
    );

    expect(pipelines).toHaveLength(count);
    for (const id of emulator.ids(object)) {
      const properties = emulator.record(object, id)?.properties ?? {};
      expect(stages).toContain(`${properties[pipelineName]}/${properties[stageName]}`);
    }
    const [first] = pipelines;
    const stagesPath = `/crm/pipelines/2026-09/${object}/${first?.id}/stages`;
    expect(await results(stagesPath, emulator)).toEqual(first?.stages);
    expect((await ask(emulator, `/crm/pipelines/2026-09/${object}/nothing`)).status).toBe(404);
  },
);

test("objects without pipelines have an empty list, and so have archived schemas", async () => {
  expect(await results("/crm/pipelines/2026-09/contacts")).toEqual([]);
  expect(await results("/crm-object-schemas/2026-09/schemas?archived=true")).toEqual([]);
  expect(await results("/crm/v3/schemas?archived=true")).toEqual([]);
});

test("contacts have more than 80 properties, of every type, custom ones among them", async () => {
  const definitions = await results("/crm/properties/2026-09/contacts");

  expect(definitions.length).toBeGreaterThan(80);
  expect(new Set(definitions.map(({ type }) => type))).toEqual(
    new Set(["string", "number", "bool", "enumeration", "date", "datetime", "phone_number"]),
  );
  expect(
    definitions.filter(({ hubspotDefined }) => hubspotDefined === false).length,
  ).toBeGreaterThan(20);
  expect(definitions.find(({ name }) => name === "region_interest")).toMatchObject({
    fieldType: "checkbox",
  });
  expect(definitions.find(({ name }) => name === "hubspot_owner_id")).toMatchObject({
    type: "enumeration",
    externalOptions: true,
    options: [],
    referencedObjectType: "OWNER",
  });
  expect((await ask(setup(), "/crm/properties/2026-09/contacts/email")).body).toMatchObject({
    name: "email",
  });
  expect((await ask(setup(), "/crm/properties/2026-09/contacts/no_such")).status).toBe(404);
  expect(await results("/crm/properties/2026-09/contacts/groups")).not.toEqual([]);
});

test.each(objectNames)("values of %s fit their definitions", async (object) => {
  const emulator = hubspotEmulator({ limits: "off", sizes: { [object]: 150 } });
  const definitions = z
    .array(
      z.looseObject({
        name: z.string(),
        type: z.string(),
        fieldType: z.string(),
        options: z.array(z.looseObject({ value: z.string() })),
      }),
    )
    .parse(await results(`/crm/properties/2026-09/${object}`, emulator));
  const patterns: Readonly<Record<string, RegExp>> = {
    number: /^-?\d+(\.\d{1,2})?$/,
    bool: /^(true|false)$/,
    date: /^\d{4}-\d{2}-\d{2}$/,
    datetime: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/,
  };

  const misfits = emulator.ids(object).flatMap((id) => {
    const { properties = {} } = emulator.record(object, id) ?? {};
    return definitions.filter(({ name, type, fieldType, options }) => {
      const value = properties[name] ?? null;
      if (value === null || name.startsWith("legacy_")) return false;
      const values = fieldType === "checkbox" ? value.split(";") : [value];
      const isOption = (one: string): boolean => options.some((option) => option.value === one);
      return (
        patterns[type]?.test(value) === false ||
        (type === "enumeration" && options.length > 0 && !values.every(isOption))
      );
    });
  });
  expect(misfits).toEqual([]);
  expect(definitions.length).toBeGreaterThan(20);
});

test("invented addresses are at example.com and example.org only, and some values hold line feeds", () => {
  const emulator = setup();
  const all = emulator.ids("contacts").flatMap((id) => emulator.record("contacts", id) ?? []);
  const emails = all.map(({ properties }) => properties["email"] ?? null);

  expect(emails).toContain(null);
  expect(
    emails.every((email) => email === null || /^[a-z.\-0-9]+@example\.(com|org)$/.test(email)),
  ).toBe(true);
  expect(all.some(({ properties }) => properties["message"]?.includes("\n"))).toBe(true);
});
