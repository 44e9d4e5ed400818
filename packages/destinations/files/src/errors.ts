import { BrainError, CheckpointError, StoreError } from "@brain/core";

/** A failure to read or write a file. */
export function unavailable(path: string, what: string, cause: unknown): BrainError {
  if (BrainError.isInstance(cause)) return cause;
  return new StoreError({
    code: "store_unavailable",
    message: `The file ${path} cannot be ${what}.`,
    hint: "Check the path, its permissions and the disk.",
    context: { path },
    cause,
  });
}

/** What was saved cannot be read; to begin anew would be a guess. */
export function corrupt(path: string, why: string, cause?: unknown): CheckpointError {
  return new CheckpointError({
    code: "checkpoint_corrupt",
    message: `The file ${path} cannot be read: ${why}.`,
    context: { path },
    cause,
  });
}

/** A newer holder, or another attempt, was first. */
export function leaseLost(why: string): StoreError {
  return new StoreError({ code: "lease_lost", message: `Nothing was saved: ${why}.` });
}
