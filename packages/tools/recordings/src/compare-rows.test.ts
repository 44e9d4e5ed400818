import { expect, test } from "vitest";
import { compareRows } from "./compare-rows.ts";
import { differenceOf } from "./compare-value.ts";

test.for([
  ["n", "DOUBLE", 20, 20],
  ["n", "BIGINT", 344, "344"],
  ["owner_id", "VARCHAR", 12282590, "12282590"],
  ["flag", "BOOLEAN", false, false],
  ["day", "DATE", "2022-05-28", "2022-05-28"],
  ["at", "TIMESTAMP", "2021-01-13T10:30:42.221000+00:00", "2021-01-13 10:30:42.221"],
  ["at", "TIMESTAMP", "2014-08-31T00:00:00Z", "2014-08-31 00:00:00"],
  ["list", "JSON", ["a"], '["a"]'],
  ["none", "VARCHAR", null, null],
] as const)("%s as %s: %j is what %j stands for", ([column, type, expected, actual]) => {
  expect(differenceOf(column, type, expected, actual)).toBeUndefined();
});

test.for([
  ["n", "DOUBLE", 20, 20.5],
  ["n", "VARCHAR", 20, "20"],
  ["owner_id", "DOUBLE", 5938880072, 5938880073],
  ["flag", "VARCHAR", true, "true"],
  ["at", "TIMESTAMP", "2021-01-13T10:30:42.221Z", "2021-01-13 11:30:42.221"],
  ["text", "VARCHAR", "a", "A"],
  ["none", "VARCHAR", null, ""],
  ["some", "VARCHAR", "a", null],
] as const)("%s as %s: %j is not what %j stands for", ([column, type, expected, actual]) => {
  expect(differenceOf(column, type, expected, actual)).toContain(`${column} is`);
});

const loaded = {
  rows: [
    { id: "2", n: 2, _run: "r" },
    { id: "1", n: 1, _run: "r" },
  ],
  types: { id: "VARCHAR", n: "DOUBLE", _run: "VARCHAR" },
};

test("finds rows by their key, whatever their order, and counts the vendor's columns alone", () => {
  const expected = [
    { id: "1", n: 1 },
    { id: "2", n: 2 },
  ];

  expect(compareRows(loaded, expected, ["id"], { n: "DOUBLE" })).toBe(
    "2 rows, 2 columns, 4 values",
  );
});

test("a missing row, another value and a column of another type are differences", () => {
  const one = { id: "1", n: 1 };

  expect(() => compareRows(loaded, [one], ["id"], {})).toThrow("2 rows were loaded, not 1");
  expect(() => compareRows(loaded, [one, { id: "3" }], ["id"], {})).toThrow('the key ["3"]');
  expect(() => compareRows(loaded, [one, { id: "2", n: 3 }], ["id"], {})).toThrow(
    "n is 2 (DOUBLE)",
  );
  expect(() => compareRows(loaded, [one, { id: "2" }], ["id"], { n: "BIGINT" })).toThrow(
    "column n is DOUBLE, not BIGINT",
  );
});
