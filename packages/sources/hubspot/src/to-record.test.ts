import { expect, test } from "vitest";
import listAnswer from "../fixtures/contacts.list.json" with { type: "json" };
import definitions from "../fixtures/contacts.properties.json" with { type: "json" };
import { discoveredSchema, planRecords } from "./record-plan.ts";
import { contactSchema } from "./streams/contacts.ts";
import { toRecord, type RawObject } from "./to-record.ts";

/** A copy, since a record takes over what was sent. */
const sent = (index: number): RawObject => structuredClone(listAnswer.results[index] ?? missing());
function missing(): never {
  throw new Error("The fixture has no such contact.");
}
const plan = planRecords(definitions.results, contactSchema.shape);

test("types every value by its property's definition, and keeps identifiers as text", () => {
  const record = toRecord(sent(0), plan, () => undefined);

  expect(record).toMatchObject({
    id: "90071992547409931",
    email: "ada@example.com",
    lastname: null,
    visits: 42,
    ratio: 0.30000000000000004,
    opted_in: true,
    birthday: "1990-02-28",
    seen_at: "2023-11-22T19:29:00.515Z",
    called_at: "2025-02-17T01:21:12Z",
    regions: "EMEA;LATAM",
    hs_object_id: "90071992547409931",
    hs_created_by_user_id: "12282590",
    associatedcompanyid: "90071992547409999",
    notes: "line one\nline two ",
  });
  expect(record).not.toHaveProperty("associations");
});

test("[VA-3] keeps what is none of its type as it came, beside the field, and says so", () => {
  const unparsed: string[] = [];

  const record = toRecord(sent(0), plan, (name) => unparsed.push(name));

  expect(record).toMatchObject({ score: null, budget: null });
  expect(record["unparsed_values"]).toEqual({ score: "1,250", budget: "12345678901234567.89" });
  expect(unparsed).toEqual(["score", "budget"]);
});

test("an empty text is no value, and a declared field that was not read is null", () => {
  const record = toRecord(sent(1), plan, () => undefined);

  expect(record).toMatchObject({ email: null, opted_in: null, birthday: null, phone: null });
  expect(record).not.toHaveProperty("unparsed_values");
  expect(record).not.toHaveProperty("work_email");
});

test("every record fits the schema discovered from the same definitions", () => {
  const schema = discoveredSchema(definitions.results, contactSchema);

  const results = [0, 1].map((index) =>
    schema.safeParse(toRecord(sent(index), plan, () => undefined)),
  );

  expect(results.map(({ success }) => success)).toEqual([true, true]);
  expect(schema.shape).toHaveProperty("email");
  // Optional and not asked for: it would be a column that is always empty.
  expect(schema.shape).not.toHaveProperty("hs_googleplusid");
});

test("a property named like a field of the record itself keeps its value under a longer name", () => {
  const clash = [
    { name: "id", type: "number" },
    { name: "archived", type: "string" },
  ];
  const own = planRecords(clash, {});

  const record = toRecord(
    { ...sent(1), properties: { id: "7", archived: "in a box" } },
    own,
    () => undefined,
  );

  expect(record).toMatchObject({
    id: "152",
    archived: false,
    property_id: "7",
    property_archived: "in a box",
  });
});

test("[VA-3] no property name can reach a prototype", () => {
  const raw: RawObject = JSON.parse(
    '{"id":"1","createdAt":"","updatedAt":"","properties":{"__proto__":"x","constructor":"y"}}',
  );

  const record = toRecord(
    raw,
    planRecords([{ name: "constructor", type: "string" }], {}),
    () => undefined,
  );

  expect(Object.getPrototypeOf(record)).toBe(Object.prototype);
  expect(Object.getOwnPropertyDescriptor(record, "__proto__")?.value).toBe("x");
});
