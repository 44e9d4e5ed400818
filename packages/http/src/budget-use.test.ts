import { createRuntime, Secret, type Clock } from "@brain/core";
import { fakeClock } from "@brain/testkit";
import { expect, test } from "vitest";
import { bearer } from "./auth/bearer.ts";
import type { Allowance } from "./contracts.ts";
import { httpClient } from "./http-client.ts";

const PER_MS = 10_000;
const CALLERS = 16;

interface Vendor {
  readonly fetch: typeof fetch;
  readonly answered: () => number;
  readonly refused: () => number;
}

/** Counts requests in a rolling window, as HubSpot does, and tells what is left in its headers. */
function vendor(clock: Clock, allowed: number, latencyMs: number): Vendor {
  let arrivals: number[] = [];
  let [answered, refused] = [0, 0];
  return {
    answered: () => answered,
    refused: () => refused,
    async fetch() {
      if (latencyMs > 0) await clock.sleep(latencyMs / 2);
      const now = clock.now();
      arrivals = arrivals.filter((at) => at > now - PER_MS);
      const granted = arrivals.length < allowed;
      if (granted) arrivals.push(now);
      const headers = { "x-left": String(allowed - arrivals.length) };
      if (latencyMs > 0) await clock.sleep(latencyMs / 2);
      if (granted) answered++;
      else refused++;
      return Response.json({}, { status: granted ? 200 : 429, headers });
    },
  };
}

test.each([
  [0, 100, false],
  [50, 100, false],
  [200, 100, false],
  [0, 190, true],
  [50, 190, true],
  [200, 190, true],
])(
  "[RT-5] at %i ms, of %i requests per 10 s (headers: %s) 95 % are used and under 1 % refused",
  async (latencyMs, allowed, headers) => {
    const clock = fakeClock({ autoMs: 20_000 });
    const server = vendor(clock, allowed, latencyMs);
    const client = httpClient(
      {
        baseUrl: "https://api.example.com/",
        auth: bearer(Secret.of("canary")),
        budgets: { default: [{ requests: allowed, perMs: PER_MS }] },
        allowance: (response): Allowance | undefined =>
          headers
            ? {
                budget: "default",
                requests: Number(response.headers.get("x-left")),
                resetAt: clock.now() + PER_MS,
              }
            : undefined,
      },
      createRuntime({ clock, fetch: server.fetch }),
    );
    const end = clock.now() + 6 * PER_MS;
    const caller = async (): Promise<void> => {
      while (clock.now() < end) await client.json("x");
    };

    await Promise.all(Array.from({ length: CALLERS }, caller));

    const windows = (clock.now() - end + 6 * PER_MS) / PER_MS;
    expect(server.answered() / (allowed * windows)).toBeGreaterThan(0.95);
    expect(server.refused() / server.answered()).toBeLessThan(0.01);
  },
);
