import { BrainError, type Runtime } from "@brain/core";
import { CALL_TIMEOUT_MS, MAX_PAUSE_MS } from "../limits.ts";
import { networkFailure } from "../net/network-failure.ts";
import { httpSettings } from "../settings.ts";
import { AttemptFailed } from "./failure.ts";
import { createRetryBudget, retryBudgetOf } from "./retry-budget.ts";
import { withRetries } from "./with-retries.ts";

/** How often, how long and what is tried again. */
export interface RetryOptions {
  readonly runtime: Runtime;
  /** What is called, in events and errors. */
  readonly name?: string | undefined;
  /** Attempts in all. Default 5. */
  readonly attempts?: number | undefined;
  /** Milliseconds before the first retry. Default 500. */
  readonly baseMs?: number | undefined;
  /** Shares the retry budget of this host. */
  readonly host?: string | undefined;
  /** Whether an error that is none of ours may be tried again. Default: what `fetch` throws when the network fails. */
  readonly retryable?: ((error: unknown) => boolean) | undefined;
}

/**
 * The client's retry layer for a call of your own. Errors of ours are tried again when they are `retryable`; around calls
 * of a client use nothing, since those have been retried already.
 *
 * @throws the last error, or RateLimitedError when it asks for a pause beyond 2 min.
 */
export function retry<T>(fn: (attempt: number) => Promise<T>, options: RetryOptions): Promise<T> {
  const { runtime, name = "call", host } = options;
  const defaults = httpSettings.parse({});
  return withRetries(
    async ({ number }) => {
      try {
        return await fn(number);
      } catch (error) {
        throw toFailure(error, options);
      }
    },
    {
      runtime,
      signal: runtime.signal,
      budget: host === undefined ? createRetryBudget() : retryBudgetOf(host, runtime),
      attempts: options.attempts ?? defaults.retryAttempts,
      baseMs: options.baseMs ?? defaults.retryBaseMs,
      maxWaitMs: defaults.maxWaitMs,
      callTimeoutMs: CALL_TIMEOUT_MS,
      repeatable: true,
      host: host ?? name,
      endpoint: name,
      context: { host: host ?? name, endpoint: name },
    },
  );
}

function toFailure(error: unknown, options: RetryOptions): unknown {
  if (BrainError.isInstance(error)) {
    if (!error.retryable || error.code === "cancelled" || "attempts" in error.context) return error;
    const resumeAt = error.resumeAt === undefined ? undefined : Date.parse(error.resumeAt);
    const ms = (resumeAt ?? Number.NaN) - options.runtime.clock.now();
    // Past, or no date at all: as after any other failure.
    const waitMs = ms > 0 ? Math.min(ms, MAX_PAUSE_MS) : undefined;
    return new AttemptFailed({
      reason: error.name === "RateLimitedError" ? "throttled" : "status",
      code: error.code,
      retryable: true,
      waitMs,
      toError: () => error,
    });
  }
  const transient = options.retryable?.(error) ?? isFetchError(error);
  return transient ? networkFailure(error, "No answer from") : error;
}

/** How `fetch` fails, in the words of each runtime; any other TypeError is a fault of code. */
function isFetchError(error: unknown): boolean {
  return (
    error instanceof TypeError &&
    /fetch|network|terminated|load failed|connect/i.test(error.message)
  );
}
