import type { Groups } from "./grouping.ts";
import type { Sums } from "./metrics.ts";
import { columns, type Column } from "./traffic.ts";

/** Reads the sums of a row into one object, which is used again for each. */
export function rowReader({ sums }: Pick<Groups, "sums">): (row: number) => Sums {
  const read = emptySums();
  return (row) => {
    const from = row * columns.length;
    for (const [index, column] of columns.entries()) read[column] = sums[from + index] ?? 0;
    return read;
  };
}

/** Sums of nothing. */
export const emptySums = (): Record<Column, number> =>
  // Object.fromEntries forgets the names of the keys.
  Object.fromEntries(columns.map((column) => [column, 0])) as Record<Column, number>;
