import { expect, test } from "vitest";
import { changes, type Change } from "./engine/changes.fixture.ts";
import { createOverlapFilter } from "./overlap.ts";
import type { Cursor, Position } from "./stream.ts";

const window = { to: "2026-11-24T00:00:00.000Z" };

/** The values that are remembered of these, given in this order. */
function remembered(values: readonly (string | number)[], cursor: Partial<Cursor> = {}): unknown[] {
  const stream = {
    primaryKey: ["id"],
    cursor: { field: "at", order: "ascending", lookbackMs: 300_000, ...cursor } as const,
  };
  const filter = createOverlapFilter(stream, window, undefined, { restarts: true });
  filter?.take({ records: values.map((at, id) => ({ id, at })) });
  return [...(filter?.mark(true)()?.versions ?? [])];
}

test.each([
  [
    "an instant",
    ["2026-11-23T10:00:00.000Z", "2026-11-23T10:05:00.000Z", "2026-11-23T10:10:00.000Z"],
  ],
  ["an instant of another zone", ["2026-11-23T09:00:00Z", "2026-11-23T12:00:00+02:00"]],
  ["seconds", [1_795_428_000, 1_795_428_299, 1_795_428_300, 1_795_428_600]],
  ["milliseconds", [1_795_428_000_000, 1_795_428_300_000, 1_795_428_600_000]],
])("[CP-5] the overlap of %s begins a lookback before the last, inclusive", (_, values) => {
  const inside = values.filter((value) => remembered(values).includes(value));

  expect(inside).toEqual(values.slice(values.length === 2 ? 1 : -2));
});

test("[CP-5] of days, whole days come again; of a counter only its last value; later ones of the same value too", () => {
  expect(remembered(["2026-11-20", "2026-11-21", "2026-11-22"])).toEqual([
    "2026-11-21",
    "2026-11-22",
  ]);
  expect(remembered([8, 9, 10, 10])).toEqual([10, 10]);
  expect(remembered(["9", "10"])).toEqual(["10"]);
});

test("[CP-5] the default lookback is five minutes", () => {
  const values = ["2026-11-23T10:00:00.000Z", "2026-11-23T10:05:01.000Z"];

  expect(remembered(values, { lookbackMs: undefined })).toEqual(values.slice(1));
});

test("[CP-5] [MM-2] a reading of a million records with one value remembers 10,000", () => {
  const stream = { primaryKey: ["id"], cursor: { field: "at", order: "ascending" } as const };
  const filter = createOverlapFilter(stream, window, undefined, { restarts: true });
  for (let page = 0; page < 100; page++) {
    const records = Array.from({ length: 1_000 }, (_, n) => ({ id: page * 1_000 + n, at: 1 }));
    filter?.take({ records });
  }

  const overlap = filter?.mark(false)();

  expect(overlap?.keys).toHaveLength(10_000);
  expect(overlap?.cut).toBe(true);
});

test("[CP-5] a mark covers the pages taken before it, whatever is taken until it is looked up", () => {
  const stream = { primaryKey: ["id"], cursor: { field: "at", order: "ascending" } as const };
  const filter = createOverlapFilter(stream, window, undefined, { restarts: true });
  filter?.take({ records: [{ id: 1, at: "2026-11-23T10:00:00Z" }] });
  const mark = filter?.mark(false);
  filter?.take({ records: [{ id: 2, at: "2026-11-23T11:00:00Z" }] });

  expect(mark?.()?.versions).toEqual(["2026-11-23T10:00:00Z"]);
});

test("[CP-5] stream.read() goes on from positions without what they already gave", async () => {
  const vendor: Change[] = [
    { id: "a", at: "2026-11-01T10:00:00.000Z" },
    { id: "b", at: "2026-11-01T10:01:00.000Z" },
  ];
  const positions: Record<string, Position> = {};
  const read = async (): Promise<string[]> => {
    const ids: string[] = [];
    for await (const page of changes(vendor).read({ positions: structuredClone(positions) })) {
      ids.push(...page.records.map(({ id, at }) => `${id}@${at.slice(14, 16)}`));
      if (page.position !== undefined) positions[page.partition] = page.position;
    }
    return ids;
  };

  const first = await read();
  vendor[0] = { id: "a", at: "2026-11-01T10:02:00.000Z" };
  vendor.push({ id: "c", at: "2026-11-01T10:03:00.000Z" });
  const second = await read();
  const third = await read();

  expect(first).toEqual(["a@00", "b@01"]);
  expect(second).toEqual(["a@02", "c@03"]);
  expect(third).toEqual([]);
});
