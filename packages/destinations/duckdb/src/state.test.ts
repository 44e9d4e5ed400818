import { checkpointOf } from "@brain/testkit";
import { expect, test } from "vitest";
import { newFile, open } from "./table.fixture.ts";
import { duckdb } from "./duckdb.ts";

const where = { pipeline: "p", flow: "f", scope: "" };

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

test("[CP-3] checkpoints come back as they were saved, after opening again too", async () => {
  const path = newFile();
  const point = checkpointOf({
    partition: "Ünï \u0000 ' code",
    state: { after: "half \ud800", nested: [1, null] },
    // Of dataset rules; a rule may be called anything.
    rules: JSON.parse(
      '{"unique(id)":{"level":0,"once":"0aZ_-","times":[2]},"__proto__":{"records":1}}',
    ),
    version: "v1",
  });
  const first = await open(path);
  await first.state.save([point]);
  await first.close();

  await using second = duckdb(path);

  expect(await second.state.load(where, [point.partition])).toEqual([point]);
});

test("twelve thousand checkpoints are listed in order, page by page, and loaded at once", async () => {
  await using destination = await open();
  const keys = Array.from({ length: 12_000 }, (_, n) => `d${String(n).padStart(5, "0")}`);
  await destination.state.save(keys.map((partition) => checkpointOf({ partition })));
  await destination.state.save([checkpointOf({ flow: "other" })]);

  const listed = await collect(destination.state.list({ pipeline: "p", flow: "f" }));
  const loaded = await destination.state.load(where, keys.toReversed());

  expect(listed.map(({ partition }) => partition)).toEqual(keys);
  expect(loaded.map((point) => point?.partition)).toEqual(keys.toReversed());
});

test("[CP-3] a checkpoint of another version or that is no JSON is an error, never a new beginning", async () => {
  await using destination = await open();
  await destination.state.save([checkpointOf()]);
  for (const body of ["{", '{"v":2}', "null"]) {
    await destination.query("update _brain_checkpoints set body = $1", [body]);

    const load = destination.state.load(where, ["all"]);

    await expect(load).rejects.toMatchObject({ code: "checkpoint_corrupt" });
  }
});

test("[CP-7] removing needs the current fence; it keeps a generation and what is young", async () => {
  await using destination = await open();
  await destination.state.save([
    checkpointOf({ partition: "old", generation: "g0" }),
    checkpointOf({ partition: "kept", generation: "g1" }),
    checkpointOf({ partition: "young", generation: "g0", savedAt: "2026-12-01T00:00:00.000Z" }),
  ]);
  const scope = { pipeline: "p", flow: "f", keep: "g1", before: "2026-11-30T00:00:00.000Z" };
  await expect(destination.state.remove(scope, 7)).rejects.toMatchObject({ code: "lease_lost" });

  const removed = await destination.state.remove(scope, 1);

  expect(removed).toBe(1);
  const left = await collect(destination.state.list({ pipeline: "p" }));
  expect(left.map(({ partition }) => partition)).toEqual(["kept", "young"]);
});

test("[VA-1] the quarantine lists what is unsettled, page by page, and adds an entry once", async () => {
  await using destination = await open();
  const { quarantine } = destination;
  const entry = (id: string, flow = "f") => ({
    id,
    pipeline: "p",
    flow,
    source: "src",
    stream: "src.s",
    partition: "all",
    connectorVersion: "1",
    position: 3,
    step: "schema",
    issues: [{ path: ["a"], code: "c", message: "m" }],
    record: { a: 1 },
    protection: "none" as const,
    run: "r1",
    at: "2026-11-24T00:00:00.000Z",
  });
  await quarantine.add([entry("3"), entry("1"), entry("2"), entry("9", "other"), entry("1")]);
  await quarantine.add([entry("2")]);
  await quarantine.settle(["1"], "loaded", "r2");
  await quarantine.add([entry("1")]);

  const page = await quarantine.list({ pipeline: "p", flow: "f", limit: 1 });
  const rest = await quarantine.list({ pipeline: "p", after: "2", limit: 9 });

  expect(page).toEqual([entry("2")]);
  expect(rest.map(({ id }) => id)).toEqual(["3", "9"]);

  await quarantine.replace?.([{ ...entry("1"), record: "new" }, entry("nowhere")]);
  const all = await quarantine.list({ pipeline: "p", flow: "f", settled: true, limit: 9 });
  expect(all).toEqual([{ ...entry("1"), record: "new" }, entry("2"), entry("3")]);
});
