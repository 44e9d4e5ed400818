import { memoryDestination } from "@brain/testkit";
import { expect, test } from "vitest";
import { definePipeline } from "../define-pipeline.ts";
import { from } from "../from.ts";
import { memoryState } from "../stores/memory-state.ts";
import type { WriteMode } from "../stream.ts";
import { items, record, run } from "./scenario.fixture.ts";

const stream = items({
  async *read({ resuming, state }) {
    for (let page = resuming ? (state?.page ?? 0) : 0; page < 3; page++) {
      yield { records: [record(String(page))], checkpoint: { page: page + 1 } };
    }
  },
});

test.each([
  ["append", true, "effectively-once"],
  ["upsert", true, "effectively-once"],
  ["append", false, "at-least-once"],
  ["upsert", false, "effectively-once"],
  ["mirror", false, "effectively-once"],
] as const)(
  "[DL-4] %s into a destination whose commits are transactional: %s promises %s, and says why",
  async (mode: WriteMode, transactional, guarantee) => {
    const destination = transactional
      ? memoryDestination()
      : memoryDestination({ transactional: false });
    const state = transactional ? {} : { state: memoryState() };
    const flows = [from(stream).into("t", { mode })];

    const plan = await definePipeline({ name: "p", destination, flows, ...state }).plan();
    const report = await run(destination, flows, {}, {}, state);

    expect(plan.flows[0]).toMatchObject({ guarantee, why: expect.stringMatching(/./) });
    expect(report.streams[0]?.guarantee).toBe(guarantee);
  },
);

test("[DL-4] what a crash appended twice is at most the batches since the last checkpoint, and is told apart by batch", async () => {
  const memory = memoryState();
  let saves = 0;
  const state: typeof memory = {
    ...memory,
    save: async (...given) => {
      // The mark and two pages are saved; the process dies between the rows of the third and their checkpoint.
      if (++saves === 4) throw new Error("killed");
      return memory.save(...given);
    },
  };
  const destination = memoryDestination({ transactional: false });
  const flows = [from(stream).into("t", { mode: "append" })];
  const limits = { batchRecords: 1 };

  await run(destination, flows, {}, limits, { state });
  await run(destination, flows, {}, limits, { state });

  const ids = destination.rows("t").map((row) => Reflect.get(row, "id"));
  const books = destination.bookkeeping("t");
  expect(ids.slice(0, 2)).toEqual(["0", "1"]);
  const twice = books.filter(({ batch }, at) =>
    books.some((b, i) => i !== at && b.batch === batch),
  );
  expect(twice.map(({ run: by }) => by)).toHaveLength(2);
  expect(new Set(twice.map(({ run: by }) => by)).size).toBe(2);
  expect(new Set(books.map(({ batch }) => batch)).size).toBe(3);
});
