import type { Runtime } from "@brain/core";
import { lastUsed } from "../last-used.ts";

const CAPACITY = 500;
const TRANSIENT_COST = 14;
const THROTTLING_COST = 5;

/** How many retries a host is worth before they only do harm (RT-6). */
export interface RetryBudget {
  /** Takes what a retry costs and gives it, or undefined when too little is left. */
  spend(throttled: boolean): number | undefined;
  /** After a success that cost so much in retries. */
  succeeded(spent: number): void;
  /**
   * Takes what it costs to read a body again that was cut behind its first records, which is done elsewhere; false: too
   * little is left.
   */
  cut(): boolean;
  /** A streamed body came to its end: what one that was cut took is given back. */
  completed(): void;
}

/** The budget of one host, shared by all scopes of a source. */
export function retryBudgetOf(host: string, runtime: Runtime): RetryBudget {
  const budgets = runtime.once("http:retry-budgets", () => new Map<string, RetryBudget>());
  return lastUsed(budgets, host, createRetryBudget);
}

export function createRetryBudget(): RetryBudget {
  let left = CAPACITY;
  let owed = 0;
  const spend = (throttled: boolean): number | undefined => {
    const cost = throttled ? THROTTLING_COST : TRANSIENT_COST;
    if (left < cost) return undefined;
    left -= cost;
    return cost;
  };
  const give = (tokens: number): void => {
    left = Math.min(CAPACITY, left + tokens);
  };
  return {
    spend,
    succeeded: (spent) => give(spent === 0 ? 1 : spent),
    cut() {
      const cost = spend(false);
      owed += cost ?? 0;
      return cost !== undefined;
    },
    completed() {
      const back = Math.min(owed, TRANSIENT_COST);
      owed -= back;
      give(back);
    },
  };
}
