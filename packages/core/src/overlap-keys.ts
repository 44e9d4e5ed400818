import type { CursorValue } from "./cursor-value.ts";

/** Records that the next reading of a partition is given again, since it begins a lookback before the last cursor value. */
export interface Overlap {
  /** Hash of primary key and version → the version, which is the cursor's value. */
  readonly keys: Readonly<Record<string, CursorValue>>;
  /** There were more than can be remembered: some will come again. */
  readonly cut: boolean;
}
