import { memoryDestination } from "@brain/testkit";
import { expect, test } from "vitest";
import { definePipeline } from "../define-pipeline.ts";
import { StoreError } from "../errors/kinds.ts";
import type { BrainEvent } from "../events.ts";
import { from } from "../from.ts";
import { memoryState } from "../stores/memory-state.ts";
import type { StateStore } from "../stores/state-store.ts";
import { items, record, run } from "./scenario.fixture.ts";

const pages = (count: number, each: (page: number) => void = () => undefined) =>
  items({
    mode: "append",
    partitions: () => ["a", "b", "c"].map((key) => ({ key })),
    async *read({ partition, resuming, state }) {
      for (let page = resuming ? (state?.page ?? 0) : 0; page < count; page++) {
        each(page);
        yield { records: [record(`${partition.key}${page}`)], checkpoint: { page: page + 1 } };
      }
    },
  });

test("[ST-2] a store that is down stops the run with store_unavailable, nothing further is written, and no progress claimed", async () => {
  const state = memoryState();
  let down = false;
  let writes = 0;
  const failing: StateStore = {
    ...state,
    save: async (checkpoints, signal) => {
      if (checkpoints.some(({ partition }) => partition !== "")) {
        down = true;
        throw new StoreError({ code: "store_unavailable", message: "The store is down." });
      }
      return state.save(checkpoints, signal);
    },
  };
  const destination = memoryDestination({
    transactional: false,
    onWrite: () => {
      if (down) writes += 1;
      return undefined;
    },
  });

  const flows = [from(pages(20)).into("t")];
  const report = await run(destination, flows, {}, { batchRecords: 2 }, { state: failing });

  expect(report.status).toBe("failed");
  expect(report.streams[0]).toMatchObject({ error: { code: "store_unavailable" }, written: 0 });
  expect(writes).toBe(0);
});

test("[ST-2] a store that is down when the run begins rejects it before anything is read", async () => {
  let reads = 0;
  const state: StateStore = {
    ...memoryState(),
    lease: async () => {
      throw new StoreError({ code: "store_unavailable", message: "The store is down." });
    },
  };
  const destination = memoryDestination({ transactional: false });

  const running = run(
    destination,
    [from(pages(1, () => (reads += 1))).into("t")],
    {},
    {},
    { state },
  );

  await expect(running).rejects.toMatchObject({ code: "store_unavailable" });
  expect(reads).toBe(0);
});

test("[SC-1] a lost lease aborts the run, which says so, and what is not committed is not claimed", async () => {
  const lost = new AbortController();
  const memory = memoryState();
  const state: StateStore = {
    ...memory,
    lease: async (...given) => {
      const lease = await memory.lease(...given);
      return lease && { ...lease, lost: lost.signal };
    },
  };
  const destination = memoryDestination({ transactional: false });
  const stream = pages(1_000, (page) => {
    if (page === 3) lost.abort();
  });

  const report = await run(destination, [from(stream).into("t")], {}, {}, { state });

  expect(report.status).toBe("failed");
  expect(report.streams[0]).toMatchObject({ status: "failed", error: { code: "lease_lost" } });
  expect(destination.rows("t").length).toBe(report.streams[0]?.written);
});

test("[CN-1] a signal aborted before the run ends it cancelled, unread, and frees the pipeline", async () => {
  const destination = memoryDestination();
  const flows = [from(pages(1)).into("t")];

  const cut = await run(destination, flows, { signal: AbortSignal.abort(new Error("no")) });
  const next = await run(destination, flows);

  expect(cut).toMatchObject({ status: "cancelled", streams: [{ status: "cancelled", read: 0 }] });
  expect(next.status).toBe("succeeded");
});

test("[CN-1] plan and replay reject with CancelledError and the signal's reason", async () => {
  const pipeline = definePipeline({
    name: "p",
    destination: memoryDestination(),
    flows: [from(pages(1)).into("t")],
  });
  const reason = new Error("no");
  const signal = AbortSignal.abort(reason);

  await expect(pipeline.plan({ signal })).rejects.toMatchObject({
    code: "cancelled",
    cause: reason,
  });
  await expect(pipeline.replay({ flow: "t", signal })).rejects.toMatchObject({ cause: reason });
});

test("[CN-1] after an abort no page is asked for, what is durable stands, and the next run ends as a clean one", async () => {
  for (let abortAt = 0; abortAt < 5; abortAt++) {
    const destination = memoryDestination();
    const controller = new AbortController();
    let after = 0;
    const stream = pages(5, (page) => {
      if (controller.signal.aborted) after += 1;
      if (page === abortAt) controller.abort(new Error("enough"));
    });
    const flows = [from(stream).into("t")];

    const cut = await run(destination, flows, { signal: controller.signal }, { batchRecords: 1 });
    const asked = after;
    const durable = destination.rows("t").length;
    await run(destination, flows);

    expect(cut.status).toBe("cancelled");
    expect(asked).toBeLessThanOrEqual(2);
    expect(durable).toBe(cut.streams[0]?.written);
    expect(destination.rows("t")).toHaveLength(15);
  }
});

test("[ER-2] an observer that throws or rejects harms nothing, and the others hear of it", async () => {
  const heard: BrainEvent[] = [];
  const observers = [
    () => {
      throw new Error("broken");
    },
    () => Promise.reject(new Error("broken later")),
    (event: BrainEvent) => void heard.push(event),
  ];

  const report = await run(memoryDestination(), [from(pages(1)).into("t")], { observers });

  const degraded = heard.filter(({ type }) => type === "degraded");
  expect(report.status).toBe("succeeded");
  expect(degraded.length).toBeGreaterThan(1);
  expect(degraded[0]).toMatchObject({ part: "observer" });
});

test("[DL-2] a page whose own count would break the books fails the run, and nothing of it is written", async () => {
  const destination = memoryDestination();
  const stream = items({
    async *read() {
      yield { records: [record("a")], deduplicated: -1, checkpoint: {} };
    },
  });

  const report = await run(destination, [from(stream).into("t")]);

  expect(report).toMatchObject({ status: "failed" });
  expect(report.streams[0]?.error?.code).toBe("books_unbalanced");
  expect(destination.rows("t")).toEqual([]);
});
