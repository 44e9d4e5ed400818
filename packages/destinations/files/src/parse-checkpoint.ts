import { isCheckpoint, type Checkpoint } from "@brain/core";

/** @throws TypeError when it is of another version or shape. */
export function parseCheckpoint(value: unknown): Checkpoint {
  if (!isCheckpoint(value)) throw new TypeError("a checkpoint of another version or shape");
  return value;
}
