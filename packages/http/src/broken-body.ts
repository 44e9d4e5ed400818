import { BrainError, type Runtime } from "@brain/core";
import { retryBudgetOf } from "./retry/retry-budget.ts";
import { budgetEmpty } from "./retry/with-retries.ts";

/** How an answer fails by the fault of its way or of the server, which another request may not meet. */
const PASSING: ReadonlySet<string> = new Set(["NetworkError", "DecodeError", "HttpError"]);

/**
 * The error of a body from `client.bytes` that cannot be used to its end: what the client found, or a decoder of the
 * connector's behind it. `streamed: true` in its context says that reading may be taken up again from the last checkpoint,
 * for which the host's retry budget has paid (RT-1, RT-6).
 *
 * @returns the error itself, or HttpError `retry_budget_exhausted` in its place.
 */
export function brokenBody(error: unknown, host: string, runtime: Runtime): unknown {
  if (!BrainError.isInstance(error) || !error.retryable || !PASSING.has(error.name)) return error;
  const { code, context } = error;
  // What the client found was paid for there, and an empty budget is empty.
  if (context["streamed"] === true || code === "retry_budget_exhausted") return error;
  return retryBudgetOf(host, runtime).unfit()
    ? Object.assign(error, { context: { ...context, streamed: true } })
    : budgetEmpty(host, error, context);
}
