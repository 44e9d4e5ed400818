import { expect, test } from "vitest";
import { fakeClock, memoryDestination } from "@brain/testkit";
import { rotateKeys } from "./rotate-keys.ts";
import { load, loaded, look, open, PAGES } from "./rotation-world.fixture.ts";

test("[EN-3] the table of a flow that is gone keeps its key", async () => {
  const first = await loaded();
  const { kids, rows } = await look(first);
  await first.destination.close();
  const world = open(first.path, first.provider, { table: "people2" });
  await load(world);

  const report = await rotateKeys(world.pipeline, world.keys);

  expect(report.held).toEqual(kids.map((kid) => ({ kid, where: "people.email" })));
  expect(report.unused).toHaveLength(1);
  for (const kid of report.unused) await world.keys.destroy("", kid);
  const { rows: kept } = await look(world, "people");
  expect(kept[0]).toEqual(rows[0]);
  await world.destination.query("drop table people");
  expect((await rotateKeys(world.pipeline, world.keys)).unused).toEqual(kids);
  await world.destination.close();
});

test("[EN-3] another pipeline of the destination keeps its keys until it is rotated too", async () => {
  const world = await loaded();
  const second = open(world.path, world.provider, {
    table: "others",
    definition: { name: "q" },
  });
  await load(second);
  const { kids } = await look(second, "others");

  const report = await rotateKeys(world.pipeline, world.keys);
  const other = await rotateKeys(second.pipeline, second.keys);

  expect(report.held).toEqual([
    { kid: kids[0], where: "_quarantine.record" },
    { kid: kids[0], where: "others.email" },
  ]);
  expect(report.unused).toHaveLength(1);
  expect(other.unused).toEqual(expect.arrayContaining([...kids]));
  await second.destination.close();
  await world.destination.close();
});

test("[EN-3] another destination that shares the keyring keeps its keys", async () => {
  const world = await loaded();
  const elsewhere = await loaded();
  const { kids } = await look(world);
  await elsewhere.destination.query(
    `update people set note = 'enc:v1:${kids[0]}:AAAA' where n = 1`,
  );

  const alone = await rotateKeys(world.pipeline, world.keys);
  const shared = await rotateKeys(world.pipeline, world.keys, { sharing: [elsewhere.pipeline] });

  expect(alone.unused).toEqual(kids);
  expect(shared).toMatchObject({ unused: [], held: [{ kid: kids[0], where: "people.note" }] });
  await elsewhere.destination.close();
  await world.destination.close();
});

test("[EN-3] a run of another pipeline that is under way keeps all keys", async () => {
  const world = await loaded();
  const lease = await world.destination.state.lease("q", { ttlMs: 60_000, owner: "run" });

  const report = await rotateKeys(world.pipeline, world.keys);
  await lease?.release();
  const later = await rotateKeys(world.pipeline, world.keys);

  expect(report).toMatchObject({ rewritten: PAGES + 1, unused: [] });
  expect(report.held).toMatchObject([{ where: "a run of q that is under way" }]);
  expect(later).toMatchObject({ rewritten: 0, held: [], unused: [report.held[0]?.kid] });
  await world.destination.close();
});

test("[EN-3] settled quarantine is sealed anew; sealed entries keep their key where there is no seal", async () => {
  const first = await loaded();
  const { kids } = await look(first);
  const waiting = await first.destination.quarantine.list({ pipeline: "p", limit: 9 });
  await first.destination.quarantine.settle(
    waiting.map(({ id }) => id),
    "discarded",
    "r",
  );
  await first.destination.close();
  const without = open(first.path, first.provider, { definition: { seal: undefined } });

  const kept = await rotateKeys(without.pipeline, without.keys);
  await without.destination.close();
  const world = open(first.path, first.provider);
  const done = await rotateKeys(world.pipeline, world.keys);

  expect(kept).toMatchObject({
    unused: [],
    held: kids.map((kid) => ({ kid, where: "_quarantine.record" })),
  });
  expect(done).toMatchObject({ rewritten: 2, unused: kids, held: [] });
  expect(await world.destination.quarantine.list({ pipeline: "p", limit: 9 })).toEqual([]);
  await world.destination.close();
});

test("[EN-3] a quarantine of its own is asked too, and one that cannot tell keeps all keys", async () => {
  const { quarantine } = memoryDestination();
  const { holds: _, ...mute } = quarantine;
  const world = await loaded({ definition: { quarantine } });
  const [kid] = (await look(world)).kids;
  const bound = { ...world.pipeline.definition, seal: undefined };

  const unsealed = await rotateKeys({ definition: bound }, world.keys);
  const unknown = await rotateKeys({ definition: { ...bound, quarantine: mute } }, world.keys);
  const sealed = await rotateKeys(world.pipeline, world.keys);

  expect(unsealed.held).toEqual([{ kid, where: "the quarantine of p" }]);
  expect(unknown.held).toEqual([{ kid, where: "the quarantine of p, which cannot tell" }]);
  expect(sealed).toMatchObject({ rewritten: 2, unused: [kid], held: [] });
  await world.destination.close();
});

test("[EN-3] a destination that cannot tell keeps all keys", async () => {
  const world = await loaded();
  const { holds: _, ...destination } = world.destination;

  const definition = { ...world.pipeline.definition, destination };
  const report = await rotateKeys({ definition }, world.keys);

  expect(report.unused).toEqual([]);
  expect(report.held).toMatchObject([{ where: "duckdb, which cannot tell" }]);
  await world.destination.close();
});

test("[EN-3] a token that does not open keeps its key and its text", async () => {
  const world = await loaded();
  const { kids } = await look(world);
  const forged = `enc:v1:${kids[0]}:${"A".repeat(60)}`;
  await world.destination.query(`update people set note = '${forged}' where id = '9'`);

  const report = await rotateKeys(world.pipeline, world.keys);

  expect(report).toMatchObject({ unopened: kids, unused: [] });
  expect(report.held).toEqual(kids.map((kid) => ({ kid, where: "people.note" })));
  const [row] = await world.destination.query("select note from people where id = '9'");
  expect(row).toEqual({ note: forged });
  await world.destination.close();
});

test("[EN-3] a rotation that finished re-encrypts nothing when it is run again within a day, unless it is told before when", async () => {
  const world = await loaded();
  const { kids } = await look(world);
  await rotateKeys(world.pipeline, world.keys);
  const after = await world.destination.query("select * from people order by id");

  const again = await rotateKeys(world.pipeline, world.keys);

  expect(again).toMatchObject({ rewritten: 0, unused: kids, held: [], unopened: [] });
  expect(await world.destination.query("select * from people order by id")).toEqual(after);
  const before = new Date(Date.now() + 1_000).toISOString();
  const forced = await rotateKeys(world.pipeline, world.keys, { before });
  expect(forced.rewritten).toBe(PAGES + 1);
  await expect(
    rotateKeys(world.pipeline, world.keys, { before: "yesterday" }),
  ).rejects.toMatchObject({ code: "config_invalid" });
  await world.destination.close();
});

test("[EN-3] a day later a rotation replaces all keys again", async () => {
  const clock = fakeClock();
  const world = await loaded();
  const definition = { ...world.pipeline.definition, runtime: { clock } };
  await rotateKeys({ definition }, world.keys);
  await clock.advance(24 * 60 * 60 * 1000);

  const report = await rotateKeys({ definition }, world.keys);

  expect(report.rewritten).toBe(PAGES + 1);
  await world.destination.close();
});

test("[EN-3] a tenant's rotation touches no other tenant's keys", async () => {
  const world = await loaded({ definition: { tenant: "acme" } });
  const other = open(world.path, world.provider, {
    table: "others",
    definition: { name: "q", tenant: "bolt" },
  });
  await load(other);
  const [before, others] = [await look(world), await look(other, "others")];

  const report = await rotateKeys(world.pipeline, world.keys);
  for (const kid of report.unused) await world.keys.destroy("acme", kid);

  expect(report.unused).toEqual(before.kids);
  expect((await look(world)).rows).toEqual(before.rows);
  expect(await look(other, "others")).toEqual(others);
  await other.destination.close();
  await world.destination.close();
});
