import { fakeClock } from "@brain/testkit";
import { describe, expect, test } from "vitest";
import type { Budget, BudgetLimit } from "./budget.ts";
import { memoryBudget } from "./memory-budget.ts";

const PER_SECOND: readonly BudgetLimit[] = [{ requests: 10, perMs: 1_000 }];

/** How long until one more may be sent; 0: it was granted. */
async function ask(budget: Budget, limits = PER_SECOND, cost = 1): Promise<number> {
  const taken = await budget.take("key", limits, cost);
  return taken.granted ? 0 : taken.waitMs;
}

async function takeAll(budget: Budget, count: number): Promise<string[]> {
  const permits: string[] = [];
  for (let taken = 0; taken < count; taken++) {
    const answer = await budget.take("key", PER_SECOND, 1);
    if (answer.granted) permits.push(answer.permit);
  }
  return permits;
}

describe("[RT-5] a budget in memory", () => {
  test("grants what the window holds, and the rest when it has passed", async () => {
    const clock = fakeClock();
    const budget = memoryBudget(clock);

    expect(await takeAll(budget, 12)).toHaveLength(10);
    const waitMs = await ask(budget);
    await clock.advance(waitMs - 1);
    expect(await ask(budget)).toBe(1);
    await clock.advance(1);

    expect(waitMs).toBeLessThanOrEqual(1_010);
    expect(await takeAll(budget, 12)).toHaveLength(10);
  });

  test("holds several windows at once", async () => {
    const budget = memoryBudget(fakeClock());
    const limits: BudgetLimit[] = [...PER_SECOND, { requests: 3, perMs: 60_000 }];

    for (let taken = 0; taken < 3; taken++) expect(await ask(budget, limits)).toBe(0);

    expect(await ask(budget, limits)).toBeGreaterThan(59_000);
  });

  test("blocks everyone until the time given", async () => {
    const clock = fakeClock();
    const budget = memoryBudget(clock);
    const [permit = ""] = await takeAll(budget, 1);

    await budget.settle("key", permit, { blockedUntil: clock.now() + 5_000 });

    expect(await ask(budget)).toBe(5_000);
    await clock.advance(5_000);
    expect(await ask(budget)).toBe(0);
  });

  test("counts what others spent, and gives it back as the window passes", async () => {
    const clock = fakeClock();
    const budget = memoryBudget(clock);
    const [first = "", second = ""] = await takeAll(budget, 2);
    const tell = (permit: string, requests: number) =>
      budget.settle("key", permit, { left: { requests, resetAt: clock.now() + 1_000 } });

    await tell(first, 3);
    await clock.advance(20);
    await tell(second, 2);

    expect(await takeAll(budget, 10)).toHaveLength(2);
    await clock.advance(1_010);
    expect(await takeAll(budget, 12)).toHaveLength(10);
  });

  test("is not slowed by a vendor that counts what it counts itself", async () => {
    const clock = fakeClock();
    const budget = memoryBudget(clock);

    for (const permit of await takeAll(budget, 6)) {
      await clock.advance(1);
      await budget.settle("key", permit, { left: { requests: 4, resetAt: clock.now() + 1_000 } });
    }

    expect(await takeAll(budget, 12)).toHaveLength(4);
  });

  test.each([300, 3_600_000])("waits for the end of a period that ends in %i ms", async (ms) => {
    const clock = fakeClock();
    const budget = memoryBudget(clock);
    const [permit = ""] = await takeAll(budget, 1);
    const left = { requests: 1, resetAt: clock.now() + ms };

    await budget.settle("key", permit, { left });

    expect(await ask(budget)).toBe(0);
    expect(await ask(budget)).toBe(ms);
    await clock.advance(ms);
    expect(await ask(budget)).toBe(0);
  });

  test("charges what a call really cost", async () => {
    const budget = memoryBudget(fakeClock());
    const [permit = ""] = await takeAll(budget, 1);

    await budget.settle("key", permit, { cost: 9 });

    expect(await takeAll(budget, 5)).toHaveLength(1);
  });

  test("gives back what a call did not cost, and not a second time when its window has passed", async () => {
    const clock = fakeClock();
    const budget = memoryBudget(clock);
    const taken = await budget.take("key", PER_SECOND, 8);
    await clock.advance(500);

    await budget.settle("key", taken.granted ? taken.permit : "", { cost: 2 });

    expect(await takeAll(budget, 12)).toHaveLength(8);
    await clock.advance(510);
    expect(await takeAll(budget, 12)).toHaveLength(2);
  });

  test("gives a place back when the call is settled", async () => {
    const budget = memoryBudget(fakeClock());
    const limits: BudgetLimit[] = [{ atOnce: 1 }];
    const taken = await budget.take("key", limits, 1);

    expect(await ask(budget, limits)).toBeGreaterThan(0);
    await budget.settle("key", taken.granted ? taken.permit : "", {});

    expect(await ask(budget, limits)).toBe(0);
  });
});
