import type { Runtime } from "@brain/core";
import type { Allowance } from "@brain/http";
import { RATE_REQUESTS, RATE_WINDOW_MS } from "./limits.ts";

const MINUTE_MS = 60_000;

/** One client's allowance, spread over its window: who spends it at once waits ten minutes for the next. */
export function redditBudgets(runtime: Runtime) {
  // One object for all scopes: what one of them learns from an answer holds for the others at once.
  const pace = runtime.once("@brain/reddit pace", () => ({
    requests: (RATE_REQUESTS * MINUTE_MS) / RATE_WINDOW_MS,
    perMs: MINUTE_MS,
  }));
  return {
    budgets: {
      default: [pace],
      // Reddit answers one of these at a time.
      morechildren: [{ atOnce: 1 }],
    },
    allowance({ headers }: Response): Allowance | undefined {
      const [used, left, reset] = ["used", "remaining", "reset"].map((name) =>
        Number(headers.get(`x-ratelimit-${name}`) ?? Number.NaN),
      );
      if (left === undefined || reset === undefined) return undefined;
      const whole = (used ?? Number.NaN) + left;
      if (whole >= 1) pace.requests = Math.max(1, (whole * MINUTE_MS) / RATE_WINDOW_MS);
      const resetAt = runtime.clock.now() + Math.max(1, reset) * 1_000;
      return { budget: "default", requests: Math.floor(left), resetAt };
    },
  };
}
