import { contextOf, type Call } from "./call.ts";
import { cancelled } from "./net/cancelled.ts";
import { AttemptFailed } from "./retry/failure.ts";
import { retryBudgetOf } from "./retry/retry-budget.ts";
import { budgetEmpty } from "./retry/with-retries.ts";
import type { Scope } from "./scope.ts";

/** What becomes of a body whose first records were handed on: nothing of it is retried here any more. */
export interface StreamEnd {
  completed(): void;
  /**
   * The error that users see. `streamed: true` in its context tells the engine to read the partition again from its
   * checkpoint, for which the host's retry budget has paid (RT-1).
   */
  failed(error: unknown): unknown;
}

export function streamEnd(scope: Scope, call: Call): StreamEnd {
  const budget = retryBudgetOf(call.url.host, scope.runtime);
  return {
    completed: () => budget.completed(),
    failed(error) {
      if (call.signal.aborted) return cancelled(call.signal);
      if (!(error instanceof AttemptFailed)) return error;
      const { failure } = error;
      const context = contextOf(call);
      if (!failure.retryable || !call.repeatable) return failure.toError(context);
      return budget.cut()
        ? failure.toError({ ...context, streamed: true })
        : budgetEmpty(call.url.host, failure.toError(context), context);
    },
  };
}
