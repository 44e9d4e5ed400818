import { differenceOf } from "./compare-value.ts";
import type { Loaded } from "./load.ts";

/** Columns that the destination adds. */
const OWN = /^_/;

/**
 * Compares a loaded table with the expected records, found by `key`: as many rows, each expected field a column with the
 * right value, and the columns of the types that are due.
 *
 * @returns in a few words what was compared.
 */
export function compareRows(
  { rows, types }: Pick<Loaded, "rows" | "types">,
  expected: readonly Readonly<Record<string, unknown>>[],
  key: readonly string[],
  due: Readonly<Record<string, string>>,
): string {
  if (rows.length !== expected.length) {
    throw new Error(`${rows.length} rows were loaded, not ${expected.length}`);
  }
  const differences = Object.entries(due).flatMap(([column, type]) =>
    types[column] === type
      ? []
      : [`column ${column} is ${types[column] ?? "missing"}, not ${type}`],
  );
  const byKey = new Map(rows.map((row) => [keyOf(row, key), row]));
  let values = 0;
  for (const record of expected) {
    const row = byKey.get(keyOf(record, key));
    if (row === undefined) throw new Error(`no row has the key ${keyOf(record, key)}`);
    for (const [field, value] of Object.entries(record)) {
      values += 1;
      const difference = differenceOf(field, types[field] ?? "no column", value, row[field]);
      if (difference !== undefined) differences.push(difference);
    }
  }
  if (differences.length > 0) {
    const some = differences.slice(0, 3).join("; ");
    throw new Error(`${differences.length} differences among ${values} values: ${some}`);
  }
  const columns = Object.keys(types).filter((name) => !OWN.test(name)).length;
  return `${rows.length} rows, ${columns} columns, ${values} values`;
}

function keyOf(record: Readonly<Record<string, unknown>>, key: readonly string[]): string {
  return JSON.stringify(key.map((field) => record[field]));
}
