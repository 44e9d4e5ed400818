import { fakeClock, memoryDestination } from "@brain/testkit";
import { expect, test } from "vitest";
import { from } from "../from.ts";
import type { Checkpoint } from "../checkpoint.ts";
import type { WriteMode } from "../stream.ts";
import { items, quota, record, run } from "./scenario.fixture.ts";

const HOUR_MS = 3_600_000;

interface Read {
  readonly partition: string;
  readonly state: unknown;
  readonly resuming: boolean;
  readonly from: string | undefined;
  readonly to: string;
}

/** Two partitions of two pages; `pause` says at which page in all the quota is used up. */
function scenario(mode: WriteMode) {
  const clock = fakeClock({ autoMs: 1_000 });
  const destination = memoryDestination({ clock });
  const reads: Read[] = [];
  const control = { left: Infinity, identity: "one" };
  const makeStream = () =>
    items({
      mode,
      identity: control.identity,
      partitions: () => ["a", "b"].map((key) => ({ key })),
      async *read({ partition, state, resuming, window }) {
        reads.push({ partition: partition.key, state, resuming, from: window.from, to: window.to });
        for (let page = resuming ? (state?.page ?? 0) : 0; page < 2; page++) {
          if (control.left-- <= 0) throw quota();
          yield { records: [record(`${partition.key}${page}`)], checkpoint: { page: page + 1 } };
        }
      },
    });
  const go = (options = {}) =>
    run(
      destination,
      [from(makeStream()).into("t", { mode })],
      options,
      { partitions: 1 },
      {
        runtime: { clock },
      },
    );
  const saved = async (partition: string): Promise<Checkpoint | undefined> => {
    const where = { pipeline: "p", flow: "t", scope: "" };
    return (await destination.state.load(where, [partition]))[0];
  };
  return { clock, destination, reads, control, go, saved };
}

test.each([
  [10 * 60_000, 1],
  [2 * HOUR_MS, 2],
])(
  "[CP-3] a generation continued after %i ms ends with its own window, and %i generation is read in that run",
  async (laterMs, generations) => {
    const { clock, reads, control, go } = scenario("upsert");
    control.left = 3;
    await go();
    const [first] = reads.splice(0);
    control.left = Infinity;
    await clock.advance(laterMs);

    const report = await go();

    expect(report.status).toBe("succeeded");
    expect(reads[0]).toEqual({
      partition: "b",
      state: { page: 1 },
      resuming: true,
      from: undefined,
      to: first?.to,
    });
    const windows = new Set(reads.map(({ to }) => to));
    expect(windows.size).toBe(generations);
    expect(reads).toHaveLength(generations === 1 ? 1 : 3);
  },
);

test.each([
  ["append", { page: 2 }],
  ["upsert", { page: 2 }],
  ["mirror", undefined],
  ["replace", undefined],
] as const)(
  "[CP-3] %s: the next generation is given the finished partition's state %j, and does not resume",
  async (mode, state) => {
    const { reads, go } = scenario(mode);
    await go();
    reads.splice(0);

    await go();

    expect(
      reads.map(({ partition, state: given, resuming }) => ({ partition, given, resuming })),
    ).toEqual(["a", "b"].map((partition) => ({ partition, given: state, resuming: false })));
  },
);

test("[CP-5] the window ends a minute before the generation began, for every partition, and every continuation", async () => {
  const { clock, reads, control, go } = scenario("upsert");
  const end = new Date(clock.now() - 60_000).toISOString();
  for (const left of [1, 1, 1, 1]) {
    control.left = left;
    await go();
    await clock.advance(60_000);
  }

  expect(new Set(reads.map(({ to }) => to))).toEqual(new Set([end]));
});

test("[CP-5] an open end of an explicit window is fixed once, in its checkpoints, and found again by the window as asked for", async () => {
  const { clock, reads, control, go } = scenario("upsert");
  const window = { from: "2026-11-01" };
  control.left = 3;
  await go({ window });
  control.left = Infinity;
  await clock.advance(10 * 60_000);

  await go({ window });

  expect(new Set(reads.map(({ to }) => to)).size).toBe(1);
  expect(reads.map(({ partition, resuming }) => `${partition} ${resuming}`)).toEqual([
    "a false",
    "b false",
    "b true",
  ]);
});

test("[CP-3] adopted checkpoints go on where they were, and belong to the new configuration from then on", async () => {
  const { reads, control, go, saved } = scenario("upsert");
  control.left = 3;
  await go();
  reads.splice(0);
  control.identity = "two";
  control.left = 0;

  await go({ onMismatch: "adopt" });
  control.left = Infinity;
  const later = await go();

  expect(later.status).toBe("succeeded");
  expect(reads.map(({ partition, state }) => ({ partition, state }))).toEqual([
    { partition: "b", state: { page: 1 } },
    { partition: "b", state: { page: 1 } },
  ]);
  expect((await saved("b"))?.configHash).toBe((await saved(""))?.configHash);
});

test("[CP-3] a reset begins anew, without state", async () => {
  const { reads, control, go } = scenario("upsert");
  await go();
  reads.splice(0);
  control.identity = "two";

  await go({ onMismatch: "reset" });

  expect(reads.map(({ state, resuming }) => ({ state, resuming }))).toEqual([
    { state: undefined, resuming: false },
    { state: undefined, resuming: false },
  ]);
});

test("[CP-3] a checkpoint holds what it needs and nothing else", async () => {
  const { go, saved } = scenario("upsert");
  await go();

  const fields =
    "v pipeline flow scope partition state complete version generation window counts seq fence configHash run savedAt";
  expect(Object.keys((await saved("a")) ?? {}).toSorted()).toEqual(fields.split(" ").toSorted());
  expect(await saved("a")).toMatchObject({ v: 1, complete: true, counts: { read: 2, written: 2 } });
});
