import { RateLimitedError, type BudgetTruth } from "@brain/core";
import type { Call } from "./call.ts";
import type { Lane } from "./lane.ts";
import { MAX_PAUSE_MS } from "./limits.ts";
import { pause } from "./net/pause.ts";
import { untilAborted } from "./net/until-aborted.ts";
import type { Scope } from "./scope.ts";

/** The right to send one request: a place in its lane, and what it took from its budgets. */
export interface Turn {
  /** Gives the place back. Twice is harmless. */
  leave(): void;
  /** Gives back what was taken and tells the budgets, by name, what the answer said about them. */
  settle(truths: ReadonlyMap<string, BudgetTruth>): Promise<void>;
}

const NOTHING: BudgetTruth = {};

/**
 * Waits until the lane has a place and every budget has enough.
 *
 * @throws RateLimitedError `quota_exhausted` when a budget has nothing for longer than `maxWaitMs`.
 */
export async function takeTurn(scope: Scope, call: Call, lane: Lane): Promise<Turn> {
  const [first = "default"] = call.budgets;
  const limited = call.budgets.some((name) => (scope.options.budgets?.[name] ?? []).length > 0);
  // One at a time: a place is held by at most one of those who wait for the same budget.
  if (!limited) return take(scope, call, lane);
  return untilAborted(
    lane.gate(first)(() => take(scope, call, lane)),
    call.signal,
  );
}

async function take(scope: Scope, call: Call, lane: Lane): Promise<Turn> {
  const { budget } = scope.runtime;
  const leave = await lane.enter(scope.runtime, call.signal);
  const credential = await scope.credential();
  const keyOf = (name: string): string => `${call.url.host}/${name}/${credential}`;
  const permits = new Map<string, string>();
  const settle = async (truths: ReadonlyMap<string, BudgetTruth>): Promise<void> => {
    for (const [name, permit] of permits)
      await budget.settle(keyOf(name), permit, truths.get(name) ?? NOTHING);
    for (const [name, truth] of truths) {
      if (!permits.has(name)) await budget.settle(keyOf(name), "", truth);
    }
  };
  try {
    for (const name of call.budgets)
      permits.set(name, await permitOf(scope, call, name, keyOf(name)));
  } catch (error) {
    leave();
    const unused: BudgetTruth = { cost: 0 };
    await settle(new Map([...permits.keys()].map((name) => [name, unused])));
    throw error;
  }
  return { leave, settle };
}

async function permitOf(scope: Scope, call: Call, name: string, key: string): Promise<string> {
  const { runtime, settings, options } = scope;
  for (;;) {
    call.signal.throwIfAborted();
    const taken = await runtime.budget.take(
      key,
      options.budgets?.[name] ?? [],
      call.cost,
      call.signal,
    );
    if (taken.granted) return taken.permit;
    if (taken.waitMs > settings.maxWaitMs) throw exhausted(scope, call, name, taken.waitMs);
    await pause(runtime, taken.waitMs, "budget", call.signal, name);
  }
}

function exhausted(scope: Scope, call: Call, name: string, ms: number): RateLimitedError {
  const waitMs = Math.min(ms, MAX_PAUSE_MS);
  return new RateLimitedError({
    code: "quota_exhausted",
    message: `The allowance "${name}" of ${call.url.host} is used up for another ${Math.ceil(waitMs / 1_000)} s.`,
    resumeAt: new Date(Math.ceil(scope.runtime.clock.now() + waitMs)).toISOString(),
    context: { host: call.url.host, endpoint: call.endpoint, budget: name },
  });
}
