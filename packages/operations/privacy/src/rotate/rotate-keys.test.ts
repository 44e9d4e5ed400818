import { expect, test } from "vitest";
import { randomKey } from "../privacy.fixture.ts";
import { rewrapKeys } from "./rewrap-keys.ts";
import { rotateKeys } from "./rotate-keys.ts";
import { loaded, look, open, PAGES } from "./rotation-world.fixture.ts";

test("[EN-3] rotation brings rows and quarantine under one new key, and what was of no use can be destroyed", async () => {
  const world = await loaded();
  const before = await look(world);
  const told: number[] = [];

  const report = await rotateKeys(world.pipeline, world.keys, {
    onProgress: ({ rewritten }) => told.push(rewritten),
  });

  const after = await look(world);
  expect(after.rows).toEqual(before.rows);
  expect(report.rewritten).toBe(PAGES - 1 + 2);
  expect(told.at(-1)).toBe(report.rewritten);
  expect(report.unopened).toEqual([]);
  expect(after.kids).toHaveLength(1);
  expect(report.unused).toEqual(expect.arrayContaining([...before.kids]));
  for (const kid of report.unused) await world.keys.destroy("", kid);
  expect(await look(world)).toEqual(after);
  await world.destination.close();
});

test("[EN-3] a rotation that was stopped goes on with the keys that it began with: what it did is not done again", async () => {
  const { path, provider, ...first } = await loaded();
  const before = await look(first);
  const stop = new AbortController();

  const stopped = rotateKeys(first.pipeline, first.keys, {
    signal: stop.signal,
    onProgress: () => stop.abort(),
  });
  await expect(stopped).rejects.toThrow("aborted");
  await first.destination.close();
  const next = open(path, provider);
  const report = await rotateKeys(next.pipeline, next.keys);

  expect(report).toMatchObject({ rewritten: 2, unused: before.kids, held: [] });
  expect((await look(next)).rows).toEqual(before.rows);
  await next.destination.close();
});

test("[EN-3] a row that changed while it was re-encrypted keeps the change", async () => {
  const world = await loaded();
  const fresh = "changed meanwhile";
  const rewrite = world.destination.rewrite?.bind(world.destination);
  const parts = rewrite?.({
    pipeline: "p",
    flow: "people",
    containing: "enc:v1:",
    async replace(texts, column) {
      if (column === "email") {
        await world.destination.query(`update people set email = '${fresh}' where id = '7'`);
      }
      return texts.map(() => "stale");
    },
  });
  for await (const _ of parts ?? []);

  const [row] = await world.destination.query("select email from people where id = '7'");
  expect(row?.["email"]).toBe(fresh);
  await world.destination.close();
});

test("[EN-3] rotation and a run exclude each other, and the guard is asked first", async () => {
  const world = await loaded();
  const lease = await world.destination.state.lease("p", { ttlMs: 1_000, owner: "run" });

  await expect(rotateKeys(world.pipeline, world.keys)).rejects.toMatchObject({
    code: "pipeline_busy",
  });
  await lease?.release();
  const acts: object[] = [];
  const refused = rotateKeys(world.pipeline, world.keys, {
    guard: (act) => {
      acts.push(act);
      return Promise.reject(new Error("refused"));
    },
  });

  await expect(refused).rejects.toThrow("refused");
  expect(acts).toEqual([{ action: "rotate_keys", resource: "pipeline:p" }]);
  await world.destination.close();
});

test("[EN-3] a change of the key-encryption key wraps keys anew and touches no row", async () => {
  const { path, provider, destination } = await loaded();
  await destination.close();
  const next = randomKey();
  const world = open(path, next, { previous: [provider] });
  const before = await world.destination.query("select * from people order by id");

  expect(await rewrapKeys(world.keys)).toBeGreaterThan(0);
  expect(await rewrapKeys(world.keys)).toBe(0);
  await world.destination.close();

  const alone = open(path, next);
  expect(await alone.destination.query("select * from people order by id")).toEqual(before);
  expect((await look(alone)).kids.length).toBeGreaterThan(0);
  await alone.destination.close();
});
