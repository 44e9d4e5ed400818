import { memoryBudget, type Budget } from "@brain/core";
import { failed } from "../battery/check.ts";
import { collectPages } from "../collect.ts";
import type { Subject } from "./subject.ts";

/** How long the allowance is used up. */
const EMPTY_MS = 9_000;

/** Every request is paid for from the shared allowance, and none is sent while that has nothing. */
export async function checkBudget(subject: Subject, name: string): Promise<void> {
  const { clock } = subject;
  const start = await subject.start(name);
  const from = clock.now() + EMPTY_MS;
  const book = countingBudget(memoryBudget(clock), clock.now, from);
  const mounted = subject.mount(undefined, { budget: book.budget });
  await collectPages(mounted.stream(name), start);

  const early = mounted.sent.find(({ at }) => at < from);
  if (early !== undefined) {
    throw failed(
      `Stream ${name} sent a request ${from - early.at} ms before its budget had anything to give.`,
    );
  }
  if (mounted.sent.length > book.granted()) {
    throw failed(
      `Stream ${name} sent ${mounted.sent.length} requests, but took ${book.granted()} from its budget.`,
    );
  }
}

function countingBudget(
  behind: Budget,
  now: () => number,
  from: number,
): { readonly budget: Budget; readonly granted: () => number } {
  let granted = 0;
  const budget: Budget = {
    async take(key, limits, cost, signal) {
      if (now() < from) return { granted: false, waitMs: from - now() };
      const taken = await behind.take(key, limits, cost, signal);
      if (taken.granted) granted += 1;
      return taken;
    },
    settle: (key, permit, truth) => behind.settle(key, permit, truth),
  };
  return { budget, granted: () => granted };
}
