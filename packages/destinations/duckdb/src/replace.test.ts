import { checkpointOf } from "@brain/testkit";
import { expect, test } from "vitest";
import { batchOf, idsOf, load, open, signal, writerOf } from "./table.fixture.ts";

const replace = { mode: "replace" } as const;
const mark = checkpointOf({ partition: "", complete: true });
const tables = `select table_name from duckdb_tables() where table_name not like '\\_brain\\_%' escape '\\'
  or table_name like '\\_brain\\_staging%' escape '\\' order by 1`;

test("[DL-8] the old rows stay until the generation ends, then the new ones are alone", async () => {
  await using destination = await open();
  await using writer = await writerOf(destination, { ...replace, mode: "append", flow: "x" });
  await load(writer, [{ id: "old" }]);
  await using next = await writerOf(destination, replace);
  await load(next, [{ id: "new" }]);
  expect(await idsOf(destination)).toEqual(["old"]);

  await next.finish(mark);

  expect(await idsOf(destination)).toEqual(["new"]);
  expect(await destination.query(tables)).toEqual([
    { table_name: "_quarantine" },
    { table_name: "t" },
  ]);
  expect(await destination.query(`select "table" from _brain_batches`)).toEqual([{ table: "t" }]);
});

test("[CP-3] the swap and the end of the generation are one: finishing again never swaps in an empty table", async () => {
  await using destination = await open();
  await using first = await writerOf(destination, replace);
  await load(first, [{ id: "a" }]);
  await first.finish(mark);
  await first.finish(mark);

  await using second = await writerOf(destination, { ...replace, resuming: true });
  await second.finish(mark);

  expect(await idsOf(destination)).toEqual(["a"]);
});

test("[CP-3] a finish that the fence refuses swaps nothing", async () => {
  await using destination = await open();
  await using writer = await writerOf(destination, replace);
  await load(writer, [{ id: "a" }]);

  const finish = writer.finish({ ...mark, fence: 9 });

  await expect(finish).rejects.toMatchObject({ code: "lease_lost" });
  await expect(idsOf(destination)).rejects.toMatchObject({ code: "destination_failed" });
});

test("[DL-8] a partition begun anew within one generation leaves nothing of its first rows", async () => {
  await using destination = await open();
  await using writer = await writerOf(destination, replace);
  await load(writer, [{ id: "a" }], { generation: "g1:monday" });
  await writer.write(batchOf([{ id: "b" }], { generation: "g1:tuesday" }), { signal });
  await writer.commit([checkpointOf({ complete: true, version: "tuesday" })]);

  await writer.finish({ ...mark });

  expect(await idsOf(destination)).toEqual(["b"]);
});

test("an empty generation that is finished leaves an empty table with its columns", async () => {
  await using destination = await open();
  await using writer = await writerOf(destination, replace);

  await writer.finish(mark);

  expect(await idsOf(destination)).toEqual([]);
});
