import { memoryDestination, type MemoryDestination } from "@brain/testkit";
import { expect, test } from "vitest";
import { definePipeline } from "../define-pipeline.ts";
import type { BrainEvent } from "../events.ts";
import { from } from "../from.ts";
import type { Pipeline, PipelineDefinition } from "../pipeline.ts";
import { memoryState } from "../stores/memory-state.ts";
import type { WriteMode } from "../stream.ts";
import type { Validator } from "../validation.ts";
import { items, record, run, type Item } from "./scenario.fixture.ts";

const COUNT = 1_200;

/** A pipeline whose check refuses every number from `limit.below` on, over a stream of many pages. */
function checked(
  destination: MemoryDestination,
  limit: { below: number },
  mode: WriteMode,
  more: Partial<PipelineDefinition> = {},
): Pipeline {
  const stream = items({
    async *read({ state }) {
      for (let page = state?.page ?? 0; page < 12; page++) {
        const records = Array.from({ length: COUNT / 12 }, (_, n) =>
          record(`${page * 100 + n}`, page * 100 + n),
        );
        yield { records, checkpoint: { page: page + 1 } };
      }
    },
  });
  const small: Validator<Item> = {
    name: "small",
    validate: (row) =>
      row.n < limit.below
        ? { ok: true, value: row }
        : { ok: false, issues: [{ path: ["n"], code: "range", message: "too large" }] },
  };
  const flows = [from(stream).validate(small).into("t", { mode })];
  return definePipeline({
    name: "p",
    destination,
    flows,
    maxInvalid: { count: 10_000, ratio: 1 },
    ...more,
  });
}

const distinct = (destination: MemoryDestination): number =>
  new Set(destination.rows("t").map((row) => Reflect.get(row, "id"))).size;

test.each(["append", "upsert", "replace", "mirror"] as const)(
  "[VA-1] %s: a replay loads exactly what is mended, once, however many there are and however often it runs",
  async (mode) => {
    const destination = memoryDestination();
    const limit = { below: 100 };
    const pipeline = checked(destination, limit, mode);
    await pipeline.run();

    const nothing = await pipeline.replay({ flow: "t" });
    limit.below = 700;
    const some = await pipeline.replay({ flow: "t" });
    limit.below = COUNT;
    const rest = await pipeline.replay({ flow: "t" });
    const none = await pipeline.replay({ flow: "t" });

    expect(nothing.streams[0]).toMatchObject({ read: 1_100, written: 0, quarantined: 1_100 });
    expect(some.streams[0]).toMatchObject({ read: 1_100, written: 600, quarantined: 500 });
    expect(rest.streams[0]).toMatchObject({ read: 500, written: 500, quarantined: 0 });
    expect(none.streams[0]).toMatchObject({ read: 0, written: 0 });
    expect(destination.rows("t")).toHaveLength(COUNT);
    expect(distinct(destination)).toBe(COUNT);
    expect(destination.quarantined).toEqual([]);
  },
);

test.each(["append", "upsert"] as const)(
  "[VA-1] %s: a replay that dies between its rows and their settling loads nothing twice",
  async (mode) => {
    for (const dieAt of [0, 1, 2]) {
      const memory = memoryDestination();
      let settles = 0;
      const destination: MemoryDestination = {
        ...memory,
        quarantine: {
          ...memory.quarantine,
          settle: async (...given) => {
            if (settles++ === dieAt) throw new Error("killed");
            return memory.quarantine.settle(...given);
          },
        },
      };
      const limit = { below: 0 };
      const pipeline = checked(destination, limit, mode);
      await pipeline.run();
      limit.below = COUNT;

      await expect(pipeline.replay({ flow: "t" })).rejects.toThrow("killed");
      await pipeline.replay({ flow: "t" });

      expect(memory.rows("t")).toHaveLength(COUNT);
      expect(distinct(memory)).toBe(COUNT);
      expect(memory.quarantined).toEqual([]);
    }
  },
);

test("[VA-1] a replay that the destination fails in the middle keeps what it loaded, and the next one loads the rest", async () => {
  let commits = 0;
  let down = false;
  const destination = memoryDestination({
    onCommit: () => {
      if (down && ++commits === 2) throw new Error("down");
    },
  });
  const limit = { below: 0 };
  const pipeline = checked(destination, limit, "append");
  await pipeline.run();
  limit.below = COUNT;
  down = true;

  await expect(pipeline.replay({ flow: "t" })).rejects.toThrow("down");
  const between = destination.rows("t").length;
  await pipeline.replay({ flow: "t" });

  expect(between).toBe(500);
  expect(destination.rows("t")).toHaveLength(COUNT);
  expect(distinct(destination)).toBe(COUNT);
});

test("[VA-1] [SC-1] of two replays at once one runs", async () => {
  const destination = memoryDestination();
  const limit = { below: 0 };
  const pipeline = checked(destination, limit, "append");
  await pipeline.run();
  limit.below = COUNT;

  const both = await Promise.allSettled([1, 2].map(() => pipeline.replay({ flow: "t" })));

  const refused = both.filter((result) => result.status === "rejected");
  expect(refused).toMatchObject([{ reason: { code: "pipeline_busy" } }]);
  expect(destination.rows("t")).toHaveLength(COUNT);
});

test("[VA-1] without transactions too, each mended record is loaded once", async () => {
  const state = memoryState();
  const destination = memoryDestination({ transactional: false });
  const limit = { below: 0 };
  const pipeline = checked(destination, limit, "append", { state });
  await pipeline.run();
  limit.below = COUNT;

  await pipeline.replay({ flow: "t" });
  await pipeline.replay({ flow: "t" });

  expect(destination.rows("t")).toHaveLength(COUNT);
});

test("[VA-1] a replay runs the whole flow again: what its filter leaves out is settled, what another check refuses stays", async () => {
  const destination = memoryDestination();
  let strict = true;
  const stream = items({
    async *read() {
      yield { records: [record("a", 1), record("b", 2), record("c", 3)], checkpoint: {} };
    },
  });
  const isLoose: Validator<Item> = {
    name: "loose",
    validate: (row) => (strict ? { ok: false, issues: [] } : { ok: true, value: row }),
  };
  const notThree: Validator<Item> = {
    name: "not three",
    validate: (row) => (row.n === 3 ? { ok: false, issues: [] } : { ok: true, value: row }),
  };
  const flow = from(stream)
    .validate(isLoose)
    .validate(notThree)
    .filter(({ n }) => n !== 2)
    .map(({ id, n }) => [0, 1].map((part) => ({ id: `${id}${part}`, n })))
    .into("t", { key: ["id"] });
  const options = { maxInvalid: { count: 10, ratio: 1 } };
  await run(destination, [flow], {}, {}, options);
  strict = false;

  const pipeline = definePipeline({ name: "p", destination, flows: [flow], ...options });
  const report = await pipeline.replay({ flow: "t" });

  expect(report.streams[0]).toMatchObject({
    read: 3,
    written: 1,
    filtered: 1,
    quarantined: 1,
    rows: 2,
  });
  expect(
    destination.quarantined.map(({ record: kept }) => Reflect.get(Object(kept), "id")),
  ).toEqual(["c"]);
});

test("[VA-1] a masked record whose issue stands on a masked field is told with its key, and stays; others are replayed", async () => {
  const destination = memoryDestination();
  let strict = true;
  const stream = items({
    pii: { day: "name" },
    async *read() {
      yield { records: [record("a", 1), { ...record("b", 2), day: "x" }], checkpoint: {} };
    },
  });
  const check: Validator<Item> = {
    name: "checks",
    validate: (row) =>
      strict
        ? {
            ok: false,
            issues: [{ path: [row.id === "a" ? "n" : "day"], code: "bad", message: "Bad." }],
          }
        : { ok: true, value: row },
  };
  const flow = from(stream)
    .validate(check)
    .map(({ id, n }) => ({ id, n }))
    .into("t", { key: ["id"] });
  const options = { pii: "allow", maxInvalid: { count: 5, ratio: 1 } } as const;
  await run(destination, [flow], {}, {}, options);
  strict = false;
  const warnings: unknown[] = [];
  const observer = (event: BrainEvent): void => {
    if (event.type === "warning") warnings.push(event);
  };

  const pipeline = definePipeline({ name: "p", destination, flows: [flow], ...options });
  const report = await pipeline.replay({ flow: "t", observers: [observer] });

  expect(report.streams[0]).toMatchObject({ read: 2, written: 1, quarantined: 1 });
  expect(warnings).toMatchObject([
    { code: "not_replayable", hint: expect.stringContaining('id="b"') },
  ]);
  expect(destination.rows("t")).toEqual([{ id: "a", n: 1 }]);
  expect(destination.quarantined).toHaveLength(1);
});

test("[CN-1] a replay that is cancelled rejects with CancelledError and the signal's reason, and loses nothing", async () => {
  const controller = new AbortController();
  const reason = new Error("enough");
  let stops = false;
  const destination = memoryDestination({
    onWrite: () => {
      if (stops) controller.abort(reason);
      return undefined;
    },
  });
  const limit = { below: 0 };
  const pipeline = checked(destination, limit, "append");
  await pipeline.run();
  limit.below = COUNT;
  stops = true;

  const cut = pipeline.replay({ flow: "t", signal: controller.signal });
  await expect(cut).rejects.toMatchObject({ code: "cancelled", cause: reason });
  stops = false;
  await pipeline.replay({ flow: "t" });

  expect(destination.rows("t")).toHaveLength(COUNT);
});
