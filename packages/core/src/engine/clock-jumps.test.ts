import { fakeClock, memoryDestination } from "@brain/testkit";
import { expect, test } from "vitest";
import type { BrainEvent } from "../events.ts";
import { from } from "../from.ts";
import type { Clock } from "../runtime.ts";
import { memoryBudget } from "../stores/memory-budget.ts";
import { memoryState } from "../stores/memory-state.ts";
import { items, record, run } from "./scenario.fixture.ts";

const HOUR_MS = 3_600_000;

/** A clock whose wall time can be set while its monotonic time goes on. */
function settableClock(autoMs = 0): Clock & {
  set(byMs: number): void;
  advance(ms: number): Promise<void>;
  readonly slept: readonly number[];
} {
  const base = fakeClock({ autoMs });
  let offset = 0;
  return {
    ...base,
    now: () => base.now() + offset,
    set: (byMs) => void (offset += byMs),
  };
}

test.each([5 * HOUR_MS, -5 * HOUR_MS])(
  "[SC-3] a wall clock set by %i ms neither ends a lease early nor keeps an abandoned one",
  async (byMs) => {
    const clock = settableClock();
    const state = memoryState(clock);
    const held = await state.lease("p", { ttlMs: 30_000, owner: "one" });

    clock.set(byMs);
    const whileHeld = await state.lease("p", { ttlMs: 30_000, owner: "two" });
    await held?.[Symbol.asyncDispose]();
    clock.set(byMs);
    await clock.advance(29_999);
    const early = await state.lease("p", { ttlMs: 30_000, owner: "two" });
    await clock.advance(1);
    const inTime = await state.lease("p", { ttlMs: 30_000, owner: "two" });

    expect(whileHeld).toBeUndefined();
    expect(early).toBeUndefined();
    expect(inTime?.previous).toBe("one");
  },
);

test.each([5 * HOUR_MS, -5 * HOUR_MS])(
  "[SC-3] a wall clock set by %i ms in the middle of a run makes no negative time, and commits go on",
  async (byMs) => {
    const clock = settableClock(1_000);
    const destination = memoryDestination({ clock });
    const stream = items({
      mode: "append",
      async *read() {
        for (let page = 0; page < 6; page++) {
          if (page % 2 === 1) clock.set(page === 3 ? -byMs : byMs);
          await clock.sleep(700);
          yield { records: [record(String(page))], checkpoint: { page } };
        }
      },
    });
    const events: BrainEvent[] = [];
    const observers = [(event: BrainEvent): void => void events.push(event)];

    const report = await run(
      destination,
      [from(stream).into("t")],
      { observers },
      { commitMs: 1_000 },
      { runtime: { clock } },
    );

    const times = events.flatMap((event) =>
      Object.entries(event).filter(([name]) => name.endsWith("Ms")),
    );
    expect(report.status).toBe("succeeded");
    expect(times.length).toBeGreaterThan(10);
    expect(times.filter(([, value]) => Number(value) < 0 || Number(value) > 60_000)).toEqual([]);
    expect(clock.slept.filter((ms) => !(ms >= 0 && ms < 60_000))).toEqual([]);
    const took = Date.parse(report.finishedAt) - Date.parse(report.startedAt);
    expect(took).toBeGreaterThanOrEqual(0);
    expect(took).toBeLessThan(60_000);
    expect(destination.commits.length).toBeGreaterThan(1);
  },
);

test.each([5 * HOUR_MS, -5 * HOUR_MS])(
  "[SC-3] a wall clock set by %i ms neither blocks an allowance nor gives it back early",
  async (byMs) => {
    const clock = settableClock();
    const budget = memoryBudget(clock);
    const limits = [{ requests: 2, perMs: 10_000 }];
    const take = async (): Promise<number> => {
      const taken = await budget.take("key", limits, 1);
      return taken.granted ? 0 : taken.waitMs;
    };
    await take();
    await take();

    clock.set(byMs);
    const full = await take();
    await clock.advance(10_100);
    const free = await take();

    expect(full).toBeGreaterThan(9_000);
    expect(full).toBeLessThan(10_200);
    expect(free).toBe(0);
  },
);

test.each([5 * HOUR_MS, -5 * HOUR_MS])(
  "[SC-3] what a vendor blocks until a wall time is free after that long, though the clock is set by %i ms",
  async (byMs) => {
    const clock = settableClock();
    const budget = memoryBudget(clock);
    const first = await budget.take("key", [], 1);
    const permit = first.granted ? first.permit : "";
    clock.set(byMs);
    await budget.settle("key", permit, { blockedUntil: clock.now() + 5_000 });
    clock.set(-byMs);

    const blocked = await budget.take("key", [], 1);
    await clock.advance(5_000);
    const free = await budget.take("key", [], 1);

    expect(blocked).toEqual({ granted: false, waitMs: 5_000 });
    expect(free.granted).toBe(true);
  },
);
