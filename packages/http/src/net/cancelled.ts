import { CancelledError } from "@brain/core";

/** The error of a call whose signal was aborted. */
export function cancelled(signal: AbortSignal): CancelledError {
  return new CancelledError({
    code: "cancelled",
    message: "The request was cancelled.",
    cause: signal.reason,
  });
}
