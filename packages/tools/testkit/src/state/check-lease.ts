import type { KeyValueStore } from "@brain/core";
import { failed } from "../battery/check.ts";
import { hostileNames } from "../destination/hostile-names.ts";
import { leaseOf, withLease, type StateTarget } from "./target.ts";

const options = { ttlMs: 30_000, owner: "r2" } as const;

/** One holder at a time, who may be joined; releasing frees it at once, for all, under a greater fence. */
export async function checkLease(target: StateTarget): Promise<void> {
  await withLease(target, async (store, lease) => {
    if ((await store.lease("p", options)) !== undefined) {
      throw failed("A lease that is held is given to another.");
    }
    const other = await leaseOf(store, "q");
    await other.release();
    const joined = await store.lease("p", { ...options, join: lease.fence });
    if (joined?.fence !== lease.fence) throw failed("A lease cannot be joined by its number.");
    await joined[Symbol.asyncDispose]();
    await lease.release();

    const stale = await store.lease("p", { ...options, join: lease.fence });
    if (stale !== undefined) throw failed("A lease that was released can still be joined.");
    const next = await store.lease("p", options);
    if (next === undefined) throw failed("A lease that was released is not free.");
    if (next.fence <= lease.fence) throw failed("The next holder of a lease has no greater fence.");
    if (next.previous !== undefined) throw failed("A holder that released is named as if killed.");
    await next.release();
  });
}

/** Compare-and-swap on versions that never come back; values are copies, keys are any text. */
export async function checkValues(target: StateTarget): Promise<void> {
  await withLease(target, async ({ values }) => {
    const value = { list: [1] };
    const first = await values.put("a/1", value, undefined);
    value.list.push(2);
    if (first === undefined) throw failed("A value under a new key is not taken.");
    await expectValue(values, "a/1", { list: [1] });
    if ((await values.put("a/1", 9, undefined)) !== undefined) {
      throw failed("A key that is there is written over as if it were new.");
    }
    const second = await values.put("a/1", 2, first);
    if (second === undefined || second === first) throw failed("A swap gives no new version.");
    if ((await values.put("a/1", 3, first)) !== undefined) {
      throw failed("A swap from an old version is taken.");
    }
    if (await values.delete("a/1", first)) throw failed("A delete of an old version is done.");
    await expectValue(values, "a/1", 2);
    if (!(await values.delete("a/1", second))) throw failed("A delete is not done.");
    if ((await values.put("a/1", 4, second)) !== undefined) {
      throw failed("A swap from a version that was deleted is taken.");
    }
    await expectKeys(values);
  });
}

async function expectKeys(values: KeyValueStore): Promise<void> {
  const names = hostileNames.filter((name) => name.isWellFormed());
  for (const [at, name] of names.entries()) await values.put(`k/${name}`, at, undefined);
  for (const [at, name] of names.entries()) await expectValue(values, `k/${name}`, at);
  const listed: string[] = [];
  for await (const key of values.list("k/")) listed.push(key);
  const expected = names.map((name) => `k/${name}`);
  if (JSON.stringify(listed.toSorted()) === JSON.stringify(expected.toSorted())) return;
  throw failed(`Of ${expected.length} keys of a prefix, ${listed.length} are listed.`);
}

async function expectValue(values: KeyValueStore, key: string, value: unknown): Promise<void> {
  const found = JSON.stringify((await values.get(key))?.value);
  if (found === JSON.stringify(value)) return;
  throw failed(`The value of ${JSON.stringify(key)} came back as ${found?.slice(0, 100)}.`);
}
