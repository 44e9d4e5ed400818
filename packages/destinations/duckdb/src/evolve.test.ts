import type { JsonSchema } from "@brain/core";
import { expect, test } from "vitest";
import { batchOf, load, newFile, open, signal, writerOf } from "./table.fixture.ts";

const table = (properties: Record<string, JsonSchema>): JsonSchema => ({
  type: "object",
  properties,
});
const id: JsonSchema = { type: "string" };
const types =
  "select column_name as name, data_type as type from duckdb_columns() where table_name = 't'";

test("[VA-2] unknown fields are kept in _extra, as they were", async () => {
  await using destination = await open();
  await using writer = await writerOf(destination);
  const extra = { x: { deep: [1] }, 'a"b': null };
  const hostile: object = JSON.parse('{"id":"b","__proto__":1}');

  await load(writer, [{ id: "a", ...extra }, hostile, { id: "c" }]);

  const rows = await destination.query("select _extra from t order by id");
  expect(rows).toEqual([
    { _extra: JSON.stringify(extra) },
    { _extra: '{"__proto__":1}' },
    { _extra: null },
  ]);
});

test("[VA-2] unknown fields can be left out", async () => {
  await using destination = await open();
  await using writer = await writerOf(destination, { unknownFields: "ignore" });

  await load(writer, [{ id: "a", x: 1 }]);

  expect(await destination.query("select * exclude (_batch) from t")).toEqual([
    { id: "a", n: null, day: null },
  ]);
});

test("[VA-2] unknown fields can have a column each, which widens with what they show", async () => {
  await using destination = await open();
  await using writer = await writerOf(destination, { unknownFields: "evolve" });
  await writer.write(batchOf([{ id: "a", x: 1, ok: true }]), { signal });
  await writer.write(batchOf([{ id: "b", x: 1.5, tags: ["t"] }]), { signal });
  await writer.commit([]);
  await load(writer, [{ id: "c", x: "many", ok: "maybe" }]);

  const rows = await destination.query("select id, x, ok, tags from t order by id");

  expect(rows).toEqual([
    { id: "a", x: "1", ok: "true", tags: null },
    { id: "b", x: "1.5", ok: null, tags: '["t"]' },
    { id: "c", x: "many", ok: "maybe", tags: null },
  ]);
});

test("[VA-2] a column that evolved is found again by the next run", async () => {
  const path = newFile();
  for (const x of ["one", 2]) {
    await using destination = await open(path);
    await using writer = await writerOf(destination, { unknownFields: "evolve", mode: "append" });
    await load(writer, [{ id: `${x}`, x }]);
  }

  await using destination = await open(path);
  expect(await destination.query("select x from t order by x")).toEqual([{ x: "2" }, { x: "one" }]);
});

test("an older table gets the columns that it lacks; its rows have null there", async () => {
  await using destination = await open();
  await using before = await writerOf(destination, { jsonSchema: table({ id }) });
  await load(before, [{ id: "a" }]);

  await using after = await writerOf(destination, {
    jsonSchema: table({ id, more: { type: "integer" } }),
    deletes: "mark",
  });
  await load(after, [{ id: "b", more: 1 }]);

  expect(await destination.query("select id, more from t order by id")).toEqual([
    { id: "a", more: null },
    { id: "b", more: 1 },
  ]);
});

test("a table that was there before us takes our rows beside its own", async () => {
  await using destination = await open();
  await destination.query("create table t(id varchar, theirs integer)");
  await destination.query("insert into t values ('a', 1)");

  await using writer = await writerOf(destination);
  await load(writer, [{ id: "b", n: 2 }]);

  expect(await destination.query("select id, theirs, n from t order by id")).toEqual([
    { id: "a", theirs: 1, n: null },
    { id: "b", theirs: null, n: 2 },
  ]);
});

test.each([
  ["integer to number", "integer", "number", [1, 2.5], "DOUBLE", ["1.0", "2.5"]],
  [
    "integer to number that would lose digits",
    "integer",
    "number",
    [2 ** 60, 2.5],
    "VARCHAR",
    ["1152921504606846976", "2.5"],
  ],
  ["integer to text", "integer", "string", [1, "two"], "VARCHAR", ["1", "two"]],
  ["number to text", "number", "string", [5, "two"], "VARCHAR", ["5", "two"]],
  ["number stays, given integers", "number", "integer", [2.5, 5], "DOUBLE", ["2.5", "5.0"]],
  ["text stays, given integers", "string", "integer", ["two", 5], "VARCHAR", ["two", "5"]],
] as const)("[VA-3] a column of %s keeps every value", async (_, from, to, [a, b], type, held) => {
  await using destination = await open();
  await using writer = await writerOf(destination, {
    mode: "append",
    jsonSchema: table({ v: { type: from } }),
  });
  await load(writer, [{ v: a }]);

  await writer.evolve?.(table({ v: { type: to } }));
  await load(writer, [{ v: b }]);

  expect(await destination.query(types)).toContainEqual({ name: "v", type });
  expect(await destination.query("select cast(v as varchar) as v from t order by _batch")).toEqual(
    held.map((v) => ({ v })),
  );
});

test("[VA-3] another flow's widening does not round what this flow has staged", async () => {
  await using destination = await open();
  const jsonSchema = table({ v: { type: "integer" } });
  await using one = await writerOf(destination, { mode: "append", jsonSchema });
  await using two = await writerOf(destination, { mode: "append", flow: "g", jsonSchema });
  await one.write(batchOf([{ v: 2 ** 53 + 2 }]), { signal });
  await two.evolve?.(table({ v: { type: "number" } }));

  const commit = one.commit([]);

  await expect(commit).rejects.toMatchObject({ code: "table_mismatch" });
  await one.rollback();
  await load(one, [{ v: 3 }]);
  expect(await destination.query("select v from t")).toEqual([{ v: 3 }]);
});

test("a table that cannot hold the records is refused with both types", async () => {
  await using destination = await open();
  await using writer = await writerOf(destination, {
    jsonSchema: table({ v: { type: "boolean" } }),
  });
  await load(writer, []);

  const open2 = writerOf(destination, {
    jsonSchema: table({ v: { type: "string", format: "date" } }),
  });

  await expect(open2).rejects.toMatchObject({
    code: "table_mismatch",
    message: expect.stringMatching(/v is BOOLEAN.*date/),
  });
});

test("a view is not taken for a table", async () => {
  await using destination = await open();
  await destination.query("create view t as select 1 as id");

  await expect(writerOf(destination)).rejects.toMatchObject({ code: "table_mismatch" });
});
