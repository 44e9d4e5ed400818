import { checkpointOf } from "@brain/testkit";
import { expect, test } from "vitest";
import { batchOf, idsOf, load, open, signal, writerOf } from "./table.fixture.ts";

const versioned = { version: "n" } as const;

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
