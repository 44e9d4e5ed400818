import { collectEvents, items, quota, record, run, type Item } from "./scenario.fixture.ts";
import { memoryDestination } from "@brain/testkit";
import { expect, test } from "vitest";
import { BrainError } from "../errors/brain-error.ts";
import { from } from "../from.ts";
import { memoryState } from "../stores/memory-state.ts";
import type { Checkpoint } from "../checkpoint.ts";

async function checkpoints(
  destination: ReturnType<typeof memoryDestination>,
  flow: string,
  scope = "",
): Promise<Checkpoint[]> {
  const found: Checkpoint[] = [];
  for await (const saved of destination.state?.list({ pipeline: "p", flow, scope }) ?? []) {
    found.push(saved);
  }
  return found;
}

test("[DL-1] every record of every page arrives, and the books say so", async () => {
  const destination = memoryDestination();
  const stream = items({
    async *read() {
      for (let page = 0; page < 30; page++) {
        yield { records: [record(`${page}a`), record(`${page}b`)], checkpoint: { page } };
      }
    },
  });

  const report = await run(destination, [from(stream).into("t")]);

  expect(report.status).toBe("succeeded");
  expect(report.streams[0]).toMatchObject({ read: 60, written: 60, rows: 60, quarantined: 0 });
  expect(destination.rows("t")).toHaveLength(60);
});

test("[CP-5] an explicit window neither sees nor moves the ordinary checkpoints", async () => {
  const destination = memoryDestination();
  const seen: unknown[] = [];
  let pauses = false;
  const stream = items({
    cursor: true,
    async *read({ state, window, resuming }) {
      seen.push({ state, from: window.from ?? null, resuming });
      yield { records: [record("a")], checkpoint: { at: 1 } };
      if (pauses) throw quota();
      yield { records: [record("z")], checkpoint: { at: 2 } };
    },
  });
  const flows = [from(stream).into("t")];
  const window = { from: "2026-10-01" };
  await run(destination, flows);
  const before = await checkpoints(destination, "t");

  await run(destination, flows, { window });
  expect(seen[1]).toEqual({ state: undefined, from: "2026-10-01", resuming: false });
  expect(await checkpoints(destination, "t")).toEqual(before);
  pauses = true;
  const paused = await run(destination, flows, { window });
  expect(paused.status).toBe("partial");
  expect(paused.streams[0]).toMatchObject({ status: "incomplete" });
  pauses = false;
  const resumed = await run(destination, flows, { window });

  expect(resumed.status).toBe("succeeded");
  expect(seen.at(-1)).toEqual({ state: { at: 1 }, from: "2026-10-01", resuming: true });
  expect(await checkpoints(destination, "t", "2026-10-01/")).toEqual([]);
  expect(await checkpoints(destination, "t")).toEqual(before);
});

test("[CP-3] a quota pause is continued by the next run in the same generation", async () => {
  const destination = memoryDestination();
  let allowed = 4;
  let reads: string[] = [];
  const stream = items({
    partitions: () => ["a", "b", "c"].map((key) => ({ key })),
    async *read({ partition, state, resuming }) {
      reads.push(
        `${partition.key}:${resuming ? "resume" : state === undefined ? "first" : "next"}`,
      );
      for (let page = resuming ? (state?.page ?? 0) : 0; page < 2; page++) {
        if (allowed-- <= 0) throw quota();
        yield { records: [record(`${partition.key}${page}`)], checkpoint: { page: page + 1 } };
      }
    },
  });
  const flows = [from(stream).into("t")];

  const first = await run(destination, flows, {}, { partitions: 1 });
  expect(first.status).toBe("partial");
  expect(first.streams[0]?.resumeAt).toBe("2026-11-25T00:00:00.000Z");
  const [mark] = await checkpoints(destination, "t");
  expect(mark?.complete).toBe(false);
  reads = [];
  allowed = 99;
  const second = await run(destination, flows, {}, { partitions: 1 });

  expect(second.status).toBe("succeeded");
  expect(reads).toEqual(["c:first"]);
  const [ended] = await checkpoints(destination, "t");
  expect(ended).toMatchObject({ complete: true, generation: mark?.generation });
  expect(destination.rows("t")).toHaveLength(6);
});

test.each([
  ["upsert", ["a", "b", "b"], ["a-1", "b-1", "b-2"]],
  ["append", ["a", "b", "b"], ["a-1", "b-1", "b-2"]],
  ["mirror", ["a", "b", "b"], ["a-1", "b-2"]],
  ["replace", ["a", "a", "a", "b", "b", "b"], ["a-1", "b-2"]],
] as const)(
  "[DL-8] %s reads a partition again only under another version",
  async (mode, reads, rows) => {
    const destination = memoryDestination();
    const read: string[] = [];
    let versions: Record<string, string> = { a: "1", b: "1" };
    const stream = items({
      partitions: () => Object.entries(versions).map(([key, version]) => ({ key, version })),
      async *read({ partition }) {
        read.push(partition.key);
        yield { records: [record(`${partition.key}-${partition.version}`)], checkpoint: { x: 1 } };
      },
    });
    const flows = [from(stream).into("t", { mode })];

    await run(destination, flows);
    await run(destination, flows);
    versions = { a: "1", b: "2" };
    await run(destination, flows);

    expect(read.toSorted()).toEqual(reads);
    expect(
      destination
        .rows("t")
        .map((row) => String(Reflect.get(row, "id")))
        .toSorted((a, b) => a.localeCompare(b)),
    ).toEqual(rows);
  },
);

test("[DL-8] a paused replace leaves the old rows; the next run swaps the whole generation in", async () => {
  const destination = memoryDestination();
  let allowed = 99;
  let tag = "old";
  const stream = items({
    mode: "replace",
    partitions: () => ["a", "b", "c"].map((key) => ({ key })),
    async *read({ partition, resuming, state }) {
      for (let page = resuming ? (state?.page ?? 0) : 0; page < 2; page++) {
        if (allowed-- <= 0) throw quota();
        yield {
          records: [record(`${tag}-${partition.key}${page}`)],
          checkpoint: { page: page + 1 },
        };
      }
    },
  });
  const flows = [from(stream).into("t")];
  const tags = (): string[] =>
    destination.rows("t").map((row) => String(Reflect.get(row, "id")).slice(0, 3));
  await run(destination, flows);
  tag = "new";
  allowed = 3;

  const paused = await run(destination, flows, {}, { partitions: 1 });
  expect(paused.status).toBe("partial");
  expect(tags()).toEqual(Array(6).fill("old"));
  allowed = 99;
  const finished = await run(destination, flows, {}, { partitions: 1 });

  expect(finished.status).toBe("succeeded");
  expect(tags()).toEqual(Array(6).fill("new"));
});

test("[DL-8] a replace that brings nothing keeps the old rows and fails", async () => {
  const destination = memoryDestination();
  let rows = [record("a")];
  const stream = items({
    mode: "replace",
    async *read() {
      yield { records: rows };
    },
  });
  await run(destination, [from(stream).into("t")]);
  rows = [];

  const empty = await run(destination, [from(stream).into("t")]);
  const again = await run(destination, [from(stream).into("t", { allowEmpty: true })]);

  expect(empty.streams[0]?.error?.code).toBe("empty_refresh");
  expect(again.status).toBe("succeeded");
  expect(destination.rows("t")).toEqual([]);
});

test("[DL-8] mirror empties partitions that are no longer listed, and a backfill removes nothing else", async () => {
  const destination = memoryDestination();
  let keys = ["d1", "d2", "d3"];
  const stream = items({
    mode: "mirror",
    partitions: (window) =>
      keys
        .filter((key) => window.from === undefined || key >= "d3")
        .map((key) => ({ key, version: "final" })),
    async *read({ partition }) {
      yield { records: [record(`${partition.key}-1`), record(`${partition.key}-2`)] };
    },
  });
  const flows = [from(stream).into("t")];
  await run(destination, flows);
  keys = ["d2", "d3"];

  await run(destination, flows);
  const listed = new Set(destination.bookkeeping("t").map(({ partition }) => partition));
  await run(destination, flows, { window: { from: "2026-11-01" } });

  expect(listed).toEqual(new Set(["d2", "d3"]));
  expect(destination.rows("t")).toHaveLength(4);
});

test("[DL-6] units larger than a batch are written as they grow and committed once", async () => {
  const destination = memoryDestination();
  let stop = true;
  const stream = items({
    mode: "append",
    partitions: () => ["a", "big", "c"].map((key) => ({ key })),
    async *read({ partition }) {
      const pages = partition.key === "big" ? 20 : 2;
      for (let page = 0; page < pages; page++) {
        if (partition.key === "big" && page === 15 && stop) throw new Error("cut");
        yield {
          records: Array.from({ length: 100 }, (_, n) => record(`${partition.key}-${page}-${n}`)),
        };
      }
    },
  });

  const cut = await run(destination, [from(stream).into("t")], {}, { batchRecords: 500 });
  expect(cut.status).toBe("failed");
  expect(cut.streams[0]?.error?.code).toBe("connector_failed");
  expect(destination.rows("t")).toHaveLength(400);
  stop = false;
  const whole = await run(destination, [from(stream).into("t")], {}, { batchRecords: 500 });

  expect(whole.status).toBe("succeeded");
  expect(destination.rows("t")).toHaveLength(2400);
});

test("[DL-6] the batches after the first of such a unit are small, and the same when it is read again", async () => {
  const written: { readonly id: string; readonly records: number }[] = [];
  let stop = true;
  const destination = memoryDestination({
    onWrite: ({ id, records }) => void written.push({ id, records: records.length }),
  });
  const stream = items({
    mode: "append",
    async *read() {
      for (let page = 0; page < 9; page++) {
        if (page === 8 && stop) throw new Error("cut");
        yield { records: Array.from({ length: 500 }, (_, n) => record(`${page}-${n}`)) };
      }
    },
  });
  const flows = [from(stream).into("t")];

  await run(destination, flows, {}, { batchRecords: 1_800 });
  const cut = written.splice(0);
  stop = false;
  await run(destination, flows, {}, { batchRecords: 1_800 });

  expect(cut.map(({ records }) => records)).toEqual([2_000, 1_000, 1_000]);
  expect(written.map(({ records }) => records)).toEqual([2_000, 1_000, 1_000, 500]);
  expect(written.slice(0, 3)).toEqual(cut);
  expect(destination.rows("t")).toHaveLength(4_500);
});

test("[DL-3] one partition that the destination refuses goes back to its checkpoint; the others go on", async () => {
  let poison = true;
  const destination = memoryDestination({
    onWrite: (batch) => {
      if (poison && batch.records.some((row) => Reflect.get(row, "id") === "b1"))
        throw new Error("no");
    },
  });
  const stream = items({
    mode: "append",
    partitions: () => ["a", "b", "c", "d"].map((key) => ({ key })),
    async *read({ partition, resuming, state }) {
      for (let page = resuming ? (state?.page ?? 0) : 0; page < 3; page++) {
        yield {
          records: [record(`${partition.key}${page}`, page)],
          checkpoint: { page: page + 1 },
        };
      }
    },
  });
  const ids = (): unknown[] =>
    destination
      .rows("t")
      .map((row) => String(Reflect.get(row, "id")))
      .toSorted((a, b) => a.localeCompare(b));

  // Long enough that all of it is one commit.
  const report = await run(destination, [from(stream).into("t")], {}, { commitMs: 1_000 });
  expect(report.status).toBe("failed");
  expect(report.streams[0]).toMatchObject({ read: 9, written: 9 });
  expect(ids()).toEqual(["a0", "a1", "a2", "c0", "c1", "c2", "d0", "d1", "d2"]);
  poison = false;
  await run(destination, [from(stream).into("t")]);

  expect(ids()).toEqual(["a0", "a1", "a2", "b0", "b1", "b2", "c0", "c1", "c2", "d0", "d1", "d2"]);
});

test("[OR-1] batches of one commit keep their order: a deleted record that comes again stays", async () => {
  const destination = memoryDestination();
  const stream = items({
    async *read() {
      yield { records: [record("x"), record("y"), record("z")] };
      yield { records: [record("y", 7)], deletes: [{ id: "x" }, { id: "y" }] };
      yield { records: [], checkpoint: {} };
    },
  });

  await run(destination, [from(stream).into("t")]);

  expect(destination.rows("t")).toEqual([
    expect.objectContaining({ id: "z", n: 0 }),
    expect.objectContaining({ id: "y", n: 7 }),
  ]);
});

test("[VA-1] invalid records go to quarantine masked, and a replay loads the mended ones once", async () => {
  const destination = memoryDestination();
  let strict = true;
  const stream = items({
    pii: { day: "name" },
    async *read() {
      yield { records: [record("a", 1), record("b", -1), record("c", 2)], checkpoint: {} };
    },
  });
  const validator = {
    name: "positive",
    validate: (row: Item) =>
      row.n < 0 && strict
        ? ({ ok: false, issues: [{ path: ["n"], code: "range", message: "below zero" }] } as const)
        : ({ ok: true, value: row } as const),
  };
  const flows = [
    from(stream)
      .validate(validator)
      .map((row) => ({ id: row.id, n: row.n }))
      .into("t", { key: ["id"] }),
  ];
  const options = { pii: "allow", maxInvalid: { count: 5, ratio: 1 } } as const;

  const report = await run(destination, flows, {}, {}, options);
  expect(report.streams[0]).toMatchObject({ read: 3, written: 2, quarantined: 1 });
  expect(destination.quarantined[0]).toMatchObject({
    step: "positive",
    protection: "masked",
    record: { id: "b", n: -1, day: "***" },
  });
  strict = false;
  const { definePipeline } = await import("../define-pipeline.ts");
  const pipeline = definePipeline({ name: "p", destination, flows, ...options });
  const replayed = await pipeline.replay({ flow: "t" });
  const again = await pipeline.replay({ flow: "t" });

  expect(replayed.streams[0]).toMatchObject({ read: 1, written: 1, quarantined: 0 });
  expect(again.streams[0]).toMatchObject({ read: 0, written: 0 });
  expect(destination.rows("t")).toHaveLength(3);
});

test("[VA-1] too many invalid records stop the stream, and the breaching batch is not committed", async () => {
  const destination = memoryDestination();
  const stream = items({
    async *read() {
      yield {
        records: Array.from({ length: 100 }, (_, n) => record(`a${n}`)),
        checkpoint: { p: 1 },
      };
      const bad = Array.from({ length: 10 }, (_, n) => ({ ...record(`b${n}`), n: 0.5 }));
      yield { records: bad, checkpoint: { p: 2 } };
    },
  });

  const report = await run(destination, [from(stream).into("t")]);

  expect(report.status).toBe("failed");
  expect(report.streams[0]?.error?.code).toBe("too_many_invalid");
  expect(destination.quarantined).toEqual([]);
});

test("[CN-1] a cancelled run resolves as cancelled, even when the source ignores its signal", async () => {
  const destination = memoryDestination();
  const controller = new AbortController();
  const stream = items({
    async *read() {
      yield { records: [record("a")], checkpoint: { p: 1 } };
      setTimeout(() => controller.abort(new Error("enough")), 5);
      await new Promise(() => undefined);
    },
  });

  const report = await run(destination, [from(stream).into("t")], { signal: controller.signal });

  expect(report.status).toBe("cancelled");
  expect(report.streams[0]?.status).toBe("cancelled");
});

test("[CN-2] a drained run commits what it read and ends cancelled", async () => {
  const destination = memoryDestination();
  const drain = new AbortController();
  const stream = items({
    async *read() {
      for (let page = 0; ; page++) {
        if (page === 3) drain.abort();
        yield { records: [record(`${page}`)], checkpoint: { page } };
      }
    },
  });

  const report = await run(destination, [from(stream).into("t")], { drain: drain.signal });

  expect(report.status).toBe("cancelled");
  expect(destination.rows("t").length).toBeGreaterThanOrEqual(3);
});

test("[DL-3] a limit ends the run well, saves no checkpoint for a cut page and sweeps nothing", async () => {
  const destination = memoryDestination();
  const stream = items({
    async *read() {
      for (let page = 0; page < 5; page++) {
        yield { records: [record(`${page}a`), record(`${page}b`)], checkpoint: { page } };
      }
    },
  });

  const report = await run(destination, [from(stream).into("t")], { limit: 3 });

  expect(report.status).toBe("succeeded");
  expect(report.streams[0]).toMatchObject({ read: 3, written: 3 });
  const saved = await checkpoints(destination, "t");
  expect(saved.find(({ partition }) => partition === "all")?.state).toEqual({ page: 0 });
  expect(saved.find(({ partition }) => partition === "")?.complete).toBe(false);
});

test("[SC-1] a second run of the same pipeline is refused while the first holds the lease", async () => {
  const destination = memoryDestination();
  let second: unknown;
  const stream = items({
    async *read() {
      second = await run(destination, [from(stream).into("t")]).catch((error: unknown) => error);
      yield { records: [record("a")] };
    },
  });

  await run(destination, [from(stream).into("t")]);

  expect(BrainError.isInstance(second) && second.code).toBe("pipeline_busy");
});

test("[CP-1] a destination that is not transactional gets its checkpoints saved after its rows", async () => {
  const order: string[] = [];
  const state = memoryState();
  const spied = {
    ...state,
    save: async (...given: Parameters<typeof state.save>) => {
      if (given[0].some(({ partition }) => partition === "all")) order.push("checkpoint");
      return state.save(...given);
    },
  };
  const destination = memoryDestination({
    transactional: false,
    onCommit: () => void order.push("rows"),
  });
  const stream = items({
    async *read() {
      yield { records: [record("a")], checkpoint: { p: 1 } };
    },
  });

  await run(destination, [from(stream).into("t")], {}, {}, { state: spied });

  expect(order).toEqual(["rows", "checkpoint"]);
});

test("[CP-3] a checkpoint of another configuration is refused, reset or adopted", async () => {
  const destination = memoryDestination();
  const stream = (identity: string) =>
    items({
      identity,
      async *read() {
        yield { records: [record("a")], checkpoint: { p: 1 } };
      },
    });
  await run(destination, [from(stream("one")).into("t")]);

  const refused = await run(destination, [from(stream("two")).into("t")]);
  const reset = await run(destination, [from(stream("two")).into("t")], { onMismatch: "reset" });

  expect(refused.streams[0]?.error?.code).toBe("checkpoint_mismatch");
  expect(reset.status).toBe("succeeded");
});

test("[ER-2] a callback that throws fails its stream by name; the other flow goes on", async () => {
  const destination = memoryDestination();
  const stream = items({
    async *read() {
      yield { records: [record("a")], checkpoint: {} };
    },
  });
  const flows = [
    from(stream)
      .map(() => {
        throw new Error("oops");
      })
      .into("bad"),
    from(stream).into("good"),
  ];
  const events = collectEvents();

  const report = await run(destination, flows, { observers: [events.observer] });

  expect(report.status).toBe("partial");
  expect(report.streams[0]?.error).toMatchObject({ code: "callback_failed" });
  expect(report.streams[0]?.error?.message).toContain('"map"');
  expect(report.streams[1]?.status).toBe("complete");
  expect(events.types()).toContain("run-end");
});
