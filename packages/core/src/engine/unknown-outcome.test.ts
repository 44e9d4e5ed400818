import { fakeClock, memoryDestination } from "@brain/testkit";
import { expect, test } from "vitest";
import type { Batch, Rejection } from "../destination.ts";
import { DestinationError } from "../errors/kinds.ts";
import { from } from "../from.ts";
import { memoryState } from "../stores/memory-state.ts";
import { items, record, run } from "./scenario.fixture.ts";

const unknown = (): DestinationError =>
  new DestinationError({ code: "unknown_outcome", message: "The answer to a write was lost." });

const pages = (partitions: readonly string[], count: number) =>
  items({
    mode: "append",
    partitions: () => partitions.map((key) => ({ key })),
    async *read({ partition, resuming, state }) {
      for (let page = resuming ? (state?.page ?? 0) : 0; page < count; page++) {
        yield { records: [record(`${partition.key}${page}`)], checkpoint: { page: page + 1 } };
      }
    },
  });

const idsOf = ({ records }: Batch): unknown[] => records.map((row) => Reflect.get(row, "id"));

test("[DL-7] a write of unknown outcome is not repeated in its run; the next one repeats it under the same id", async () => {
  const state = memoryState();
  const written: { readonly id: string; readonly rows: unknown[] }[] = [];
  let lost = true;
  const destination = memoryDestination({
    transactional: false,
    onWrite: (batch) => {
      written.push({ id: batch.id, rows: idsOf(batch) });
      if (lost && idsOf(batch).includes("b1")) throw unknown();
      return undefined;
    },
  });
  const flows = [from(pages(["a", "b", "c"], 3)).into("t")];

  const cut = await run(destination, flows, {}, {}, { state });
  const inFirst = written.splice(0).filter(({ rows }) => rows.includes("b1"));
  lost = false;
  const mended = await run(destination, flows, {}, {}, { state });
  const inSecond = written.filter(({ rows }) => rows.includes("b1"));

  expect(cut.streams[0]).toMatchObject({ status: "failed", error: { code: "unknown_outcome" } });
  expect(inFirst).toHaveLength(1);
  expect(inSecond).toEqual(inFirst);
  expect(mended.status).toBe("succeeded");
});

test("[DL-7] a commit of unknown outcome is tried once, claims nothing, and its batches keep their ids", async () => {
  const state = memoryState();
  const batches: string[][] = [];
  let commits = 0;
  let lost = true;
  const destination = memoryDestination({
    transactional: false,
    onWrite: ({ id }) => {
      batches.at(-1)?.push(id);
      return undefined;
    },
    onCommit: () => {
      commits += 1;
      if (lost) throw unknown();
    },
  });
  const flows = [from(pages(["a", "b", "c"], 1)).into("t")];
  // Long enough that the three partitions share a commit.
  const limits = { commitMs: 200 };

  batches.push([]);
  const cut = await run(destination, flows, {}, limits, { state });
  const tries = commits;
  lost = false;
  batches.push([]);
  const mended = await run(destination, flows, {}, limits, { state });

  expect(tries).toBe(1);
  expect(cut.streams[0]).toMatchObject({ status: "failed", read: 0, written: 0, rows: 0 });
  expect(batches[1]?.toSorted()).toEqual(batches[0]?.toSorted());
  expect(mended.streams[0]).toMatchObject({ status: "complete", written: 3 });
});

test("[DL-7] [DL-6] of a batch taken in part only the rest is written again, under an id of its own; a batch refused whole keeps its id", async () => {
  const clock = fakeClock({ autoMs: 60_000 });
  const written: { readonly id: string; readonly rows: unknown[]; readonly deletes: number }[] = [];
  const refuse = (indices: readonly number[]): Rejection[] =>
    indices.map((index) => ({
      index,
      issue: { path: [], code: "busy", message: "Later." },
      retryable: true,
    }));
  const answers = [refuse([0, 1, 2]), refuse([0, 2]), refuse([1]), []];
  const destination = memoryDestination({
    onWrite: (batch) => {
      written.push({ id: batch.id, rows: idsOf(batch), deletes: batch.deletes.length });
      return answers[written.length - 1] ?? [];
    },
  });
  const stream = items({
    async *read() {
      yield { records: [record("a"), record("b"), record("c")], deletes: [{ id: "d" }] };
    },
  });

  const report = await run(destination, [from(stream).into("t")], {}, {}, { runtime: { clock } });

  expect(written.map(({ rows }) => rows)).toEqual([
    ["a", "b", "c"],
    ["a", "b", "c"],
    ["a", "c"],
    ["c"],
  ]);
  const [first, second, third, fourth] = written.map(({ id }) => id);
  expect(second).toBe(first);
  expect(new Set([first, third, fourth]).size).toBe(3);
  expect(written.map(({ deletes }) => deletes)).toEqual([1, 1, 0, 0]);
  expect(report.streams[0]).toMatchObject({ status: "complete", written: 3, rows: 3 });
  expect(destination.rows("t")).toHaveLength(3);
});

test("[DL-7] rows that are refused again and again fail their partition, and the next run writes the batch under its first id", async () => {
  const clock = fakeClock({ autoMs: 60_000 });
  let down = true;
  const ids: string[] = [];
  const destination = memoryDestination({
    onWrite: (batch) => {
      ids.push(batch.id);
      const issue = { path: [], code: "busy", message: "Later." };
      return down ? [{ index: 0, issue, retryable: true }] : [];
    },
  });
  const flows = [from(pages(["a"], 1)).into("t")];

  const cut = await run(destination, flows, {}, {}, { runtime: { clock } });
  const tries = ids.length;
  down = false;
  const mended = await run(destination, flows, {}, {}, { runtime: { clock } });

  expect(tries).toBe(5);
  expect(cut.streams[0]).toMatchObject({ status: "failed", error: { code: "destination_failed" } });
  expect(new Set(ids).size).toBe(1);
  expect(mended.streams[0]).toMatchObject({ written: 1 });
});

test("[DL-1] a writer that cannot forget what it staged commits nothing more, and the next run loses nothing", async () => {
  const memory = memoryDestination();
  let stuck = true;
  const destination: typeof memory = {
    ...memory,
    open: async (spec, context) => {
      const writer = await memory.open(spec, context);
      return {
        ...writer,
        [Symbol.asyncDispose]: () => writer[Symbol.asyncDispose](),
        write: async (batch, options) => {
          await writer.write(batch, options);
          if (stuck && idsOf(batch).includes("b0")) throw new Error("cut");
          return { rejected: [] };
        },
        rollback: async () => {
          throw new Error("still cut");
        },
      };
    },
  };
  const flows = [from(pages(["a", "b", "c"], 3)).into("t")];

  // Small enough that commits follow the one that fails.
  const cut = await run(destination, flows, {}, { batchRecords: 1 });
  const rows = memory.rows("t").length;
  stuck = false;
  await run(destination, flows);

  expect(cut.status).toBe("failed");
  expect(rows).toBe(cut.streams[0]?.rows);
  expect(new Set(memory.rows("t").map((row) => Reflect.get(row, "id"))).size).toBe(9);
  expect(memory.rows("t")).toHaveLength(9);
});
