import { PaginationError } from "@brain/core";

/** So many pages in a row that equal the one before are no chance: the server ignores the parameter. */
const MAX_REPEATS = 2;

/** Watches the edges of pages that are counted, not named (RD-3, RD-5). */
export interface Boundary {
  /**
   * Whether the record before this page is still the one that the last page ended with.
   *
   * @throws PaginationError `pagination_loop` when the server gives one page over and over.
   */
  fits(keys: readonly string[], overlap: number): boolean;
}

export function boundary(): Boundary {
  let previous: readonly string[] | undefined;
  let repeats = 0;
  return {
    fits(keys, overlap) {
      const before = previous;
      previous = keys;
      if (before === undefined || before.length === 0) return true;
      const equal = keys.length > 0 && keys.join() === before.join();
      repeats = equal ? repeats + 1 : 0;
      if (repeats >= MAX_REPEATS) {
        throw new PaginationError({
          code: "pagination_loop",
          message: `The vendor gave the same page ${repeats + 1} times: it ignores the paging parameter.`,
        });
      }
      return overlap === 0 || keys[overlap - 1] === before.at(-1);
    },
  };
}

/** What tells a record from another: its primary key, else all of it. */
export function keyOf(record: unknown, primaryKey: readonly string[]): string {
  return JSON.stringify(
    primaryKey.length === 0
      ? record
      : primaryKey.map((field) => Reflect.get(Object(record), field)),
  );
}
