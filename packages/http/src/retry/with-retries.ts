import {
  type BrainError,
  HttpError,
  RateLimitedError,
  type Runtime,
  type SourceEvent,
} from "@brain/core";
import { cancelled } from "../net/cancelled.ts";
import { pause } from "../net/pause.ts";
import { backoffMs, notBefore } from "./backoff.ts";
import { AttemptFailed, type CallContext, type Failure } from "./failure.ts";
import type { RetryBudget } from "./retry-budget.ts";

/** What an attempt is told, and tells. */
export interface Attempt {
  /** Counted from 1. */
  readonly number: number;
  /** Milliseconds that are left of the call's time. */
  readonly leftMs: number;
  /** So long it stood in a queue of ours, which takes nothing from the call's time (HT-1). */
  queued(ms: number): void;
}

export interface RetryPolicy {
  readonly runtime: Runtime;
  readonly signal: AbortSignal;
  readonly budget: RetryBudget;
  readonly attempts: number;
  readonly baseMs: number;
  readonly maxWaitMs: number;
  /** Milliseconds for the call with all its retries. */
  readonly callTimeoutMs: number;
  /** Whether the same request may be sent twice. */
  readonly repeatable: boolean;
  readonly host: string;
  readonly endpoint: string;
  /** Mends the credential after a 401, once; absent: a 401 is final. */
  readonly mend?: ((refused: Request) => Promise<void>) | undefined;
  /** Facts for the final error. */
  readonly context: CallContext;
}

/** The one layer that retries (RT-6): an attempt is everything from the request to the checked body. */
export async function withRetries<T>(
  attempt: (attempt: Attempt) => Promise<T>,
  policy: RetryPolicy,
): Promise<T> {
  const { runtime, signal, budget } = policy;
  const { monotonic } = runtime.clock;
  let endsAt = monotonic() + policy.callTimeoutMs;
  const queued = (ms: number): void => {
    endsAt += ms;
  };
  let mended = false;
  let spent = 0;
  let waitedMs = 0;
  for (let number = 1; ; number++) {
    try {
      const value = await attempt({ number, leftMs: endsAt - monotonic(), queued });
      budget.succeeded(spent);
      return value;
    } catch (error) {
      if (signal.aborted) throw cancelled(signal);
      if (!(error instanceof AttemptFailed)) throw error;
      const { failure } = error;
      const context = { ...policy.context, ...factsOf(failure), attempts: number, waitedMs };
      if (failure.reason === "auth") {
        if (mended || policy.mend === undefined || failure.refused === undefined) {
          throw failure.toError(context);
        }
        mended = true;
        await policy.mend(failure.refused);
        runtime.emit(retryEvent(policy, failure, number, 0));
        continue;
      }
      const tries = mended ? number - 1 : number;
      const delayMs = delayBefore(policy, failure, tries, context);
      if (delayMs === undefined || monotonic() + delayMs >= endsAt) throw failure.toError(context);
      const cost = budget.spend(failure.reason === "throttled");
      if (cost === undefined) throw budgetEmpty(policy.host, failure.toError(context), context);
      spent += cost;
      runtime.emit(retryEvent(policy, failure, number, delayMs));
      const reason = failure.waitMs === undefined ? undefined : "retry-after";
      await pause(runtime, delayMs, reason, signal);
      waitedMs += delayMs;
    }
  }
}

/**
 * Milliseconds before the next attempt; undefined: there is none.
 *
 * @throws RateLimitedError `rate_limited` when the server asks for a longer pause than we sleep.
 */
function delayBefore(
  policy: RetryPolicy,
  failure: Failure,
  tries: number,
  context: CallContext,
): number | undefined {
  const { clock } = policy.runtime;
  const { waitMs } = failure;
  if (waitMs !== undefined && waitMs > policy.maxWaitMs) {
    throw new RateLimitedError({
      code: failure.code === "quota_exhausted" ? "quota_exhausted" : "rate_limited",
      message: `${policy.host} asks for a pause of ${Math.ceil(waitMs / 1_000)} s, longer than we wait.`,
      resumeAt: new Date(Math.ceil(clock.now() + waitMs)).toISOString(),
      context,
      cause: failure.toError(context),
    });
  }
  const allowed = policy.repeatable || failure.unsent === true;
  const more = tries < Math.min(policy.attempts, failure.attempts ?? Infinity);
  if (!failure.retryable || !allowed || !more) return undefined;
  if (waitMs !== undefined) return notBefore(waitMs, clock);
  // A limit deserves twice the patience of a fault.
  const baseMs = failure.reason === "throttled" ? policy.baseMs * 2 : policy.baseMs;
  return backoffMs(tries, baseMs, clock);
}

/** The error of a failure that would be worth another attempt, if its host were (RT-6). */
export function budgetEmpty(host: string, cause: BrainError, context: CallContext): BrainError {
  return new HttpError({
    code: "retry_budget_exhausted",
    message: `So many requests to ${host} failed that no more are retried.`,
    context,
    cause,
  });
}

function retryEvent(
  { host, endpoint }: RetryPolicy,
  failure: Failure,
  attempt: number,
  delayMs: number,
): SourceEvent {
  const { reason, code } = failure;
  return { type: "retry", host, endpoint, attempt, delayMs, reason, code, ...statusOf(failure) };
}

function factsOf({ status, requestId }: Failure): CallContext {
  return {
    ...(status === undefined ? {} : { status }),
    ...(requestId === undefined ? {} : { requestId }),
  };
}

function statusOf({ status }: Failure): { status?: number } {
  return status === undefined ? {} : { status };
}
