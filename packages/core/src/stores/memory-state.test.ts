import { checkpointOf, fakeClock } from "@brain/testkit";
import { expect, test } from "vitest";
import type { Checkpoint } from "../checkpoint.ts";
import { memoryState } from "./memory-state.ts";
import type { StateStore } from "./state-store.ts";

function checkpoint(given: Partial<Checkpoint> = {}): Checkpoint {
  return checkpointOf({ state: { after: 1 }, ...given });
}

async function leased(): Promise<StateStore> {
  const state = memoryState(fakeClock());
  await state.lease("p", { ttlMs: 30_000, owner: "run-1" });
  return state;
}

async function keysOf(state: StateStore, scope: Parameters<StateStore["list"]>[0]) {
  const keys: string[] = [];
  for await (const { flow, partition } of state.list(scope)) keys.push(`${flow}/${partition}`);
  return keys;
}

const place = { pipeline: "p", flow: "f", scope: "" };

test("[CP-7] saves only the next seq of a partition", async () => {
  const state = await leased();

  await state.save([checkpoint()]);
  await state.save([checkpoint({ seq: 2, state: { after: 2 } })]);

  await expect(state.save([checkpoint({ seq: 2 })])).rejects.toMatchObject({ code: "lease_lost" });
  await expect(state.save([checkpoint({ seq: 4 })])).rejects.toMatchObject({ code: "lease_lost" });
  expect((await state.load(place, ["all"]))[0]?.state).toEqual({ after: 2 });
});

test("[CP-7] saves nothing under a fence that is not the newest", async () => {
  const clock = fakeClock();
  const state = memoryState(clock);
  const first = await state.lease("p", { ttlMs: 30_000, owner: "run-1" });
  await first?.[Symbol.asyncDispose]();
  await clock.advance(30_000);
  await state.lease("p", { ttlMs: 30_000, owner: "run-2" });

  await expect(state.save([checkpoint({ fence: 1 })])).rejects.toMatchObject({
    code: "lease_lost",
  });
  await expect(state.remove({ pipeline: "p" }, 1)).rejects.toMatchObject({ code: "lease_lost" });
  await state.save([checkpoint({ fence: 2 })]);
});

test("saves all or none", async () => {
  const state = await leased();

  const saving = state.save([
    checkpoint({ partition: "a" }),
    checkpoint({ partition: "b", seq: 7 }),
  ]);

  await expect(saving).rejects.toMatchObject({ code: "lease_lost" });
  expect(await keysOf(state, { pipeline: "p" })).toEqual([]);
});

test("what the caller changes afterwards does not reach a saved checkpoint", async () => {
  const state = await leased();
  const cursor = { after: 1 };
  await state.save([checkpoint({ state: cursor })]);

  cursor.after = 99;

  expect((await state.load(place, ["all"]))[0]?.state).toEqual({ after: 1 });
});

test("loads in the order asked for, with gaps where nothing was saved", async () => {
  const state = await leased();
  await state.save([checkpoint({ partition: "a" }), checkpoint({ partition: "b" })]);

  const loaded = await state.load(place, ["b", "missing", "a"]);

  expect(loaded.map((found) => found?.partition)).toEqual(["b", undefined, "a"]);
});

test("lists by what the scope names, and nothing of another scope or pipeline", async () => {
  const state = await leased();
  await state.lease("other", { ttlMs: 30_000, owner: "run-1" });
  await state.save([
    checkpoint({ partition: "b" }),
    checkpoint({ partition: "a" }),
    checkpoint({ flow: "g" }),
    checkpoint({ scope: "2026-01-01/2026-02-01", partition: "w" }),
    checkpoint({ pipeline: "other" }),
  ]);

  expect(await keysOf(state, { pipeline: "p", scope: "" })).toEqual(["f/a", "f/b", "g/all"]);
  expect(await keysOf(state, place)).toEqual(["f/a", "f/b"]);
  expect(await keysOf(state, { ...place, partition: "b" })).toEqual(["f/b"]);
});

test("removes what is neither of the generation to keep nor recent", async () => {
  const state = await leased();
  const old = "2026-01-01T00:00:00.000Z";
  await state.save([
    checkpoint({ partition: "kept", generation: "g2", savedAt: old }),
    checkpoint({ partition: "recent" }),
    checkpoint({ partition: "gone", savedAt: old }),
  ]);

  const removed = await state.remove({ ...place, keep: "g2", before: "2026-06-01" }, 1);

  expect(removed).toBe(1);
  expect(await keysOf(state, { pipeline: "p" })).toEqual(["f/kept", "f/recent"]);
});

test("[SC-1] a lease is held by one at a time, however long it takes", async () => {
  const clock = fakeClock();
  const state = memoryState(clock);
  const first = await state.lease("p", { ttlMs: 30_000, owner: "run-1" });
  await clock.advance(3_600_000);

  expect(await state.lease("p", { ttlMs: 30_000, owner: "run-2" })).toBeUndefined();
  await first?.release();
  const second = await state.lease("p", { ttlMs: 30_000, owner: "run-2" });

  expect(second).toMatchObject({ fence: 2 });
  expect(second?.previous).toBeUndefined();
});

test("[SC-1] an abandoned lease is free after its time to live, and names its owner", async () => {
  const clock = fakeClock();
  const state = memoryState(clock);
  const first = await state.lease("p", { ttlMs: 30_000, owner: "run-1" });
  await first?.[Symbol.asyncDispose]();

  await clock.advance(29_999);
  expect(await state.lease("p", { ttlMs: 30_000, owner: "run-2" })).toBeUndefined();
  await clock.advance(1);
  const second = await state.lease("p", { ttlMs: 30_000, owner: "run-2" });

  expect(second).toMatchObject({ fence: 2, previous: "run-1" });
  expect(first?.lost.aborted).toBe(true);
});

test("a worker that joined keeps the lease alive until it leaves or the run releases it", async () => {
  const clock = fakeClock();
  const state = memoryState(clock);
  const producer = await state.lease("p", { ttlMs: 30_000, owner: "run-1" });
  const worker = await state.lease("p", { ttlMs: 30_000, owner: "worker", join: 1 });
  await producer?.[Symbol.asyncDispose]();
  await clock.advance(60_000);

  expect(await state.lease("p", { ttlMs: 30_000, owner: "run-2" })).toBeUndefined();
  await worker?.release();

  expect(await state.lease("p", { ttlMs: 30_000, owner: "late", join: 1 })).toBeUndefined();
  expect(await state.lease("p", { ttlMs: 30_000, owner: "run-2" })).toMatchObject({ fence: 2 });
});

test("values are swapped only against the version that is stored", async () => {
  const { values } = memoryState(fakeClock());
  const first = await values.put("k/1", { n: 1 }, undefined);

  expect(await values.put("k/1", { n: 2 }, undefined)).toBeUndefined();
  const second = await values.put("k/1", { n: 3 }, first);
  expect(await values.put("k/1", { n: 4 }, first)).toBeUndefined();
  expect(await values.get("k/1")).toEqual({ value: { n: 3 }, version: second });
  expect(await values.delete("k/1", String(first))).toBe(false);
  expect(await values.delete("k/1", String(second))).toBe(true);
  expect(await values.get("k/1")).toBeUndefined();
});

test("values are listed by prefix, in order", async () => {
  const { values } = memoryState(fakeClock());
  for (const key of ["b/2", "a/2", "a/1", "ab"]) await values.put(key, key, undefined);

  const keys = [];
  for await (const key of values.list("a/")) keys.push(key);

  expect(keys).toEqual(["a/1", "a/2"]);
});

test("[ER-1] a lease that is released twice, or after another run took over, disturbs nobody", async () => {
  const state = memoryState(fakeClock());
  const first = await state.lease("p", { ttlMs: 30_000, owner: "run-1" });
  await first?.release();
  const second = await state.lease("p", { ttlMs: 30_000, owner: "run-2" });

  await first?.release();
  await first?.[Symbol.asyncDispose]();

  expect(second?.lost.aborted).toBe(false);
  expect(await state.lease("p", { ttlMs: 30_000, owner: "run-3" })).toBeUndefined();
});
