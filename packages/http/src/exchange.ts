import { BrainError, type BudgetTruth } from "@brain/core";
import type { Call } from "./call.ts";
import type { Allowance } from "./contracts.ts";
import { callback } from "./judge.ts";
import { laneOf, type Lane } from "./lane.ts";
import { HEADERS_TIMEOUT_MS, SILENCE_TIMEOUT_MS } from "./limits.ts";
import { watchdog, type Watchdog } from "./net/watchdog.ts";
import { requestIdOf } from "./request-id.ts";
import { AttemptFailed, type Failure } from "./retry/failure.ts";
import type { Attempt } from "./retry/with-retries.ts";
import type { Scope } from "./scope.ts";
import { secretsOf } from "./secrets-of.ts";
import { takeTurn, type Turn } from "./turn.ts";

/** One attempt, from its turn to the end of its body. */
export interface Exchange {
  readonly number: number;
  readonly streamed: boolean;
  readonly turn: Turn;
  readonly lane: Lane;
  readonly watch: Watchdog;
  readonly startedAt: number;
  readonly queuedMs: number;
  bytesIn: number;
  request: Request | undefined;
  response: Response | undefined;
  /** What the answer said about allowances. */
  allowances: readonly Allowance[];
}

export async function beginExchange(
  scope: Scope,
  call: Call,
  attempt: Attempt,
  streamed: boolean,
): Promise<Exchange> {
  const { runtime, settings, options } = scope;
  const queuedAt = runtime.clock.monotonic();
  const lane = laneOf(call.url.host, await scope.credential(), options, runtime);
  const turn = await takeTurn(scope, call, lane);
  const startedAt = runtime.clock.monotonic();
  const queuedMs = startedAt - queuedAt;
  attempt.queued(queuedMs);
  const longest = settings.attemptTimeoutMs;
  const watch = watchdog(runtime.clock, call.signal, {
    headersMs: Math.min(HEADERS_TIMEOUT_MS, longest),
    silenceMs: Math.min(SILENCE_TIMEOUT_MS, longest),
    totalMs: streamed ? undefined : Math.min(longest, attempt.leftMs),
  });
  return {
    number: attempt.number,
    streamed,
    turn,
    lane,
    watch,
    startedAt,
    queuedMs,
    bytesIn: 0,
    request: undefined,
    response: undefined,
    allowances: [],
  };
}

/** Remembers what the answer says about allowances; emits a `budget` event for each. */
export function noteAllowances(
  scope: Scope,
  exchange: Exchange,
  response: Response,
  body: unknown,
): void {
  const { allowance, budgets } = scope.options;
  const said = callback(() => allowance?.(response, body), "allowance") ?? [];
  // A header that was not there makes NaN of an allowance: it tells nothing.
  exchange.allowances = ("budget" in said ? [said] : said).filter(
    ({ requests = 0, resetAt = 0 }) => Number.isFinite(requests) && Number.isFinite(resetAt),
  );
  for (const { budget, requests, resetAt } of exchange.allowances) {
    if (requests === undefined || resetAt === undefined) continue;
    const limits = (budgets?.[budget] ?? []).flatMap((limit) =>
      "perMs" in limit ? [limit.requests] : [],
    );
    scope.runtime.emit({
      type: "budget",
      budget,
      limit: limits[0] ?? requests,
      left: requests,
      resetAt,
    });
  }
}

/** Ends the attempt: gives back what it held, tells the budgets, emits its `request` event. */
export async function endExchange(
  scope: Scope,
  call: Call,
  exchange: Exchange,
  error?: unknown,
): Promise<void> {
  const { clock } = scope.runtime;
  const { turn, watch, lane, startedAt, request, response } = exchange;
  const durationMs = clock.monotonic() - startedAt;
  watch.end();
  if (response !== undefined && !exchange.streamed) lane.measured(durationMs);
  scope.runtime.emit({
    type: "request",
    method: call.method,
    host: call.url.host,
    endpoint: call.endpoint,
    attempt: exchange.number,
    durationMs,
    queuedMs: exchange.queuedMs,
    bytesIn: exchange.bytesIn,
    bytesOut: call.bytesOut,
    cost: call.cost,
    ...(response === undefined ? {} : { status: response.status }),
    ...(error === undefined ? {} : { error: codeOf(error) }),
    ...requestIdOf(response, () =>
      request === undefined ? [] : secretsOf(request, call.options.form),
    ),
  });
  const failure = error instanceof AttemptFailed ? error.failure : undefined;
  try {
    await turn.settle(truthsOf(scope, call, exchange, failure));
  } finally {
    // Only now: who waits for the place must find the budget as this answer left it (RT-5).
    turn.leave();
  }
}

function truthsOf(
  scope: Scope,
  call: Call,
  { allowances }: Exchange,
  failure: Failure | undefined,
): Map<string, BudgetTruth> {
  const truths = new Map<string, BudgetTruth>();
  for (const { budget, requests, resetAt, cost } of allowances) {
    const isLeftTold = requests !== undefined && resetAt !== undefined;
    truths.set(budget, { ...(isLeftTold && { left: { requests, resetAt } }), cost });
  }
  if (failure?.reason === "throttled") {
    // Without a time given, nobody sends sooner than the first retry may (RT-5).
    const waitMs = failure.waitMs ?? scope.settings.retryBaseMs;
    const blockedUntil = scope.runtime.clock.now() + waitMs;
    for (const name of failure.budget === undefined ? call.budgets : [failure.budget]) {
      truths.set(name, { ...truths.get(name), blockedUntil });
    }
  }
  return truths;
}

function codeOf(error: unknown): string {
  if (error instanceof AttemptFailed) return error.failure.code;
  return BrainError.isInstance(error) ? error.code : "connector_failed";
}
