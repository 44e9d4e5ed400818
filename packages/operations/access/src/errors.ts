import { BrainError, StoreError } from "@brain/core";

/** The audit log, its anchors or the list of users cannot be read or written. */
export function unavailable(what: string, cause: unknown): BrainError {
  if (BrainError.isInstance(cause) && cause.code === "store_unavailable") return cause;
  return new StoreError({ code: "store_unavailable", message: `${what}.`, cause });
}

/** The log is not what it was: nothing is added to it until somebody has looked. */
export function damaged(what: string, why: string): StoreError {
  return new StoreError({
    code: "store_unavailable",
    message: `Nothing is added to ${what}: ${why}.`,
    hint: "Verify the log; keep the damaged file and begin a new one beside it.",
    retryable: false,
  });
}
