import { expect, test } from "vitest";
import type { Backpressure } from "./backpressure.ts";
import { judge } from "./judge.ts";
import type { Loaded, Target } from "./loaded.ts";

const MB = 2 ** 20;
const load = (target: Target, records: number, peakMb: number, given = {}): Loaded => ({
  target,
  records,
  ok: true,
  rows: records,
  seconds: 1,
  cpuSeconds: 1,
  peakBytes: peakMb * MB,
  ...given,
});
const sound: Backpressure = { pages: 600, mostAhead: 20, allowed: 34, readWhileStuck: 0 };
const missed = (loads: readonly Loaded[], pressure: Partial<Backpressure> = {}): string[] =>
  judge(loads, { ...sound, ...pressure }).flatMap(({ ok, claim }) => (ok ? [] : [claim]));

const fine = [
  load("jsonl", 100_000, 140),
  load("jsonl", 10_000_000, 160),
  load("duckdb", 100_000, 200),
  load("duckdb", 1_000_000, 370),
  load("duckdb", 10_000_000, 444),
];

test("what is within every limit holds, the limits themselves included", () => {
  expect(missed(fine)).toEqual([]);
  expect(judge(fine, sound)).toHaveLength(14);
});

test("a lost or doubled row is missed, however little memory was used", () => {
  expect(missed([load("jsonl", 100_000, 100, { ok: false, rows: 99_999 })])).toEqual([
    "JSON Lines, 100,000 records: every one once, masked",
  ]);
});

test.each([
  ["jsonl", 161, "JSON Lines, 100,000 records: peak at most 160 MB"],
  ["duckdb", 451, "DuckDB, 100,000 records: peak at most 450 MB"],
] as const)("%s: a peak of %i MB is missed", (target, peakMb, claim) => {
  expect(missed([load(target, 100_000, peakMb)])).toEqual([claim]);
});

test("growth beyond a fifth is missed, also below the peak that is allowed", () => {
  expect(missed([load("jsonl", 100_000, 100), load("jsonl", 1_000_000, 121)])).toEqual([
    "JSON Lines, 1,000,000 records: at most 20 % above 100,000",
  ]);
  expect(missed([load("duckdb", 1_000_000, 300), load("duckdb", 10_000_000, 361)])).toEqual([
    "DuckDB, 10,000,000 records: at most 20 % above 1,000,000",
  ]);
});

test("a slow destination before which reading goes on is missed", () => {
  expect(missed([], { mostAhead: 35 })).toEqual([
    "a slow destination stops reading: at most 34 pages ahead",
  ]);
  expect(missed([], { readWhileStuck: 1 })).toEqual(["while a commit hangs nothing is read"]);
});
