import { expect, test } from "vitest";
import { rotateKeys } from "./rotate-keys.ts";
import { load, loaded, look, open } from "./rotation-world.fixture.ts";

test("[EN-3] a reader opens everything at any time while keys rotate", async () => {
  const world = await loaded();
  const before = await look(world);
  const seen: unknown[] = [];
  let rotating = true;
  const reading = (async () => {
    while (rotating) seen.push((await look(world)).rows);
  })();

  await rotateKeys(world.pipeline, world.keys);
  rotating = false;
  await reading;

  expect(seen.length).toBeGreaterThan(2);
  for (const rows of seen) expect(rows).toEqual(before.rows);
  await world.destination.close();
});

test("[EN-3] a keyring that was in use before a rotation opens what it wrote", async () => {
  const world = await loaded();
  const reader = open(world.path, world.provider);
  const before = await look(reader);

  const report = await rotateKeys(world.pipeline, world.keys);
  for (const kid of report.unused) await world.keys.destroy("", kid);

  const after = await look(reader);
  expect(after.rows).toEqual(before.rows);
  expect(after.kids).not.toEqual(before.kids);
  await reader.destination.close();
  await world.destination.close();
});

test("[EN-3] an upsert after a rotation changes the rows that it brings, under the new key, and adds none", async () => {
  const world = await loaded();
  const before = await look(world);
  const report = await rotateKeys(world.pipeline, world.keys);
  for (const kid of report.unused) await world.keys.destroy("", kid);
  await world.pipeline.resetState();

  await load(world);

  const after = await look(world);
  expect(after.rows[0]).toEqual(before.rows[0]);
  expect(after.kids).not.toEqual(expect.arrayContaining([...before.kids]));
  await world.destination.close();
});
