import type { Json } from "../json.ts";
import { BrainError } from "./brain-error.ts";
import { CallbackError, CancelledError } from "./kinds.ts";

/** Where an error happened, as far as it is known. */
export type ErrorPlace = Readonly<Record<string, Json>>;

/** A signal's reason as the error that users see. */
export function toCancelled(signal: AbortSignal): BrainError {
  const { reason } = signal;
  // A lost lease or a failed sibling aborts with an error of its own: that is the cause to show.
  if (BrainError.isInstance(reason)) return reason;
  return new CancelledError({
    code: "cancelled",
    message: "The call was cancelled by its signal.",
    cause: reason,
  });
}

/**
 * Whatever a connector threw, as an error of ours that says where: cancelled if its signal was aborted, itself if it is
 * one of ours, `connector_failed` else.
 */
export function explainConnectorError(
  error: unknown,
  place: ErrorPlace,
  signal: AbortSignal,
): BrainError {
  if (signal.aborted) return toCancelled(signal);
  if (BrainError.isInstance(error)) return withPlace(error, place);
  const what = error instanceof Error ? error.message : String(error);
  return new CallbackError({
    code: "connector_failed",
    message: `The connector ${String(place["connector"])} failed while reading ${String(place["stream"])}: ${what}`,
    context: place,
    cause: error,
  });
}

/** The error's own context wins: it was nearer. */
function withPlace(error: BrainError, place: ErrorPlace): BrainError {
  return Object.assign(error, { context: { ...place, ...error.context } });
}
