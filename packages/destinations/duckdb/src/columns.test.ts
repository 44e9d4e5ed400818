import type { JsonSchema, TableSpec } from "@brain/core";
import { expect, test } from "vitest";
import { batchOf, load, open, signal, writerOf } from "./table.fixture.ts";

/** One column `v` of that schema in an append table. */
const column = (v: JsonSchema): Partial<TableSpec> => ({
  mode: "append",
  jsonSchema: { type: "object", properties: { v } },
});
const string = (format: string): JsonSchema => ({ type: ["string", "null"], format });

test.each([
  ["integer", { type: "integer" }, "BIGINT", 2 ** 53, "9007199254740992"],
  ["number", { type: ["number", "null"] }, "DOUBLE", 0.1, "0.1"],
  [
    "a number that is whole or not",
    { anyOf: [{ type: "integer" }, { type: "number" }] },
    "DOUBLE",
    1.5,
    "1.5",
  ],
  ["boolean", { type: "boolean" }, "BOOLEAN", true, "true"],
  [
    "text, spaces and all",
    { type: "string" },
    "VARCHAR",
    "  Ünï\u0000code 👍\n",
    "  Ünï\u0000code 👍\n",
  ],
  ["a list of words", { enum: ["a", "b", null] }, "VARCHAR", "a", "a"],
  ["date", string("date"), "DATE", "2024-02-29", "2024-02-29"],
  [
    "instant",
    string("date-time"),
    "TIMESTAMP",
    "2026-11-24T08:00:00.123456Z",
    "2026-11-24 08:00:00.123456",
  ],
  [
    "instant with an offset",
    string("date-time"),
    "TIMESTAMP",
    "2026-11-24T01:00:00+02:30",
    "2026-11-23 22:30:00",
  ],
  [
    "instant without a zone, which is UTC",
    string("date-time"),
    "TIMESTAMP",
    "2026-11-24T08:00",
    "2026-11-24 08:00:00",
  ],
  ["int64 as digits", string("int64"), "BIGINT", "9223372036854775807", "9223372036854775807"],
  ["int64 as a number", { anyOf: [{ type: "integer" }, string("int64")] }, "BIGINT", -5, "-5"],
  [
    "decimal",
    string("decimal"),
    "DECIMAL(38,9)",
    "-12345678901234567890.5",
    "-12345678901234567890.500000000",
  ],
  ["object", { type: "object" }, "JSON", { a: [1, { b: null }] }, '{"a":[1,{"b":null}]}'],
  ["anything", {}, "JSON", "text", '"text"'],
  ["a union", { type: ["string", "number"] }, "VARCHAR", 5, "5"],
  [
    "a union with objects",
    { anyOf: [{ type: "string" }, { type: "object" }] },
    "VARCHAR",
    { a: 1 },
    '{"a":1}',
  ],
] as const)("[VA-3] %s is held unchanged in its type", async (_, schema, type, value, held) => {
  await using destination = await open();
  await using writer = await writerOf(destination, column(schema));

  await load(writer, [{ v: value }, { v: null }, {}]);

  const rows = await destination.query(
    "select typeof(v) as type, cast(v as varchar) as held from t",
  );
  expect(rows).toEqual([
    { type, held },
    { type, held: null },
    { type, held: null },
  ]);
});

test.each([
  ["a fraction", { type: "integer" }, 1.5, "not_integer"],
  ["digits", { type: "integer" }, "5", "invalid_type"],
  ["a number beyond 64 bits", { type: "integer" }, 1e19, "out_of_range"],
  ["digits beyond 64 bits", string("int64"), "9223372036854775808", "out_of_range"],
  ["digits with a leading zero", string("int64"), "007", "invalid_type"],
  ["a number", { type: "string" }, 5, "invalid_type"],
  ["text", { type: "number" }, "0.1", "invalid_type"],
  ["text", { type: "boolean" }, "true", "invalid_type"],
  ["a day that is none", string("date"), "2026-02-30", "invalid_date"],
  ["a day of another shape", string("date"), "24.11.2026", "invalid_date"],
  ["an hour that is none", string("date-time"), "2026-11-24T24:00:00Z", "invalid_datetime"],
  ["a nanosecond", string("date-time"), "2026-11-24T08:00:00.123456789Z", "invalid_datetime"],
  ["more decimals than the column has", string("decimal"), "0.1234567891", "invalid_decimal"],
  ["half a surrogate pair", { type: "string" }, "a\ud800", "lone_surrogate"],
  ["half a surrogate pair deep inside", { type: "object" }, { a: ["\udc00"] }, "lone_surrogate"],
] as const)("[VA-3] %s in %j refuses that record alone", async (_, schema, value, code) => {
  await using destination = await open();
  await using writer = await writerOf(destination, column(schema));

  const { rejected } = await writer.write(batchOf([{ v: null }, { v: value }, { v: null }]), {
    signal,
  });
  await writer.commit([]);

  expect(rejected).toEqual([
    { index: 1, issue: { path: ["v"], code, message: expect.any(String) }, retryable: false },
  ]);
  expect(rejected[0]?.issue.message).not.toContain(JSON.stringify(value));
  expect(await destination.query("select count(*) as n from t")).toEqual([{ n: 2 }]);
});

test("[VA-3] a very long text comes back as it was", async () => {
  await using destination = await open();
  await using writer = await writerOf(destination, column({ type: "string" }));
  const long = "0123456789abcdé".repeat(400_000);

  await load(writer, [{ v: long }]);

  const [row] = await destination.query("select v from t");
  expect(row?.["v"] === long).toBe(true);
});

test("[VA-5] hostile and colliding fields get columns of their own and harm nothing", async () => {
  await using destination = await open();
  const fields = [
    'x"; drop table t; --',
    "Ünïcode",
    "x".repeat(300),
    "",
    "0day",
    "email",
    "Email",
    "EMAIL",
    "sessionSource",
    "constructor",
    "_batch",
    "rowid",
    "select",
  ];
  const record = Object.fromEntries(fields.map((field, n) => [field, n]));
  Object.defineProperty(record, "__proto__", { value: 99, enumerable: true });
  const properties = Object.fromEntries(fields.map((field) => [field, { type: "integer" }]));
  Object.defineProperty(properties, "__proto__", { value: { type: "integer" }, enumerable: true });
  await using writer = await writerOf(destination, {
    mode: "append",
    jsonSchema: { type: "object", properties },
  });

  await load(writer, [record, {}]);

  const [first, second] = await destination.query("select * exclude (_batch, _extra) from t");
  const names = Object.keys(first ?? {});
  expect(names).toHaveLength(fields.length + 1);
  expect(names.every((name) => /^[A-Za-z_][A-Za-z0-9_]{0,62}$/.test(name))).toBe(true);
  expect(names).toEqual(
    expect.arrayContaining(["email", "sessionSource", "constructor", "__proto__"]),
  );
  expect(Object.values(first ?? {}).toSorted((a, b) => Number(a) - Number(b))).toEqual([
    ...fields.keys(),
    99,
  ]);
  expect(new Set(Object.values(second ?? {}))).toEqual(new Set([null]));
});
