import { PaginationError } from "@brain/core";
import { hashOf } from "../paging/hash-of.ts";

/** So many pages in a row that equal the one before are no chance: the server ignores the parameter. */
const MAX_REPEATS = 2;

/** What is remembered of the pages before, in the checkpoint too. */
export interface Edge {
  /** A hash of the last record's key. */
  readonly last: number | undefined;
  /** How long the list was said to be. */
  readonly length: number | undefined;
}

/** A page of a counted list. */
export interface CountedPage {
  readonly keys: readonly string[];
  /** So many records of the page before were asked for again. */
  readonly overlap: number;
  /** How long the list is said to be; undefined: that is not said, or does not matter. */
  readonly length: number | undefined;
}

/** Watches the edges of pages that are counted, not named (RD-3, RD-5). */
export interface Boundary {
  /**
   * Whether the records before this page still stand where they stood, as far as it shows: the last one again where it was
   * asked for, else not here, and in a list that has not become shorter.
   *
   * @throws PaginationError `pagination_loop` when the server gives one page over and over.
   */
  fits(page: CountedPage): boolean;
  edge(): Edge;
}

/** `saved` is the edge at which a reading goes on; `keyed`: two records of one key are one record. */
export function boundary(saved: Edge, keyed: boolean): Boundary {
  let previous: readonly string[] = [];
  let { last, length: longest } = saved;
  let repeats = 0;
  /** Hashes of the keys with which pages ended. */
  const ends = new Set([last]);

  const hasMoved = ({ keys, overlap, length }: CountedPage): boolean => {
    if (length !== undefined && longest !== undefined && length < longest) return true;
    if (last === undefined) return false;
    const hashes = keys.map(hashOf);
    if (overlap > 0) return hashes[overlap - 1] !== last;
    // A page that is given twice, too, however far apart: the one that was asked for is missing.
    return keyed && hashes.some((hash) => ends.has(hash));
  };
  return {
    fits(page) {
      const { keys, length } = page;
      const repeated = keys.length > 0 && keys.join() === previous.join();
      repeats = repeated ? repeats + 1 : 0;
      if (repeats >= MAX_REPEATS) {
        throw new PaginationError({
          code: "pagination_loop",
          message: `One page came ${repeats + 1} times: the vendor ignores its number.`,
        });
      }
      const moved = hasMoved(page);
      previous = keys;
      const end = keys.at(-1);
      if (end !== undefined) ends.add((last = hashOf(end)));
      longest = length ?? longest;
      return !moved;
    },
    edge: () => ({ last, length: longest }),
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
