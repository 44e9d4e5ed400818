import { expect, test } from "vitest";
import { batchOf, checkpointOf, idsOf, load, open, signal, writerOf } from "./table.fixture.ts";

const versioned = { version: "n" } as const;

test("[DL-8] append keeps every row, also those of one key", async () => {
  await using destination = await open();
  await using writer = await writerOf(destination, { mode: "append" });

  await load(writer, [{ id: "a" }, { id: "a" }]);
  await load(writer, [{ id: "a" }]);

  expect(await idsOf(destination)).toEqual(["a", "a", "a"]);
});

test("[OR-2] the greater version wins, in one batch and over commits; of equal ones the later", async () => {
  await using destination = await open();
  await using writer = await writerOf(destination, versioned);

  await load(writer, [
    { id: "a", n: 5, tag: 1 },
    { id: "a", n: 3, tag: 2 },
    { id: "b", n: 1, tag: 1 },
    { id: "b", n: 1, tag: 2 },
  ]);
  await load(writer, [
    { id: "a", n: 4, tag: 3 },
    { id: "b", n: 1, tag: 3 },
  ]);

  const rows = await destination.query("select id, n, _extra->>'tag' as tag from t order by id");
  expect(rows).toEqual([
    { id: "a", n: 5, tag: "1" },
    { id: "b", n: 1, tag: "3" },
  ]);
});

test("[OR-2] a record without version is older than any, and never lost where none is stored", async () => {
  await using destination = await open();
  await using writer = await writerOf(destination, versioned);

  await load(writer, [
    { id: "a", n: null },
    { id: "b", n: 2 },
  ]);
  await load(writer, [
    { id: "a", n: 1 },
    { id: "b", n: null },
  ]);

  const rows = await destination.query("select id, n from t order by id");
  expect(rows).toEqual([
    { id: "a", n: 1 },
    { id: "b", n: 2 },
  ]);
});

test("keys with null in them are one key", async () => {
  await using destination = await open();
  await using writer = await writerOf(destination, { primaryKey: ["id", "n"] });

  await load(writer, [
    { id: "a", n: null },
    { id: "a", n: null },
  ]);
  await load(writer, [{ id: "a", n: null }]);

  expect(await idsOf(destination)).toEqual(["a"]);
});

test("[OR-1] deletes take effect between the batches around them, within one commit", async () => {
  await using destination = await open();
  await using writer = await writerOf(destination);
  await load(writer, [{ id: "x" }, { id: "y" }]);

  await writer.write(batchOf([{ id: "z" }, { id: "w" }]), { signal });
  await writer.write(batchOf([{ id: "y", n: 7 }], { deletes: [{ id: "z" }, { id: "y" }] }), {
    signal,
  });
  await writer.write(batchOf([], { deletes: [{ id: "w" }] }), { signal });
  await writer.commit([]);

  const rows = await destination.query("select id, n from t order by id");
  expect(rows).toEqual([
    { id: "x", n: null },
    { id: "y", n: 7 },
  ]);
});

test("[DL-8] a delete removes all rows that equal it in the fields it names, nulls included", async () => {
  await using destination = await open();
  await using writer = await writerOf(destination);
  await load(writer, [
    { id: "a", day: "2026-11-01" },
    { id: "b", day: "2026-11-01" },
    { id: "c", day: "2026-11-02" },
    { id: "d", day: null },
  ]);

  await writer.write(
    batchOf([], { deletes: [{ day: "2026-11-01" }, { day: null }, { day: "no day" }, {}] }),
    { signal },
  );
  await writer.commit([]);

  expect(await idsOf(destination)).toEqual(["c"]);
});

test("[DL-8] a delete that names the version leaves newer rows", async () => {
  await using destination = await open();
  await using writer = await writerOf(destination, versioned);
  await load(writer, [
    { id: "a", n: 5 },
    { id: "b", n: 3 },
  ]);

  await writer.write(
    batchOf([], {
      deletes: [
        { id: "a", n: 4 },
        { id: "b", n: 4 },
      ],
    }),
    { signal },
  );
  await writer.commit([]);

  expect(await idsOf(destination)).toEqual(["a"]);
});

test("a delete by a field without a column is refused with the field's name", async () => {
  await using destination = await open();
  await using writer = await writerOf(destination);

  const write = writer.write(batchOf([], { deletes: [{ gone: 1 }] }), { signal });

  await expect(write).rejects.toMatchObject({ code: "table_mismatch" });
});

test("deletes can mark instead; a later record brings the row back", async () => {
  await using destination = await open();
  await using writer = await writerOf(destination, { deletes: "mark" });
  await load(writer, [{ id: "a" }, { id: "b" }]);
  await load(writer, [], { deletes: [{ id: "a" }, { id: "b" }] });
  await load(writer, [{ id: "b" }]);

  const rows = await destination.query("select id, _deleted_at from t order by id");

  expect(rows).toEqual([
    { id: "a", _deleted_at: "2026-11-24T00:00:00Z" },
    { id: "b", _deleted_at: null },
  ]);
});

test("[DL-8] mirror sweeps a partition only when complete, and only this flow's rows of it", async () => {
  await using destination = await open();
  await using other = await writerOf(destination, { mode: "mirror", flow: "other" });
  await load(other, [{ id: "o" }], { partition: "d1", generation: "g0" });
  await using writer = await writerOf(destination, { mode: "mirror" });
  await load(writer, [{ id: "a" }, { id: "b" }], { partition: "d1", generation: "g0" });
  await load(writer, [{ id: "c" }], { partition: "d2", generation: "g0" });

  await writer.write(batchOf([{ id: "b" }], { partition: "d1" }), { signal });
  await writer.commit([checkpointOf({ partition: "d1" })]);
  expect(await idsOf(destination)).toEqual(["a", "b", "c", "o"]);
  await writer.commit([checkpointOf({ partition: "d1", seq: 2, complete: true })]);

  expect(await idsOf(destination)).toEqual(["b", "c", "o"]);
});

test("[DL-8] a partition begun anew under another version loses what the first version brought", async () => {
  await using destination = await open();
  await using writer = await writerOf(destination, { mode: "mirror" });
  await load(writer, [{ id: "a" }], { partition: "d1", generation: "g1:monday" });

  await writer.write(batchOf([{ id: "b" }], { partition: "d1", generation: "g1:tuesday" }), {
    signal,
  });
  await writer.commit([checkpointOf({ partition: "d1", complete: true, version: "tuesday" })]);

  expect(await idsOf(destination)).toEqual(["b"]);
  expect(await destination.query("select generation from _brain_batches")).toEqual([
    { generation: "g1:tuesday" },
  ]);
});

test("[DL-8] a mirror keeps a newer row that the generation brought in an older version", async () => {
  await using destination = await open();
  await using writer = await writerOf(destination, { mode: "mirror", ...versioned });
  await load(writer, [{ id: "a", n: 9 }], { generation: "g0" });

  await writer.write(batchOf([{ id: "a", n: 1 }]), { signal });
  await writer.commit([checkpointOf({ complete: true })]);

  expect(await destination.query("select id, n from t")).toEqual([{ id: "a", n: 9 }]);
});

test("a key field without a column stops the commit, by name", async () => {
  await using destination = await open();
  await using writer = await writerOf(destination, { primaryKey: ["nope"] });
  await writer.write(batchOf([{ id: "a" }]), { signal });

  await expect(writer.commit([])).rejects.toMatchObject({
    code: "table_mismatch",
    message: expect.stringContaining("nope"),
  });
});
