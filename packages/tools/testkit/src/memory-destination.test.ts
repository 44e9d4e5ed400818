import type { Checkpoint, Destination } from "@brain/core";
import { expect, test } from "vitest";
import { fakeClock } from "./fake-clock.ts";
import { memoryDestination } from "./memory-destination.ts";
import { batchOf, checkpointOf, entryOf } from "./destination/samples.ts";
import { context, spec } from "./memory-destination.fixture.ts";

const signal = new AbortController().signal;

async function leased() {
  const destination = memoryDestination({ clock: fakeClock() });
  await destination.state.lease("p", { ttlMs: 1, owner: "r" });
  return destination;
}

test("rows are visible only after their commit, with their checkpoint", async () => {
  const destination = await leased();
  const writer = await destination.open(spec({ mode: "append" }), context);

  await writer.write(batchOf({ records: [{ id: 1 }, { id: 2 }] }), { signal });
  expect(destination.rows("t")).toEqual([]);
  await writer.commit([checkpointOf()]);

  expect(destination.rows("t")).toEqual([{ id: 1 }, { id: 2 }]);
  expect(destination.commits).toMatchObject([{ table: "t", rows: 2, checkpoints: [{ seq: 1 }] }]);
  expect(await destination.state.load({ pipeline: "p", flow: "f", scope: "" }, ["all"])).toEqual([
    checkpointOf(),
  ]);
});

test("[CP-7] a commit that the fence or seq refuses leaves neither rows nor quarantine", async () => {
  const destination = await leased();
  const writer = await destination.open(spec({ mode: "append" }), context);
  await writer.write(batchOf({ records: [{ id: 1 }] }), { signal });

  const late = writer.commit([checkpointOf({ fence: 9 })], [entryOf("q1")]);

  await expect(late).rejects.toMatchObject({ code: "lease_lost" });
  expect(destination.rows("t")).toEqual([]);
  expect(destination.quarantined).toEqual([]);
});

test("a rollback forgets what was staged and nothing else", async () => {
  const destination = await leased();
  const writer = await destination.open(spec({ mode: "append" }), context);
  await writer.write(batchOf({ records: [{ id: 1 }] }), { signal });
  await writer.commit([checkpointOf()]);
  await writer.write(batchOf({ records: [{ id: 2 }] }), { signal });

  await writer.rollback();
  await writer.write(batchOf({ records: [{ id: 3 }] }), { signal });
  await writer.commit([checkpointOf({ seq: 2 })]);

  expect(destination.rows("t")).toEqual([{ id: 1 }, { id: 3 }]);
});

test("deletes and records take effect in the order written, also within one commit", async () => {
  const destination = await leased();
  const writer = await destination.open(spec(), context);
  await writer.write(batchOf({ records: [{ id: 1 }, { id: 2 }] }), { signal });
  await writer.write(batchOf({ deletes: [{ id: 1 }, { id: 2 }], records: [{ id: 2, v: "b" }] }), {
    signal,
  });

  await writer.commit([checkpointOf()]);

  expect(destination.rows("t")).toEqual([{ id: 2, v: "b" }]);
});

test("a delete by other fields removes every row that equals it", async () => {
  const destination = await leased();
  const writer = await destination.open(spec(), context);
  const records = [
    { id: 1, day: "mon" },
    { id: 2, day: "mon" },
    { id: 3, day: "tue" },
  ];
  await writer.write(batchOf({ records }), { signal });
  await writer.write(batchOf({ deletes: [{ day: "mon" }] }), { signal });

  await writer.commit([checkpointOf()]);

  expect(destination.rows("t")).toEqual([{ id: 3, day: "tue" }]);
});

test("a delete that names the version field leaves newer rows", async () => {
  const destination = await leased();
  const writer = await destination.open(spec({ version: "at" }), context);
  const records = [
    { id: 1, at: "2026-01-01" },
    { id: 2, at: "2026-03-01" },
  ];
  await writer.write(batchOf({ records }), { signal });
  const deletes = [
    { id: 1, at: "2026-02-01" },
    { id: 2, at: "2026-02-01" },
  ];
  await writer.write(batchOf({ deletes }), { signal });

  await writer.commit([checkpointOf()]);

  expect(destination.rows("t")).toEqual([{ id: 2, at: "2026-03-01" }]);
});

test("a marking delete keeps the row and says when; a later record brings it back", async () => {
  const destination = await leased();
  const writer = await destination.open(spec({ deletes: "mark" }), context);
  await writer.write(batchOf({ records: [{ id: 1 }, { id: 2 }] }), { signal });
  await writer.write(batchOf({ deletes: [{ id: 1 }, { id: 2 }], records: [{ id: 2 }] }), {
    signal,
  });

  await writer.commit([checkpointOf()]);

  expect(destination.rows("t")).toEqual([
    { id: 1, _deleted_at: "2026-11-24T00:00:00.000Z" },
    { id: 2 },
  ]);
});

test("[OR-2] an upsert keeps the greater version; of equal ones the later received wins", async () => {
  const destination = await leased();
  const writer = await destination.open(spec({ version: "at" }), context);
  await writer.write(
    batchOf({
      records: [
        { id: 1, at: 9, v: "new" },
        { id: 2, at: 9, v: "a" },
      ],
    }),
    {
      signal,
    },
  );
  await writer.commit([checkpointOf()]);

  await writer.write(
    batchOf({
      records: [
        { id: 1, at: 8, v: "old" },
        { id: 2, at: 9, v: "b" },
      ],
    }),
    {
      signal,
    },
  );
  await writer.commit([checkpointOf({ seq: 2 })]);

  expect(destination.rows("t")).toEqual([
    { id: 1, at: 9, v: "new" },
    { id: 2, at: 9, v: "b" },
  ]);
});

test("[DL-8] a mirror sweeps a partition once it is complete, and only this flow's rows of it", async () => {
  const destination = await leased();
  const mirror = spec({ mode: "mirror" });
  const writer = await destination.open(mirror, context);
  const other = await destination.open({ ...mirror, flow: "other" }, context);
  await writer.write(batchOf({ partition: "a", records: [{ id: 1 }, { id: 2 }] }), { signal });
  await writer.write(batchOf({ partition: "b", records: [{ id: 3 }] }), { signal });
  await writer.commit([checkpointOf({ partition: "a" }), checkpointOf({ partition: "b" })]);
  await other.write(batchOf({ partition: "a", records: [{ id: 4 }] }), { signal });
  await other.commit([checkpointOf({ flow: "other", partition: "a" })]);

  const next = await destination.open({ ...mirror, generation: "g2" }, context);
  await next.write(batchOf({ generation: "g2", partition: "a", records: [{ id: 1 }] }), { signal });
  await next.commit([checkpointOf({ generation: "g2", partition: "a", seq: 2 })]);
  expect(destination.rows("t")).toHaveLength(4);
  await next.commit([checkpointOf({ generation: "g2", partition: "a", seq: 3, complete: true })]);

  expect(destination.rows("t")).toEqual([{ id: 1 }, { id: 3 }, { id: 4 }]);
});

test("[DL-8] a partition begun anew under another version loses what the first version brought", async () => {
  const destination = await leased();
  const writer = await destination.open(spec({ mode: "mirror" }), context);
  const monday = batchOf({ generation: "g1:mon", records: [{ id: 1 }, { id: 2 }] });
  await writer.write(monday, { signal });
  await writer.commit([checkpointOf({ version: "mon" })]);

  await writer.write(batchOf({ generation: "g1:tue", records: [{ id: 2 }] }), { signal });
  await writer.commit([checkpointOf({ version: "tue", seq: 2, complete: true })]);

  expect(destination.rows("t")).toEqual([{ id: 2 }]);
});

test("a mirror keeps a newer row that the generation brought again in an older version", async () => {
  const destination = await leased();
  const mirror = spec({ mode: "mirror", version: "at" });
  const writer = await destination.open(mirror, context);
  await writer.write(batchOf({ records: [{ id: 1, at: 9 }] }), { signal });
  await writer.commit([checkpointOf({ complete: true })]);

  const next = await destination.open({ ...mirror, generation: "g2" }, context);
  await next.write(batchOf({ generation: "g2", records: [{ id: 1, at: 8 }] }), { signal });
  await next.commit([checkpointOf({ generation: "g2", seq: 2, complete: true })]);

  expect(destination.rows("t")).toEqual([{ id: 1, at: 9 }]);
});

test("[DL-8] a replace shows the old rows until it is finished, then the new ones alone", async () => {
  const destination = await leased();
  await fill(destination, "g1", 1, [{ id: 1 }, { id: 2 }]);
  const writer = await destination.open(spec({ mode: "replace", generation: "g2" }), context);
  await writer.write(batchOf({ generation: "g2", records: [{ id: 2 }] }), { signal });
  await writer.commit([checkpointOf({ generation: "g2", seq: 2, complete: true })]);
  expect(destination.rows("t")).toEqual([{ id: 1 }, { id: 2 }]);

  await writer.finish(mark({ generation: "g2", seq: 2 }));

  expect(destination.rows("t")).toEqual([{ id: 2 }]);
});

test("[CP-3] finishing twice, also by another process, swaps once", async () => {
  const destination = await leased();
  await fill(destination, "g1", 1, [{ id: 1 }]);

  const again = await destination.open(spec({ mode: "replace", resuming: true }), context);
  await again.finish(mark({ seq: 2 }));

  expect(destination.rows("t")).toEqual([{ id: 1 }]);
});

test("a finish that the fence refuses swaps nothing", async () => {
  const destination = await leased();
  await fill(destination, "g1", 1, [{ id: 1 }]);
  const writer = await destination.open(spec({ mode: "replace", generation: "g2" }), context);

  const late = writer.finish(mark({ generation: "g2", seq: 2, fence: 9 }));

  await expect(late).rejects.toMatchObject({ code: "lease_lost" });
  expect(destination.rows("t")).toEqual([{ id: 1 }]);
});

test("the staging goes on after a kill, and is lost once another generation began", async () => {
  const destination = await leased();
  const replace = spec({ mode: "replace" });
  const killed = await destination.open(replace, context);
  await killed.write(batchOf({ records: [{ id: 1 }] }), { signal });
  await killed.commit([checkpointOf()]);

  const resumed = await destination.open({ ...replace, resuming: true }, context);
  await resumed.write(batchOf({ records: [{ id: 2 }] }), { signal });
  await resumed.commit([checkpointOf({ seq: 2, complete: true })]);
  await resumed.finish(mark());
  expect(destination.rows("t")).toEqual([{ id: 1 }, { id: 2 }]);

  const lost = destination.open({ ...replace, generation: "g9", resuming: true }, context);
  await expect(lost).rejects.toMatchObject({ code: "staging_lost" });
});

test("every row can be traced to its batch, run, partition and generation", async () => {
  const destination = await leased();
  const writer = await destination.open(spec({ mode: "append" }), context);
  await writer.write(batchOf({ id: "b7", partition: "x", records: [{ id: 1 }, { id: 2 }] }), {
    signal,
  });

  await writer.commit([checkpointOf({ partition: "x" })]);

  const shared = { batch: "b7", run: "r1", pipeline: "p", flow: "f", partition: "x" };
  expect(destination.bookkeeping("t")).toMatchObject([
    { ...shared, position: 0, generation: "g1" },
    { ...shared, position: 1, generation: "g1" },
  ]);
});

test("[VA-2] unknown fields go into _extra, a column each, or nowhere", async () => {
  const rows = [];
  for (const unknownFields of ["keep", "evolve", "ignore"] as const) {
    const destination = await leased();
    const writer = await destination.open(spec({ mode: "append", unknownFields }), context);
    await writer.write(batchOf({ records: [{ id: 1, colour: "red" }] }), { signal });
    await writer.commit([checkpointOf()]);
    rows.push(...destination.rows("t"));
  }

  expect(rows).toEqual([{ id: 1, _extra: { colour: "red" } }, { id: 1, colour: "red" }, { id: 1 }]);
});

test("refused records are left out and the rest is written; a throwing seam fails the call", async () => {
  let down = true;
  const destination = memoryDestination({
    transactional: false,
    onWrite: ({ records }) =>
      records.flatMap((record, index) =>
        "bad" in record
          ? [{ index, issue: { path: [], code: "bad", message: "Bad." }, retryable: false }]
          : [],
      ),
    onCommit: () => {
      if (down) throw new TypeError("down");
    },
  });
  const writer = await destination.open(spec({ mode: "append" }), context);

  const { rejected } = await writer.write(batchOf({ records: [{ id: 1, bad: 1 }, { id: 2 }] }), {
    signal,
  });
  await expect(writer.commit([])).rejects.toThrow("down");
  expect(destination.rows("t")).toEqual([]);
  down = false;
  await writer.commit([]);

  expect(rejected.map(({ index }) => index)).toEqual([0]);
  expect(destination.rows("t")).toEqual([{ id: 2 }]);
});

test("without transactions it has no state, takes no checkpoint and keeps its quarantine", async () => {
  const destination = memoryDestination({ transactional: false, maxBatch: { records: 20 } });
  const writer = await destination.open(spec({ mode: "append" }), context);

  await writer.commit(
    [checkpointOf({ seq: 40, fence: 9 })],
    [entryOf("q1"), entryOf("q1"), entryOf("q2")],
  );
  await destination.quarantine.settle(["q1"], "loaded", "r");
  await destination.quarantine.add([entryOf("q1")]);

  expect(destination.state).toBeUndefined();
  expect(destination.capabilities).toMatchObject({
    transactional: false,
    maxBatch: { records: 20 },
  });
  expect(destination.quarantined.map(({ id }) => id)).toEqual(["q2"]);
});

test("the quarantine lists by pipeline and flow, page by page", async () => {
  const { quarantine } = memoryDestination();
  await quarantine.add([entryOf("q3"), entryOf("q1"), entryOf("q2", { flow: "g" }), entryOf("q4")]);

  const first = await quarantine.list({ pipeline: "p", flow: "f", limit: 2 });
  const rest = await quarantine.list({ pipeline: "p", flow: "f", after: "q3", limit: 2 });

  expect(first.map(({ id }) => id)).toEqual(["q1", "q3"]);
  expect(rest.map(({ id }) => id)).toEqual(["q4"]);
  expect(await quarantine.list({ pipeline: "other", limit: 2 })).toEqual([]);
});

test("[CN-1] after abort nothing is staged", async () => {
  const destination = await leased();
  const writer = await destination.open(spec({ mode: "append" }), context);

  const late = writer.write(batchOf({ records: [{ id: 1 }] }), {
    signal: AbortSignal.abort("stop"),
  });

  await expect(late).rejects.toMatchObject({ code: "cancelled", cause: "stop" });
  await writer.commit([checkpointOf()]);
  expect(destination.rows("t")).toEqual([]);
});

test("a table with rows is not keyed anew", async () => {
  const destination = await leased();
  const writer = await destination.open(spec({ mode: "append" }), context);
  await writer.write(batchOf({ records: [{ id: 1 }] }), { signal });
  await writer.commit([checkpointOf()]);

  const opening = destination.open(spec({ mode: "upsert" }), context);

  await expect(opening).rejects.toMatchObject({ code: "table_mismatch" });
});

function mark(given: Partial<Checkpoint> = {}): Checkpoint {
  return checkpointOf({ partition: "", complete: true, ...given });
}

async function fill(destination: Destination, generation: string, seq: number, records: object[]) {
  const writer = await destination.open(spec({ mode: "replace", generation }), context);
  await writer.write(batchOf({ generation, records }), { signal });
  await writer.commit([checkpointOf({ generation, seq, complete: true })]);
  await writer.finish(mark({ generation, seq }));
}
