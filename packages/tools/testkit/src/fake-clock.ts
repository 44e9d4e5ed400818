import type { Clock } from "@brain/core";

/** A clock that stands still until it is told to go on. */
export interface FakeClock extends Clock {
  /** Moves time on, waking every sleeper on the way in order; lets what they do settle after each. */
  advance(ms: number): Promise<void>;
  /** Every sleep asked for so far, in milliseconds. */
  readonly slept: readonly number[];
}

/** Where a fake clock begins and what passes by itself. */
export interface FakeClockOptions {
  /** Where time begins: ISO-8601 or epoch milliseconds. Default 2026-11-24T00:00:00Z. */
  readonly start?: string | number | undefined;
  /**
   * Sleeps of at most so many milliseconds pass by themselves, as soon as nothing else is to do; longer ones (timeouts)
   * wait for `advance`. Default 0: all wait.
   */
  readonly autoMs?: number | undefined;
  /** What `random()` gives, over and over. Default 0.5. */
  readonly random?: readonly number[] | undefined;
}

interface Sleeper {
  readonly until: number;
  readonly auto: boolean;
  readonly wake: () => void;
}

/** Time under a test's control. */
export function fakeClock(options: FakeClockOptions = {}): FakeClock {
  const { start = "2026-11-24T00:00:00Z", autoMs = 0, random = [0.5] } = options;
  const begin = typeof start === "number" ? start : Date.parse(start);
  const slept: number[] = [];
  const sleepers = new Set<Sleeper>();
  let now = begin;
  let draws = 0;

  const earliest = (accept: (sleeper: Sleeper) => boolean): Sleeper | undefined => {
    let first: Sleeper | undefined;
    for (const sleeper of sleepers) {
      if (accept(sleeper) && (first === undefined || sleeper.until < first.until)) first = sleeper;
    }
    return first;
  };
  const wake = (sleeper: Sleeper): void => {
    sleepers.delete(sleeper);
    now = Math.max(now, sleeper.until);
    sleeper.wake();
  };
  const passBySelf = (): void => {
    const sleeper = earliest(({ auto }) => auto);
    if (sleeper !== undefined) wake(sleeper);
  };

  return {
    slept,
    now: () => now,
    monotonic: () => now - begin,
    random: () => random[draws++ % random.length] ?? 0.5,
    sleep: (ms, signal) =>
      new Promise<void>((resolve, reject) => {
        if (signal?.aborted) {
          reject(signal.reason);
          return;
        }
        slept.push(ms);
        const auto = ms <= autoMs;
        const stop = (): void => {
          sleepers.delete(sleeper);
          reject(signal?.reason);
        };
        const sleeper: Sleeper = {
          until: now + ms,
          auto,
          wake: () => {
            signal?.removeEventListener("abort", stop);
            resolve();
          },
        };
        signal?.addEventListener("abort", stop, { once: true });
        sleepers.add(sleeper);
        if (auto) setTimeout(passBySelf, 0);
      }),
    async advance(ms) {
      const target = now + ms;
      for (;;) {
        await settle();
        const next = earliest(({ until }) => until <= target);
        if (next === undefined) break;
        wake(next);
      }
      now = target;
      await settle();
    },
  };
}

/** Lets promises and timers that are already due run. */
function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
