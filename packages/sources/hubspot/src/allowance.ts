import type { Clock, Runtime } from "@brain/core";
import type { Allowance } from "@brain/http";
import { BURST_MS, BURST_REQUESTS, SEARCH_MS, SEARCH_REQUESTS } from "./limits.ts";

const HOUR_MS = 3_600_000;

/** How many requests the account may send per 10 s: it differs by plan, and only the answers tell. */
interface Burst {
  requests: number;
  perMs: number;
}

/** The allowances of one account: all requests, and searches, which count as both. */
export function hubspotBudgets(runtime: Runtime) {
  // One object for all scopes: what one of them learns from an answer holds for the others at once.
  const burst = runtime.once<Burst>("@brain/hubspot burst", () => ({
    requests: BURST_REQUESTS,
    perMs: BURST_MS,
  }));
  return {
    budgets: { default: [burst], search: [{ requests: SEARCH_REQUESTS, perMs: SEARCH_MS }] },
    allowance: (response: Response): Allowance | undefined => {
      learn(burst, response.headers);
      return left(response.headers, burst, runtime.clock);
    },
  };
}

function learn(burst: Burst, headers: Headers): void {
  const requests = numberOf(headers, "x-hubspot-ratelimit-max");
  const perMs = numberOf(headers, "x-hubspot-ratelimit-interval-milliseconds");
  if (requests === undefined || requests < 1 || perMs === undefined || perMs < 1) return;
  burst.requests = requests;
  burst.perMs = perMs;
}

/** What is left of the burst, or of the day where that is less; answers of searches tell nothing. */
function left(headers: Headers, burst: Burst, clock: Clock): Allowance | undefined {
  const now = clock.now();
  const requests = numberOf(headers, "x-hubspot-ratelimit-remaining");
  const today = numberOf(headers, "x-hubspot-ratelimit-daily-remaining");
  if (today !== undefined && today < (requests ?? burst.requests)) {
    return { budget: "default", requests: today, resetAt: dailyRetryAt(now) };
  }
  if (requests === undefined) return undefined;
  return { budget: "default", requests, resetAt: now + burst.perMs };
}

/**
 * When to ask again once the day's requests are used up. They return at midnight in the account's time zone, which no
 * answer tells; midnight is a full hour almost everywhere, so the next one is tried, at the price of one request an hour.
 */
export function dailyRetryAt(now: number): number {
  return (Math.floor(now / HOUR_MS) + 1) * HOUR_MS;
}

function numberOf(headers: Headers, name: string): number | undefined {
  const value = headers.get(name);
  if (value === null || value.trim() === "") return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}
