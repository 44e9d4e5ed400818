import type { Batch, Rejection } from "@brain/core";
import {
  memoryDestination,
  type MemoryDestination,
  type MemoryDestinationOptions,
} from "../memory-destination.ts";
import type { DestinationTarget } from "./target.ts";

/** A destination in memory that refuses what does not fit its columns, as one with types does. */
export function memoryTarget(
  options: MemoryDestinationOptions & { readonly transactional?: true } = {},
): DestinationTarget<MemoryDestination> {
  const destination = memoryDestination({ onWrite: rejectUnfit, ...options });
  return {
    open: () => destination,
    rows: ({ rows }, table) => rows(table),
    books: ({ bookkeeping }, table) => bookkeeping(table),
  };
}

/** Half a surrogate pair has no place in UTF-8. */
export function rejectUnfit({ records }: Batch): Rejection[] {
  return records.flatMap((record, index) =>
    JSON.stringify(Object.values(record)).includes("\\ud")
      ? [rejection(index, "Half a surrogate pair")]
      : [],
  );
}

export function rejection(index: number, message: string): Rejection {
  return { index, issue: { path: [], code: "unfit", message }, retryable: false };
}
