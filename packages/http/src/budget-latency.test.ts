import { createRuntime, type Clock } from "@brain/core";
import { fakeClock } from "@brain/testkit";
import { expect, test } from "vitest";
import { httpClient } from "./http-client.ts";

const PER_MS = 4_000;
const ALLOWED = 40;
const WINDOWS = 8;
const CALLERS = 16;

/** Whether a request that comes at this time is within what is allowed. */
type Counter = (at: number) => boolean;

const counters: Readonly<Record<string, () => Counter>> = {
  "a rolling window": () => {
    let arrivals: number[] = [];
    return (at) => {
      arrivals = arrivals.filter((earlier) => earlier > at - PER_MS);
      return arrivals.length < ALLOWED && arrivals.push(at) > 0;
    };
  },
  "a fixed window": () => {
    let [window, used] = [0, 0];
    return (at) => {
      if (Math.floor(at / PER_MS) !== window) [window, used] = [Math.floor(at / PER_MS), 0];
      return used++ < ALLOWED;
    };
  },
  "a bucket of tokens": () => {
    let [tokens, since] = [ALLOWED, 0];
    return (at) => {
      tokens = Math.min(ALLOWED, tokens + ((at - since) * ALLOWED) / PER_MS);
      since = at;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    };
  },
};

/** Numbers from 0 to below 1 that are the same in every run. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** An API whose requests take each another time, on their way there and back. */
function vendor(clock: Clock, name: string, random: () => number) {
  const isAllowed = counters[name]?.() ?? (() => false);
  const ledger = { granted: 0, refused: 0 };
  const way = (): Promise<void> => clock.sleep(20 + 130 * random());
  const fetch: typeof globalThis.fetch = async () => {
    await way();
    const granted = isAllowed(clock.now());
    if (granted) ledger.granted += 1;
    else ledger.refused += 1;
    await way();
    return Response.json({}, { status: granted ? 200 : 429 });
  };
  return { fetch, ledger };
}

test.each(Object.keys(counters).flatMap((name) => [1, 2, 3].map((seed) => [name, seed] as const)))(
  "[RT-5] of %s 95 percent are used and under 1 refused, whatever each request's latency (seed %i)",
  async (name, seed) => {
    const clock = fakeClock({ autoMs: 20_000 });
    const { fetch, ledger } = vendor(clock, name, randomNumbers(seed));
    const client = httpClient(
      {
        baseUrl: "https://api.example.com/",
        budgets: { default: [{ requests: ALLOWED, perMs: PER_MS }] },
      },
      createRuntime({ clock, fetch }),
    );
    const begin = clock.now();
    const end = begin + WINDOWS * PER_MS;
    const caller = async (): Promise<void> => {
      while (clock.now() < end) await client.json("x");
    };

    await Promise.all(Array.from({ length: CALLERS }, caller));

    const windows = (clock.now() - begin) / PER_MS;
    expect(ledger.refused / ledger.granted).toBeLessThan(0.01);
    expect(ledger.granted / (ALLOWED * windows)).toBeGreaterThan(0.95);
  },
);
