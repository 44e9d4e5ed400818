import { createRuntime } from "@brain/core";
import { describe, expect, test } from "vitest";
import { createRetryBudget, retryBudgetOf, type RetryBudget } from "./retry-budget.ts";

/** How many more retries of a kind it pays for, of a thousand. */
function left(budget: RetryBudget, throttled: boolean): number {
  let retries = 0;
  while (retries < 1_000 && budget.spend(throttled) !== undefined) retries++;
  return retries;
}

/** A budget of which so many tokens are spent, five at a time. */
function spentOf(tokens: number): RetryBudget {
  const budget = createRetryBudget();
  for (let spent = 0; spent < tokens; spent += 5) budget.spend(true);
  return budget;
}

describe("[RT-6] the retry budget", () => {
  test.each([
    ["14 of 500 tokens for a transient fault", false, 35],
    ["5 of 500 tokens for a limit", true, 100],
  ])("takes %s", (_what, throttled, retries) => {
    expect(left(createRetryBudget(), throttled)).toBe(retries);
  });

  test("gives back what the retries of a success took, and one for a success without", () => {
    const refunded = spentOf(500);
    refunded.succeeded(14 + 5);
    const earned = spentOf(500);
    for (let success = 0; success < 14; success++) earned.succeeded(0);

    expect(left(refunded, true)).toBe(3);
    expect(left(earned, false)).toBe(1);
  });

  test("never holds more than 500", () => {
    const budget = createRetryBudget();
    for (let success = 0; success < 1_000; success++) budget.succeeded(100);

    expect(left(budget, true)).toBe(100);
  });

  test("has no half retries: what is left over waits for more", () => {
    const budget = spentOf(490);

    expect(budget.spend(false)).toBeUndefined();
    for (let success = 0; success < 4; success++) budget.succeeded(0);
    expect(budget.spend(false)).toBe(14);
  });

  test("pays for reading a cut body again, and is paid back once, when one came to its end", () => {
    const budget = createRetryBudget();
    for (let cut = 0; cut < 35; cut++) expect(budget.cut()).toBe(true);
    expect(budget.cut()).toBe(false);

    budget.completed();
    expect(budget.cut()).toBe(true);
    expect(budget.cut()).toBe(false);
    for (let end = 0; end < 100; end++) budget.completed();

    expect(left(budget, true)).toBe(100);
  });

  test("is one for each host of a source, whatever the scope", () => {
    const once = new Map<string, unknown>();
    const runtime = createRuntime({
      once: <T>(key: string, make: () => T): T => {
        if (!once.has(key)) once.set(key, make());
        return once.get(key) as T; // what this key's `make` gave
      },
    });

    expect(retryBudgetOf("a.example", runtime)).toBe(retryBudgetOf("a.example", { ...runtime }));
    expect(retryBudgetOf("a.example", runtime)).not.toBe(retryBudgetOf("b.example", runtime));
  });
});
