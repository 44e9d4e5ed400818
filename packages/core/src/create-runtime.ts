import { createOnce } from "./once.ts";
import type { Clock, Logger, Runtime } from "./runtime.ts";
import type { Budget } from "./stores/budget.ts";
import { memoryBudget } from "./stores/memory-budget.ts";
import { memoryCredentials } from "./stores/memory-credentials.ts";
import { systemClock } from "./system-clock.ts";

const nothing = (): void => undefined;
const silent: Logger = { debug: nothing, info: nothing, warn: nothing, error: nothing };

/** One allowance per clock: two sources with one credential in one process spend from the same. */
const budgets = new WeakMap<Clock, Budget>();

/** A runtime with a default for everything that is not given: no log, no events, memory stores, `globalThis.fetch`. */
export function createRuntime(given: Partial<Runtime> = {}): Runtime {
  const clock = given.clock ?? systemClock;
  return {
    signal: given.signal ?? new AbortController().signal,
    clock,
    log: given.log ?? silent,
    emit: given.emit ?? nothing,
    fetch: given.fetch ?? ((...request) => globalThis.fetch(...request)),
    credentials: given.credentials ?? memoryCredentials(),
    budget: given.budget ?? budgetOf(clock),
    once: given.once ?? createOnce(),
  };
}

function budgetOf(clock: Clock): Budget {
  const budget = budgets.get(clock) ?? memoryBudget(clock);
  budgets.set(clock, budget);
  return budget;
}
