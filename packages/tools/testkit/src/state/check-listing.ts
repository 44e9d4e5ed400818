import type { CheckpointScope, StateStore } from "@brain/core";
import { failed } from "../battery/check.ts";
import { checkpointOf } from "../destination/samples.ts";
import { withLease, type StateTarget } from "./target.ts";

/** More than any store reads at once. */
const MANY = 1_500;

export async function checkListed(target: StateTarget): Promise<void> {
  await withLease(target, async (store, { fence }) => {
    const many = Array.from({ length: MANY }, (_, at) =>
      checkpointOf({ fence, partition: `day-${at}` }),
    );
    await store.save(many);
    await store.save([
      checkpointOf({ fence, flow: "g", partition: "day-1" }),
      checkpointOf({ fence, scope: "2026-01-01/", partition: "day-1" }),
    ]);
    await expectCount(store, { pipeline: "p" }, MANY + 2);
    await expectCount(store, { pipeline: "p", flow: "f" }, MANY + 1);
    await expectCount(store, { pipeline: "p", flow: "f", scope: "" }, MANY);
    await expectCount(store, { pipeline: "p", scope: "2026-01-01/" }, 1);
    await expectCount(store, { pipeline: "p", flow: "f", scope: "", partition: "day-7" }, 1);
    await expectCount(store, { pipeline: "q" }, 0);
  });
}

/** What is of the `keep` generation or was saved since `before` stays; nothing outside the scope is touched. */
export async function checkRemoved(target: StateTarget): Promise<void> {
  await withLease(target, async (store, { fence }) => {
    const of = { fence, generation: "g1", savedAt: "2026-11-01T00:00:00.000Z" };
    await store.save([
      checkpointOf({ ...of, partition: "old" }),
      checkpointOf({ ...of, partition: "kept", generation: "g2" }),
      checkpointOf({ ...of, partition: "young", savedAt: "2026-11-20T00:00:00.000Z" }),
      checkpointOf({ ...of, partition: "old", flow: "g" }),
    ]);
    const before = "2026-11-10T00:00:00.000Z";
    const removed = await store.remove({ pipeline: "p", flow: "f", keep: "g2", before }, fence);
    if (removed !== 1) throw failed(`Of the one checkpoint to remove, ${removed} were.`);
    await expectCount(store, { pipeline: "p", flow: "f", partition: "old" }, 0);
    await expectCount(store, { pipeline: "p" }, 3);
    // What was removed begins anew.
    await store.save([checkpointOf({ ...of, partition: "old" })]);
    const rest = await store.remove({ pipeline: "p" }, fence);
    if (rest !== 4) throw failed(`Of four checkpoints to remove, ${rest} were.`);
    await expectCount(store, { pipeline: "p" }, 0);
  });
}

async function expectCount(
  store: StateStore,
  scope: CheckpointScope,
  count: number,
): Promise<void> {
  const seen = new Set<string>();
  let listed = 0;
  for await (const { flow, scope: of, partition } of store.list(scope)) {
    listed += 1;
    seen.add(JSON.stringify([flow, of, partition]));
  }
  if (listed === count && seen.size === count) return;
  throw failed(
    `Of ${JSON.stringify(scope)}, ${listed} checkpoints are listed (${seen.size} different), not ${count}.`,
  );
}
