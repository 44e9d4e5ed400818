import { memoryDestination, type MemoryDestination } from "@brain/testkit";
import { expect, test } from "vitest";
import type { Batch } from "../destination.ts";
import { from } from "../from.ts";
import { memoryState } from "../stores/memory-state.ts";
import { items, quota, record, run } from "./scenario.fixture.ts";

/** A destination that keeps the batches it is given; they are durable before their checkpoints are. */
function recording(onCommit?: () => void): {
  readonly batches: Batch[];
  readonly destination: MemoryDestination;
} {
  const batches: Batch[] = [];
  const onWrite = (batch: Batch): undefined => void batches.push(batch);
  return { batches, destination: memoryDestination({ transactional: false, onWrite, onCommit }) };
}

const idsOf = (batches: readonly Batch[]): string[] => batches.map(({ id }) => id);

test("[DL-6] no two batches share an id: not of partitions, versions, windows, flows, pages, nor where a source gives one state twice", async () => {
  const { batches, destination } = recording();
  const state = memoryState();
  let version = "1";
  const stream = items({
    mode: "upsert",
    deletes: ["id"],
    partitions: () => ["a", "b"].map((key) => ({ key, version })),
    async *read({ partition }) {
      for (let page = 0; page < 4; page++) {
        yield { records: [record(`${partition.key}${page}`)], checkpoint: { page: 0 } };
      }
      yield { records: [], deletes: [{ id: "x" }], checkpoint: { page: 0 } };
      yield { records: [], deletes: [{ id: "y" }], checkpoint: { page: 0 } };
    },
  });
  const flows = [from(stream).into("t"), from(stream).into("u")];

  await run(destination, flows, {}, {}, { state });
  version = "2";
  await run(destination, flows, {}, {}, { state });
  await run(destination, flows, { window: { from: "2026-11-01" } }, {}, { state });

  expect(batches).toHaveLength(3 * 2 * 2 * 6);
  expect(new Set(idsOf(batches)).size).toBe(batches.length);
});

test("[DL-6] what is read again after a cut comes in batches of the same ids, wherever the cut was", async () => {
  for (let cutAt = 1; cutAt < 6; cutAt++) {
    let crash = true;
    let commits = 0;
    const { batches, destination } = recording(() => {
      commits += 1;
      if (crash && commits === cutAt) throw new Error("cut");
    });
    const state = memoryState();
    const stream = items({
      mode: "append",
      async *read({ resuming, state: at }) {
        for (let page = resuming ? (at?.page ?? 0) : 0; page < 6; page++) {
          yield { records: [record(String(page))], checkpoint: { page: page + 1 } };
        }
      },
    });
    const flows = [from(stream).into("t")];

    await run(destination, flows, {}, { batchRecords: 1 }, { state });
    crash = false;
    await run(destination, flows, {}, { batchRecords: 1 }, { state });

    const byPage = new Map<unknown, Set<string>>();
    for (const { id, records } of batches) {
      const page: unknown = Reflect.get(records[0] ?? {}, "id");
      byPage.set(page, (byPage.get(page) ?? new Set()).add(id));
    }
    expect(batches.length).toBeGreaterThan(6);
    expect([...byPage.values()].map((ids) => ids.size)).toEqual([1, 1, 1, 1, 1, 1]);
  }
});

test("[DL-6] a page cut by the limit has another id than the whole page", async () => {
  const { batches, destination } = recording();
  const state = memoryState();
  const stream = items({
    mode: "upsert",
    async *read() {
      yield { records: [record("a"), record("b")], checkpoint: { page: 1 } };
    },
  });
  const flows = [from(stream).into("t")];

  await run(destination, flows, { limit: 1 }, {}, { state });
  await run(destination, flows, {}, {}, { state });

  expect(batches.map(({ records }) => records.length)).toEqual([1, 2]);
  expect(new Set(idsOf(batches)).size).toBe(2);
});

test("[DL-6] a batch larger than the destination takes is cut, each part under an id of its own, the same in the next run", async () => {
  const written: string[] = [];
  const state = memoryState();
  let paused = true;
  const destination = memoryDestination({
    transactional: false,
    maxBatch: { records: 2 },
    onWrite: ({ id, records }) => void written.push(`${id} ${records.length}`),
    onCommit: () => {
      if (paused) throw quota();
    },
  });
  const stream = items({
    async *read() {
      yield { records: [1, 2, 3, 4, 5].map((n) => record(String(n))) };
    },
  });
  const flows = [from(stream).into("t")];

  await run(destination, flows, {}, {}, { state });
  const first = written.splice(0);
  paused = false;
  await run(destination, flows, {}, {}, { state });

  expect(first.map((text) => text.at(-1))).toEqual(["2", "2", "1"]);
  expect(new Set(first).size).toBe(3);
  expect(written).toEqual(first);
});
