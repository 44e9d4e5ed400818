import { memoryDestination } from "@brain/testkit";
import { expect, test } from "vitest";
import type { BrainEvent } from "../events.ts";
import type { DatasetRule } from "../dataset-rule.ts";
import { from } from "../from.ts";
import { mask } from "../protectors.ts";
import { notNull } from "../rules/dataset/not-null.ts";
import { rowCount } from "../rules/dataset/row-count.ts";
import { unique } from "../rules/dataset/unique.ts";
import { memoryState } from "../stores/memory-state.ts";
import { items, quota, record, run, type Item } from "./scenario.fixture.ts";

/** Pages of two records in two partitions; the nth page asked for is refused. */
function paged(given: { refuse?: number; mode?: "upsert" | "replace"; version?: string } = {}) {
  const { mode = "upsert", version } = given;
  const vendor = { left: given.refuse ?? Infinity };
  const stream = items({
    mode,
    partitions: () => ["a", "b"].map((key) => ({ key, ...(version && { version }) })),
    async *read({ partition, resuming, state }) {
      for (let page = resuming ? (state?.page ?? 0) : 0; page < 3; page++) {
        if (vendor.left-- === 0) throw quota();
        const records = [0, 1].map((n) => record(`${partition.key}${page}.${n}`, n));
        yield { records, checkpoint: { page: page + 1 } };
      }
    },
  });
  return { vendor, stream };
}

/** Keeps the ids that it was given, so that a test sees which were counted. */
function seen(name: string, judged: string[][]): DatasetRule<Item> {
  return {
    name,
    severity: "error",
    start() {
      const ids: string[] = [];
      return {
        add: ({ id }) => void ids.push(id),
        merge: (other) => void ids.push(...(Array.isArray(other) ? other.map(String) : [])),
        snapshot: () => ids,
        judge() {
          judged.push(ids.toSorted((a, b) => (a < b ? -1 : 1)));
          return { ok: true, found: `${ids.length}`, issues: [] };
        },
      };
    },
  };
}

const everyId = ["a", "b"].flatMap((key) =>
  [0, 1, 2].flatMap((page) => [`${key}${page}.0`, `${key}${page}.1`]),
);

test.each([true, false])(
  "[CP-1] [CP-3] wherever a pause cuts a generation, its rules are judged once, on each record once (transactional: %s)",
  async (transactional) => {
    for (let refuse = 0; refuse < 7; refuse++) {
      const destination = transactional
        ? memoryDestination()
        : memoryDestination({ transactional: false });
      const more = transactional ? {} : { state: memoryState() };
      const judged: string[][] = [];
      const { stream, vendor } = paged({ refuse });
      const flows = [from(stream).expect(seen("seen", judged), unique("id")).into("t")];

      const first = await run(destination, flows, {}, {}, more);
      vendor.left = Infinity;
      const second = refuse < 6 ? await run(destination, flows, {}, {}, more) : first;

      expect(second.status).toBe("succeeded");
      expect(judged).toEqual([everyId]);
      expect(second.streams[0]?.rules[1]).toMatchObject({
        rule: "unique(id)",
        ok: true,
        found: "12 records; 0 repeat id",
      });
    }
  },
);

test("[CP-1] what is measured of a unit that the destination refuses is forgotten", async () => {
  let failures = 1;
  const destination = memoryDestination({
    onWrite: () => {
      if (failures-- > 0) throw new Error("no connection");
      return [];
    },
  });
  const judged: string[][] = [];
  const flows = [from(paged().stream).expect(seen("seen", judged)).into("t")];

  const first = await run(destination, flows, {}, { partitions: 1 });
  const second = await run(destination, flows);

  expect(first.status).not.toBe("succeeded");
  expect(second.status).toBe("succeeded");
  expect(judged).toEqual([everyId]);
});

test("a rule measures the records as they are at its place, and none that is invalid there", async () => {
  const { stream } = paged();
  const flow = from(stream)
    .expect(rowCount({ min: 12, max: 12, label: "read" }))
    .validate({
      name: "even",
      validate: (row) =>
        row.n === 0
          ? { ok: true, value: row }
          : { ok: false, issues: [{ path: ["n"], code: "odd", message: "It is odd." }] },
    })
    .expect(rowCount({ max: 6, label: "even" }))
    .filter(({ id }) => id.startsWith("a"))
    .map(({ id }) => [
      { id, part: 1 },
      { id, part: 2 },
    ])
    .expect(rowCount({ min: 6, max: 6, label: "parts" }))
    .into("t", { key: ["id", "part"] });

  const report = await run(memoryDestination(), [flow], {}, {}, { maxInvalid: { ratio: 1 } });

  expect(report.streams[0]?.rules.slice(0, 3)).toMatchObject([
    { rule: "rowCount read", ok: true, found: "12 records" },
    { rule: "rowCount even", ok: true, found: "6 records" },
    { rule: "rowCount parts", ok: true, found: "6 records" },
  ]);
});

test("[DL-8] a broken rule of severity error: replace does not swap, and the next run begins a new generation", async () => {
  const destination = memoryDestination();
  let ids = ["a", "b", "c", "d"];
  let reads = 0;
  const stream = items({
    mode: "replace",
    async *read() {
      reads += 1;
      yield { records: ids.map((id) => record(id)), checkpoint: { page: 1 } };
    },
  });
  const flows = [
    from(stream)
      .expect(rowCount({ change: { max: 0.5 } }))
      .into("t"),
  ];
  const rows = (): unknown[] => destination.rows("t").map((row) => Reflect.get(row, "id"));
  await run(destination, flows);

  ids = ["e"];
  const broken = await run(destination, flows);
  const again = await run(destination, flows);
  const afterBroken = rows();
  ids = ["f", "g", "h"];
  const mended = await run(destination, flows);

  expect(broken.status).toBe("failed");
  expect(broken.streams[0]).toMatchObject({
    status: "failed",
    error: { code: "rules_broken" },
    rules: [{ rule: "rowCount", ok: false, found: "1 record; 4 records before" }],
  });
  expect(broken.streams[0]?.error?.message).toContain("t keeps its old rows");
  expect(broken.streams[0]?.error?.message).toContain("rowCount: There are 1 records");
  // What was not accepted is nothing to compare with: the same data is refused as often as it comes.
  expect(again.streams[0]).toMatchObject({ error: { code: "rules_broken" }, read: 1 });
  expect(afterBroken).toEqual(["a", "b", "c", "d"]);
  expect(mended.status).toBe("succeeded");
  expect(rows()).toEqual(["f", "g", "h"]);
  expect(reads).toBe(4);
});

test("[VA-1] a broken rule of another mode fails the flow and leaves its rows; a warning only reports", async () => {
  const destination = memoryDestination();
  const events: BrainEvent[] = [];
  const { stream } = paged();
  const strict = from(stream)
    .expect(rowCount({ min: 100 }), notNull("n"))
    .into("strict");
  const lenient = from(stream)
    .expect(rowCount({ min: 100, severity: "warn" }))
    .into("lenient");

  const observer = (event: BrainEvent): void => void events.push(event);
  const report = await run(destination, [strict, lenient], { observers: [observer] });

  expect(report.status).toBe("partial");
  expect(report.streams).toMatchObject([
    { status: "failed", written: 12, error: { code: "rules_broken" } },
    { status: "complete", written: 12, rules: [{ ok: false, severity: "warn" }] },
  ]);
  expect(destination.rows("strict")).toHaveLength(12);
  const told = events.filter(({ type }) => type === "rule");
  expect(told).toHaveLength(3);
  expect(told).toContainEqual(
    expect.objectContaining({
      flow: "strict",
      rule: "rowCount",
      severity: "error",
      ok: false,
      issues: [{ code: "too_few", message: "There are 12 records, fewer than 100." }],
    }),
  );
});

test("[DL-3] under a limit rules are not judged, and the report says so", async () => {
  const flows = [
    from(paged().stream)
      .expect(rowCount({ min: 100 }))
      .into("t"),
  ];

  const report = await run(memoryDestination(), flows, { limit: 3 });

  expect(report.streams[0]).toMatchObject({
    status: "complete",
    rules: [{ rule: "rowCount", found: "Not judged: the run's limit ended the reading." }],
  });
  expect(report.streams[0]?.rules[0]).not.toHaveProperty("ok");
});

test("an unfinished generation is not judged, nor is a rule that came into its middle", async () => {
  const destination = memoryDestination();
  const { stream, vendor } = paged({ refuse: 4 });
  const first = await run(destination, [
    from(stream)
      .expect(rowCount({ min: 1 }))
      .into("t"),
  ]);
  vendor.left = Infinity;
  const rules = [rowCount<Item>({ min: 1 }), unique<Item>("id")];

  const second = await run(destination, [
    from(stream)
      .expect(...rules)
      .into("t"),
  ]);

  expect(first.streams[0]?.rules).toMatchObject([
    { found: "Not judged: the generation has not come to its end." },
  ]);
  expect(second.streams[0]).toMatchObject({
    status: "complete",
    rules: [
      { rule: "rowCount", ok: true, found: "12 records" },
      { found: "Not judged: the flow got this rule in the middle of the generation." },
    ],
  });
});

test("partitions whose version holds are not measured; of none nothing is judged", async () => {
  const destination = memoryDestination();
  const flows = [
    from(paged({ version: "1" }).stream)
      .expect(rowCount({ min: 12 }))
      .into("t"),
  ];
  await run(destination, flows);

  const report = await run(destination, flows);

  expect(report.streams[0]).toMatchObject({
    status: "complete",
    read: 0,
    rules: [{ found: "Not judged: nothing has changed, so nothing was read." }],
  });
});

test("a run with an explicit window judges its own generation, compared with none", async () => {
  const destination = memoryDestination();
  const flows = [
    from(paged().stream)
      .expect(rowCount({ max: 12, change: { max: 0 } }))
      .into("t"),
  ];
  await run(destination, flows);
  const window = { from: "2026-11-01T00:00:00Z", to: "2026-11-02T00:00:00Z" };

  const report = await run(destination, flows, { window });

  expect(report.streams[0]).toMatchObject({ rules: [{ ok: true, found: "12 records" }] });
});

test("[CP-4] a rule that keeps traces of values stands behind the protector of a personal field", async () => {
  const stream = items({
    pii: { day: "name" },
    async *read() {
      yield { records: [record("a")], checkpoint: {} };
    },
  });
  const before = from(stream).expect(unique("day")).protect(mask("day")).into("before");
  const behind = from(stream).protect(mask("day")).expect(unique("day")).into("behind");

  const report = await run(memoryDestination(), [behind]);
  const refused = run(memoryDestination(), [before]);

  await expect(refused).rejects.toMatchObject({ code: "plan_impossible" });
  expect(report.status).toBe("succeeded");
});

test("two rules of one name are refused: checkpoints know rules by their names", async () => {
  const flow = from(paged().stream)
    .expect(unique("id"))
    .filter(() => true)
    .expect(unique("id"));

  const refused = run(memoryDestination(), [flow.into("t")]);

  await expect(refused).rejects.toThrow('Two dataset rules of the flow t are named "unique(id)".');
});

test("[ER-2] a rule that throws fails its flow, by its name", async () => {
  const rule: DatasetRule<Item> = {
    ...seen("mine", []),
    start: () => ({
      ...seen("mine", []).start(),
      judge: () => {
        throw new TypeError("oops");
      },
    }),
  };

  const report = await run(memoryDestination(), [from(paged().stream).expect(rule).into("t")]);

  expect(report.streams[0]?.error).toMatchObject({ code: "callback_failed" });
  expect(report.streams[0]?.error?.message).toContain('The rule "mine" of flow t threw: oops');
});
