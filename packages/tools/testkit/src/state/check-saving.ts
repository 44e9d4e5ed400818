import type { Checkpoint, StateStore } from "@brain/core";
import { failed } from "../battery/check.ts";
import { expectRefusal } from "../battery/expect-refusal.ts";
import { hostileNames } from "../destination/hostile-names.ts";
import { checkpointOf } from "../destination/samples.ts";
import { expectRows } from "../destination/same-rows.ts";
import { leaseOf, withLease, type StateTarget } from "./target.ts";

const scope = { pipeline: "p", flow: "f", scope: "" } as const;

/** In the order asked for, with nothing in the place of one that there is not; after opening again too. */
export async function checkSaved(target: StateTarget): Promise<void> {
  const state = {
    since: "2026-11-24",
    deep: [{ a: null, "": "ü👍" }],
    big: "12345678901234567890",
  };
  const counts = { ...checkpointOf().counts, read: 7, written: 7 };
  await withLease(target, async (store, { fence }) => {
    const one = checkpointOf({ fence, partition: "one", state, counts, complete: true });
    const two = checkpointOf({ fence, partition: "two", version: "final" });
    await store.save([one, two]);
    await expectLoaded(store, ["two", "none", "one"], [two, undefined, one]);
    await store.save([{ ...one, seq: 2, state: null }]);
    await expectLoaded(store, ["one"], [{ ...one, seq: 2, state: null }]);
  });
  await withLease(target, (store) =>
    expectLoaded(
      store,
      ["one"],
      [checkpointOf({ partition: "one", state: null, counts, complete: true, seq: 2, fence: 1 })],
    ),
  );
}

export async function checkSeq(target: StateTarget): Promise<void> {
  await withLease(target, async (store, { fence }) => {
    const save = (seq: number): Promise<void> => store.save([checkpointOf({ seq, fence })]);
    await expectRefusal("A first seq of 2", save(2));
    await save(1);
    await expectRefusal("A seq that is stored already", save(1));
    await expectRefusal("A seq that leaves one out", save(3));
    await save(2);
    await expectLoaded(store, ["all"], [checkpointOf({ seq: 2, fence })]);
  });
}

export async function checkFence(target: StateTarget): Promise<void> {
  await withLease(target, async (store, lease) => {
    const saved = checkpointOf({ fence: lease.fence });
    await store.save([saved]);
    await lease.release();
    const next = await leaseOf(store, "p");
    if (next.fence <= lease.fence) throw failed("The next holder of a lease has no greater fence.");
    const late = checkpointOf({ seq: 2, fence: lease.fence });
    await expectRefusal("A late holder's save", store.save([late]));
    await expectRefusal("A late holder's removal", store.remove({ pipeline: "p" }, lease.fence));
    await expectRefusal("A fence that nobody was given", store.save([{ ...late, fence: 99 }]));
    await expectLoaded(store, ["all"], [saved]);
    await store.save([{ ...late, fence: next.fence }]);
    await next.release();
  });
}

export async function checkAllOrNone(target: StateTarget): Promise<void> {
  await withLease(target, async (store, { fence }) => {
    const good = checkpointOf({ fence, partition: "good" });
    const bad = checkpointOf({ fence, partition: "bad", seq: 7 });
    await expectRefusal("A save with one wrong seq", store.save([good, bad]));
    await expectLoaded(store, ["good", "bad"], [undefined, undefined]);
  });
}

/** Flows, scopes and partitions may be called anything; one never answers for another. */
export async function checkNames(target: StateTarget): Promise<void> {
  await withLease(target, async (store, { fence }) => {
    const of = (partition: string, state: number): Checkpoint[] => [
      checkpointOf({ fence, partition, state }),
      checkpointOf({ fence, flow: `g${partition}`, scope: partition, partition, state: -state }),
    ];
    const names = hostileNames.filter((name) => name.isWellFormed());
    await store.save(names.flatMap((name, at) => of(name, at)));
    for (const [at, name] of names.entries()) {
      const [plain, other] = of(name, at);
      await expectLoaded(store, [name], [plain]);
      const flow = `g${name}`;
      const [found] = await store.load({ pipeline: "p", flow, scope: name }, [name]);
      expectRows(`Of flow ${JSON.stringify(flow)}`, rowsOf([found]), rowsOf([other]));
    }
  });
}

async function expectLoaded(
  store: StateStore,
  partitions: readonly string[],
  expected: readonly (Checkpoint | undefined)[],
): Promise<void> {
  const found = await store.load(scope, partitions);
  if (found.length !== expected.length) {
    throw failed(`Of ${expected.length} checkpoints asked for, ${found.length} places came back.`);
  }
  for (const [at, checkpoint] of expected.entries()) {
    // The run that saved it last may have been under another fence.
    const ignored = { fence: 0 };
    const rows = [found[at], checkpoint].map((each) => rowsOf([each && { ...each, ...ignored }]));
    expectRows(`Of checkpoint ${JSON.stringify(partitions[at])}`, rows[0] ?? [], rows[1] ?? []);
  }
}

function rowsOf(checkpoints: readonly (Checkpoint | undefined)[]): object[] {
  return checkpoints.filter((checkpoint) => checkpoint !== undefined);
}
