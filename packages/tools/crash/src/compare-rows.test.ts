import { expect, test } from "vitest";
import { compareRows, isSame } from "./compare-rows.ts";
import type { StoredRow } from "./scenario.ts";

const rows = (...texts: readonly string[]): StoredRow[] =>
  texts.map((text) => ({ text, batch: `batch of ${text}` }));
const clean = rows("a", "b", "b", "c");

test("a table like the clean one, in any order, is the same", () => {
  const found = compareRows(clean, rows("b", "c", "a", "b"), "effectively-once", 3);

  expect(found).toEqual({ lost: 0, duplicates: 0, allowed: 0, different: 0 });
  expect(isSame(found)).toBe(true);
});

test.each([
  ["a row", rows("a", "b", "b"), { lost: 1 }],
  ["one of two equal rows", rows("a", "b", "c"), { lost: 1 }],
  ["every row", [], { lost: 4 }],
])("%s that is missing is lost", (_what, found, difference) => {
  const compared = compareRows(clean, found, "at-least-once", 3);

  expect(compared).toMatchObject(difference);
  expect(isSame(compared)).toBe(false);
});

test("a row with another value is lost and different", () => {
  const compared = compareRows(clean, rows("a", "b", "b", "C"), "effectively-once", 3);

  expect(compared).toMatchObject({ lost: 1, different: 1, duplicates: 0 });
  expect(isSame(compared)).toBe(false);
});

test("a row that comes twice is a duplicate, and allowed only where at-least-once is promised", () => {
  const found = rows("a", "a", "b", "b", "c");

  expect(compareRows(clean, found, "effectively-once", 3)).toMatchObject({
    duplicates: 1,
    allowed: 0,
  });
  expect(compareRows(clean, found, "at-least-once", 3)).toMatchObject({
    duplicates: 1,
    allowed: 1,
  });
});

test("duplicates of another batch, of none, or without a kill are not allowed", () => {
  const copies = (batch: string | undefined): StoredRow[] => [
    ...clean,
    { text: "a", ...(batch === undefined ? {} : { batch }) },
  ];

  const allowed = [
    compareRows(clean, copies("a later batch"), "at-least-once", 3),
    compareRows(clean, copies(undefined), "at-least-once", 3),
    compareRows(clean, copies("batch of a"), "at-least-once", 0),
  ].map((compared) => [compared.duplicates, compared.allowed]);

  expect(allowed).toEqual([
    [1, 0],
    [1, 0],
    [1, 0],
  ]);
});

test("more batches twice than can be in flight at the kills are not allowed", () => {
  const many = rows(...Array.from({ length: 1_000 }, (_, n) => `row ${n}`));

  expect(compareRows(many, [...many, ...many], "at-least-once", 1)).toMatchObject({
    duplicates: 1_000,
    allowed: 0,
  });
});
