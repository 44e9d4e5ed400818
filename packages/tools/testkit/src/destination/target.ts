import type { Destination, MaybePromise } from "@brain/core";

/** What a destination keeps of a row beside the record. */
export interface RowBooks {
  readonly batch: string;
  readonly run: string;
  readonly pipeline: string;
  readonly flow: string;
  readonly stream: string;
  readonly partition: string;
  readonly generation: string;
}

/** A place to write to, empty at first, and how a test looks into it. */
export interface DestinationTarget<D extends Destination = Destination> {
  /** Opens the destination over the place: again after `close`, then it finds what was committed. */
  readonly open: () => MaybePromise<D>;
  /**
   * The committed rows of a table, none where there is no table. Columns of bookkeeping are left out, but for `_extra` and
   * `_deleted_at`. JSON may stand as its text, a long number as its digits.
   */
  readonly rows: (destination: D, table: string) => MaybePromise<readonly object[]>;
  /** What is kept beside each of the rows, in the same order. */
  readonly books?:
    | ((destination: D, table: string) => MaybePromise<readonly RowBooks[]>)
    | undefined;
}
