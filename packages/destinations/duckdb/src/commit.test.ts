import type { QuarantineEntry } from "@brain/core";
import { checkpointOf } from "@brain/testkit";
import { expect, test } from "vitest";
import { batchOf, idsOf, load, newFile, open, signal, writerOf } from "./table.fixture.ts";

const entry: QuarantineEntry = {
  id: "q1",
  pipeline: "p",
  flow: "f",
  source: "src",
  stream: "src.s",
  partition: "all",
  connectorVersion: "1",
  position: 0,
  step: "schema",
  issues: [{ path: ["a", 0, Symbol("s")], code: "bad", message: "no" }],
  record: { text: "half \ud800 a pair" },
  protection: "none",
  run: "r1",
  at: "2026-11-24T00:00:00.000Z",
};
const where = { pipeline: "p", flow: "f", scope: "" };

test("[CP-1] rows, checkpoints and quarantine appear together, at the commit", async () => {
  await using destination = await open();
  await using writer = await writerOf(destination);
  await writer.write(batchOf([{ id: "a" }]), { signal });
  expect(await idsOf(destination)).toEqual([]);

  await writer.commit([checkpointOf({ state: { after: 1 } })], [entry]);

  expect(await idsOf(destination)).toEqual(["a"]);
  expect(await destination.state.load(where, ["all", "none"])).toEqual([
    checkpointOf({ state: { after: 1 } }),
    undefined,
  ]);
  expect(await destination.quarantine.list({ pipeline: "p", limit: 9 })).toMatchObject([
    { id: "q1", record: entry.record, issues: [{ path: ["a", 0, "Symbol(s)"] }] },
  ]);
});

test.each([
  ["fence", checkpointOf({ fence: 2 })],
  ["seq", checkpointOf({ seq: 2 })],
])("[CP-7] a commit that the %s refuses leaves no trace", async (_, checkpoint) => {
  await using destination = await open();
  await using writer = await writerOf(destination);
  await writer.write(batchOf([{ id: "a" }]), { signal });

  const commit = writer.commit([checkpoint], [entry]);

  await expect(commit).rejects.toMatchObject({ code: "lease_lost" });
  await writer.rollback();
  expect(await idsOf(destination)).toEqual([]);
  expect(await destination.state.load(where, ["all"])).toEqual([undefined]);
  expect(await destination.quarantine.list({ pipeline: "p", limit: 9 })).toEqual([]);
  expect(await destination.query("select * from _brain_batches")).toEqual([]);
});

test("writers of several tables commit at once without failing each other", async () => {
  await using destination = await open();
  const flows = ["f1", "f2", "f3", "f4"];

  await Promise.all(
    flows.map(async (flow) => {
      await using writer = await writerOf(destination, { name: flow, flow });
      for (let seq = 1; seq <= 10; seq++) {
        await writer.write(batchOf([{ id: `${seq}` }]), { signal });
        await writer.commit([checkpointOf({ flow, seq })]);
      }
    }),
  );

  for (const flow of flows) expect(await idsOf(destination, flow)).toHaveLength(10);
});

test("[DL-6] every row is traced to its batch, run, flow, partition and generation", async () => {
  await using destination = await open();
  await using writer = await writerOf(destination, { run: "run-7" });
  await load(writer, [{ id: "a" }], { id: "batch-1", partition: "d1", generation: "g1:v2" });

  const rows = await destination.query(
    `select b.* exclude ("number") from t join _brain_batches b on t._batch = b."number"`,
  );

  expect(rows).toEqual([
    {
      id: "batch-1",
      run: "run-7",
      pipeline: "p",
      flow: "f",
      stream: "src.s",
      partition: "d1",
      generation: "g1:v2",
      table: "t",
      loaded_at: "2026-11-24T00:00:00Z",
    },
  ]);
});

test("[DL-6] batch numbers never come twice, also after opening again", async () => {
  const path = newFile();
  const first = await open(path);
  await using one = await writerOf(first, { mode: "append" });
  await load(one, [{ id: "a" }]);
  await one[Symbol.asyncDispose]();
  await first.close();

  await using second = await open(path);
  await using two = await writerOf(second, { mode: "append" });
  await load(two, [{ id: "b" }]);

  const [found] = await second.query("select count(distinct _batch) as n from t");
  expect(found).toEqual({ n: 2 });
});

test("[CN-1] an abort within a batch gives back the rest of it as retryable", async () => {
  await using destination = await open();
  await using writer = await writerOf(destination, { mode: "append" });
  const abort = new AbortController();
  const records = Array.from({ length: 60_000 }, (_, n) => ({ id: `${n}`, n }));

  const writing = writer.write(batchOf(records), { signal: abort.signal });
  abort.abort();
  const { rejected } = await writing;
  await writer.commit([]);

  expect(rejected.length).toBeGreaterThan(0);
  expect(rejected.every(({ retryable }) => retryable)).toBe(true);
  expect((await idsOf(destination)).length + rejected.length).toBe(60_000);
});
