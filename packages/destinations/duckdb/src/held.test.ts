import { expect, test } from "vitest";
import { entryOf } from "@brain/testkit";
import { load, open, writerOf } from "./table.fixture.ts";

const needle = ":v1:k1:";
const token = `enc${needle}AAAA`;

test("[EN-3] a text is found in every table, column, kind of value, staging and quarantine, whoever's they are", async () => {
  await using destination = await open();
  await using plain = await writerOf(destination);
  await load(plain, [{ id: "a", unknown: { deep: [token] } }]);
  await using staged = await writerOf(destination, {
    name: "s",
    pipeline: "p",
    flow: "s",
    mode: "replace",
  });
  await load(staged, [{ id: token }]);
  await destination.quarantine.add([
    entryOf("open", { pipeline: "other", record: token }),
    entryOf("settled", { record: { nested: token } }),
  ]);
  await destination.quarantine.settle(["settled"], "discarded", "r2");
  await destination.query(`create table "of.a""user"(list varchar[], part struct(x varchar))`);
  await destination.query(`insert into "of.a""user" values (['x', '${token}'], {x: '${token}'})`);
  await destination.query(`create schema elsewhere`);
  await destination.query(`create table elsewhere.copied as select '${token}'::blob as bytes, 1 n`);

  const held = await destination.holds?.({ texts: [needle, ":v1:k2:"], pipeline: "p" });

  expect(new Set(held?.map(({ text }) => text))).toEqual(new Set([needle]));
  const places = held?.map(({ where }) => where.replace(/_[0-9a-f]{16}/g, "")) ?? [];
  expect(places.toSorted()).toEqual([
    "_brain_staging.id",
    "_quarantine.record",
    "copied.bytes",
    'of.a"user.list',
    'of.a"user.part',
    "t._extra",
  ]);
});

test("[EN-3] a run of another pipeline that is under way holds all: it may yet write them", async () => {
  await using destination = await open();
  const lease = await destination.state.lease("other", { ttlMs: 30_000, owner: "run" });
  const search = { texts: [needle], pipeline: "p" };

  const during = await destination.holds?.(search);
  await lease?.release();
  const after = await destination.holds?.(search);

  expect(during).toEqual([{ text: needle, where: "a run of other that is under way" }]);
  expect(after).toEqual([]);
});

test("[EN-3] more texts than fit into a statement are all looked for", async () => {
  await using destination = await open();
  await using writer = await writerOf(destination);
  await load(writer, [{ id: ":v1:k1234:" }]);
  const texts = Array.from({ length: 1_300 }, (_, at) => `:v1:k${at}:`);

  const held = await destination.holds?.({ texts, pipeline: "p" });

  expect(held).toEqual([{ text: ":v1:k1234:", where: "t.id" }]);
});
