import type { Runtime } from "@brain/core";
import { LRUCache } from "lru-cache";
import { MAX_LANES } from "../limits.ts";

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
  /** As {@link cut}, of a body that came to its end and is not what was due: what that end gave back is taken again. */
  unfit(): boolean;
}

/** The budget of one host, shared by all scopes of a source. */
export function retryBudgetOf(host: string, runtime: Runtime): RetryBudget {
  const budgets = runtime.once(
    "http:retry-budgets",
    () => new LRUCache<string, RetryBudget>({ max: MAX_LANES }),
  );
  const known = budgets.get(host);
  if (known !== undefined) return known;
  const made = createRetryBudget();
  budgets.set(host, made);
  return made;
}

export function createRetryBudget(): RetryBudget {
  let left = CAPACITY;
  let owed = 0;
  /** By the end of the body that was read last. */
  let givenBack = 0;
  const spend = (throttled: boolean): number | undefined => {
    const cost = throttled ? THROTTLING_COST : TRANSIENT_COST;
    if (left < cost) return undefined;
    left -= cost;
    return cost;
  };
  const give = (tokens: number): void => {
    left = Math.min(CAPACITY, left + tokens);
  };
  const cut = (): boolean => {
    const cost = spend(false);
    owed += cost ?? 0;
    return cost !== undefined;
  };
  return {
    spend,
    succeeded(spent) {
      give(spent === 0 ? 1 : spent);
      givenBack = 0;
    },
    cut,
    completed() {
      givenBack = Math.min(owed, TRANSIENT_COST);
      owed -= givenBack;
      give(givenBack);
    },
    unfit() {
      owed += givenBack;
      left -= givenBack;
      givenBack = 0;
      return cut();
    },
  };
}
