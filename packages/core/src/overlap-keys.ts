import type { CursorValue } from "./cursor-value.ts";

/** Records that the next reading of a partition is given again, since it begins a lookback before the last cursor value. */
export interface Overlap {
  /** Of each record the hash of its primary key and version. */
  readonly keys: readonly string[];
  /** Of each record the version, which is the cursor's value. */
  readonly versions: readonly CursorValue[];
  /** There were more than can be remembered: some will come again. */
  readonly cut: boolean;
}
