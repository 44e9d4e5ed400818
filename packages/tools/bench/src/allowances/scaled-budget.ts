import { createRuntime, memoryBudget, type Budget } from "@brain/core";
import type { Allowance } from "./allowance.ts";

/** A budget for a vendor whose clock runs faster: its windows are shorter, and what it says of later comes sooner. */
export function scaledBudget({ speed, limit = (same) => same }: Allowance): Budget {
  const { clock } = createRuntime();
  const budget = memoryBudget(clock);
  const sooner = (at: number): number => clock.now() + (at - clock.now()) / speed;
  return {
    take: (key, limits, cost, signal) =>
      budget.take(
        key,
        limits
          .flatMap((one) => limit(one) ?? [])
          .map((one) => ("perMs" in one ? { ...one, perMs: one.perMs / speed } : one)),
        cost,
        signal,
      ),
    settle: (key, permit, { left, blockedUntil, ...truth }) =>
      budget.settle(key, permit, {
        ...truth,
        left: left && { ...left, resetAt: sooner(left.resetAt) },
        blockedUntil: blockedUntil === undefined ? undefined : sooner(blockedUntil),
      }),
  };
}
