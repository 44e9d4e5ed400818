import { expect, test } from "vitest";
import type { DuckdbDestination } from "./duckdb.ts";
import { load, open, writerOf } from "./table.fixture.ts";

/** Rewrites every text of the flow that has `old`, and gives the parts. */
async function rewriteAll(destination: DuckdbDestination, flow: string): Promise<object[]> {
  const parts: object[] = [];
  const rewrite = {
    pipeline: "p",
    flow,
    containing: "old",
    replace: (texts: readonly string[]) => texts.map((text) => text.replaceAll("old", "new")),
  };
  for await (const { table, ...counts } of destination.rewrite?.(rewrite) ?? []) {
    parts.push({ table: table.replaceAll(/_[0-9a-f]{16}/g, ""), ...counts });
  }
  return parts;
}

test("[EN-3] texts of one flow are rewritten, in text and JSON, and those of another in the same table stay", async () => {
  await using destination = await open();
  await using first = await writerOf(destination, { flow: "f" });
  await using second = await writerOf(destination, { flow: "g" });
  await load(first, [{ id: "old 1", extra: { deep: ["old"] } }, { id: "other" }]);
  await load(second, [{ id: "old 2", extra: "old" }]);

  const parts = await rewriteAll(destination, "f");

  expect(parts).toEqual([{ table: "t", seen: 2, rewritten: 2 }]);
  expect(await destination.query("select id, _extra from t order by id")).toEqual([
    { id: "new 1", _extra: '{"extra":{"deep":["new"]}}' },
    { id: "old 2", _extra: '{"extra":"old"}' },
    { id: "other", _extra: null },
  ]);
});

test("[EN-3] the staging of an unfinished replace is rewritten too", async () => {
  await using destination = await open();
  await using writer = await writerOf(destination, { mode: "replace" });
  await load(writer, [{ id: "old" }]);

  expect(await rewriteAll(destination, "f")).toEqual([
    { table: "_brain_staging", seen: 1, rewritten: 1 },
  ]);
  expect(await rewriteAll(destination, "f")).toEqual([
    { table: "_brain_staging", seen: 0, rewritten: 0 },
  ]);
});

test("[EN-3] a table of many batches is rewritten in several parts, each row once", async () => {
  await using destination = await open();
  await using writer = await writerOf(destination, { mode: "append" });
  for (let batch = 0; batch < 6; batch++) {
    await load(
      writer,
      Array.from({ length: 2_000 }, (_, at) => ({ id: `old ${batch} ${at}` })),
      { id: `b${batch}` },
    );
  }

  const parts = await rewriteAll(destination, "f");

  expect(parts).toEqual(
    [6_000, 4_000, 2_000].map((rewritten) => ({ table: "t", seen: rewritten, rewritten })),
  );
  const [count] = await destination.query(
    "select count(distinct id) n from t where id like 'new %'",
  );
  expect(count).toEqual({ n: 12_000 });
});
