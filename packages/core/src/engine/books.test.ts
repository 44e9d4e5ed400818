import { memoryDestination } from "@brain/testkit";
import { expect, test } from "vitest";
import { from } from "../from.ts";
import type { Validator } from "../validation.ts";
import { memoryState } from "../stores/memory-state.ts";
import { items, quota, record, run } from "./scenario.fixture.ts";

const below = <T extends { n: number }>(limit: number, name: string): Validator<T> => ({
  name,
  validate: (row) =>
    row.n < limit
      ? { ok: true, value: row }
      : { ok: false, issues: [{ path: ["n"], code: "range", message: "too much" }] },
});

test("[DL-2] each record read has one fate: written, quarantined, filtered, dropped or deduplicated", async () => {
  const destination = memoryDestination();
  const stream = items({
    async *read() {
      const page = Array.from({ length: 10 }, (_, n) => record(`a${n}`, n));
      yield { records: [...page, record("a0", 0)], checkpoint: {} };
    },
  });
  const flow = from(stream)
    .validate(below(9, "dropped"), { onInvalid: "drop" })
    .validate(below(8, "kept aside"))
    .filter(({ n }) => n !== 3)
    .into("t");

  const report = await run(destination, [flow], {}, {}, { maxInvalid: { count: 9, ratio: 1 } });

  expect(report.streams[0]).toMatchObject({
    status: "complete",
    read: 11,
    written: 7,
    quarantined: 1,
    filtered: 1,
    dropped: 1,
    deduplicated: 1,
    rows: 7,
  });
});

test("[DL-2] a record whose rows fail in different checks is one invalid record, and none of its rows is written", async () => {
  const destination = memoryDestination();
  const stream = items({
    async *read() {
      yield { records: [record("a", 1), record("b", 2)], checkpoint: {} };
    },
  });
  const flow = from(stream)
    .map(({ id, n }) => [0, 1, 2].map((part) => ({ id: `${id}${part}`, n: n * part })))
    .validate(below(4, "first"))
    .validate(below(2, "second"))
    .into("t", { key: ["id"] });

  const report = await run(destination, [flow], {}, {}, { maxInvalid: { count: 9, ratio: 1 } });

  expect(report.streams[0]).toMatchObject({
    status: "complete",
    read: 2,
    written: 0,
    quarantined: 2,
    filtered: 0,
    rows: 0,
  });
  expect(destination.quarantined.map(({ step }) => step)).toEqual(["first", "second"]);
});

test("[RD-4] a repeated page is removed by key and version, and counted", async () => {
  const destination = memoryDestination();
  const page = Array.from({ length: 50 }, (_, n) => record(`a${n}`, n));
  const stream = items({
    cursor: true,
    mode: "append",
    async *read() {
      yield { records: page, checkpoint: { page: 1 } };
      yield { records: page, checkpoint: { page: 2 } };
      yield { records: [record("a0", 7)], checkpoint: { page: 3 } };
    },
  });

  const report = await run(destination, [from(stream).into("t")]);

  expect(report.streams[0]).toMatchObject({ read: 101, written: 51, deduplicated: 50 });
  expect(destination.rows("t")).toHaveLength(51);
});

test("[RD-4] a record that comes again after its deletion is no duplicate", async () => {
  const destination = memoryDestination();
  const stream = items({
    async *read() {
      yield { records: [record("a")], checkpoint: { page: 1 } };
      yield { records: [], deletes: [{ id: "a" }], checkpoint: { page: 2 } };
      yield { records: [record("a")], checkpoint: { page: 3 } };
    },
  });

  await run(destination, [from(stream).into("t")]);

  expect(destination.rows("t")).toHaveLength(1);
});

test.each(["append", "upsert", "mirror", "replace"] as const)(
  "[DL-5] %s: a run that a pause cut anywhere and its continuation equal one clean run",
  async (mode) => {
    for (let pauseAt = 0; pauseAt < 7; pauseAt++) {
      const destination = memoryDestination();
      let left = pauseAt;
      const stream = items({
        mode,
        partitions: () => ["a", "b"].map((key) => ({ key, version: "1" })),
        async *read({ partition, resuming, state }) {
          for (let page = resuming ? (state?.page ?? 0) : 0; page < 3; page++) {
            if (left-- === 0) throw quota();
            yield { records: [record(`${partition.key}${page}`)], checkpoint: { page: page + 1 } };
          }
        },
      });
      const flows = [from(stream).into("t")];

      await run(destination, flows);
      await run(destination, flows);

      const ids = destination.rows("t").map((row) => String(Reflect.get(row, "id")));
      expect(ids.toSorted((a, b) => a.localeCompare(b))).toEqual([
        "a0",
        "a1",
        "a2",
        "b0",
        "b1",
        "b2",
      ]);
    }
  },
);

test("[DL-8] a refresh whose staging is gone begins anew", async () => {
  const state = memoryState();
  let pages = 1;
  const stream = items({
    mode: "replace",
    async *read({ resuming, state: at }) {
      for (let page = resuming ? (at?.page ?? 0) : 0; page < 3; page++) {
        if (page >= pages) throw quota();
        yield { records: [record(`r${page}`)], checkpoint: { page: page + 1 } };
      }
    },
  });
  const flows = [from(stream).into("t")];
  await run(memoryDestination({ transactional: false }), flows, {}, {}, { state });
  pages = 3;
  const other = memoryDestination({ transactional: false });

  const report = await run(other, flows, {}, {}, { state });

  expect(report.status).toBe("succeeded");
  expect(other.rows("t")).toHaveLength(3);
});

test("[MM-2] a destination that does not take rows stops the reading", async () => {
  const open = Promise.withResolvers<undefined>();
  const destination = memoryDestination({ onWrite: () => open.promise });
  let read = 0;
  const stream = items({
    async *read() {
      for (let page = 0; page < 1_000; page++) {
        read += 1;
        const records = Array.from({ length: 10 }, (_, n) => record(`${page}-${n}`));
        yield { records, checkpoint: { page } };
      }
    },
  });

  const running = run(destination, [from(stream).into("t")], {}, { batchRecords: 100 });
  for (let turn = 0; turn < 200; turn++) await new Promise((resolve) => setImmediate(resolve));
  const whileBlocked = read;
  open.resolve(undefined);
  const report = await running;

  expect(whileBlocked).toBeLessThan(40);
  expect(report.streams[0]).toMatchObject({ read: 10_000, written: 10_000 });
});

test.each(["quarantine", "drop"] as const)(
  "[DL-2] a record of which the destination refuses a row has the fate of an invalid one, under %s",
  async (onInvalid) => {
    const destination = memoryDestination({
      onWrite: ({ records }) =>
        records.flatMap((row, index) =>
          Reflect.get(row, "n") === 2
            ? [{ index, issue: { path: ["n"], code: "no", message: "No." }, retryable: false }]
            : [],
        ),
    });
    const stream = items({
      async *read() {
        yield { records: [1, 2, 3].map((n) => record(`a${n}`, n)), checkpoint: {} };
      },
    });
    const options = { onInvalid, maxInvalid: { count: 9, ratio: 1 } };

    const report = await run(destination, [from(stream).into("t")], {}, {}, options);

    expect(report.streams[0]).toMatchObject({
      status: "complete",
      read: 3,
      written: 2,
      rows: 2,
      quarantined: onInvalid === "quarantine" ? 1 : 0,
      dropped: onInvalid === "drop" ? 1 : 0,
    });
    expect(destination.rows("t")).toHaveLength(2);
    expect(destination.quarantined).toHaveLength(onInvalid === "quarantine" ? 1 : 0);
  },
);
