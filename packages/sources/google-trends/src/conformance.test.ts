import { googleTrendsEmulator, sandboxCredentials } from "@brain/sandbox";
import { fakeClock, testSource, type TestSourceOptions } from "@brain/testkit";
import { describe } from "vitest";
import { googleTrends } from "./google-trends.ts";

/** The source in front of the emulated site, small enough that every cut is quick. */
function setUp(changes: { readonly refreshToken?: string } = {}) {
  const clock = fakeClock({ start: "2026-11-24T09:00:00Z", autoMs: 600_000 });
  // The site samples anew each day: it stands still while readings are compared.
  const start = clock.now();
  const credentials = { ...sandboxCredentials.googleTrends, ...changes };
  const emulator = googleTrendsEmulator({
    now: () => start,
    requestsPerMinute: "off",
    credentials,
    official: { requestsPerDay: 10_000, pointsPerDay: 1_000_000 },
  });
  return {
    clock,
    credentials,
    server: (request: Request) => emulator.fetch(request),
  };
}

const config = {
  keywords: ["espresso", "matcha"],
  geo: "US",
  // No field of a key is empty then.
  property: "news",
  timeframe: "2026-11-20 2026-11-23",
  requestsPerMinute: 60,
  http: { retryBaseMs: 100 },
} as const;

describe("the public site", () => {
  const { clock, server } = setUp();
  testSource({
    clock,
    server,
    secrets: [],
    cuts: 4,
    lacks: { secrets: "the public site is read without credentials" },
    create: (runtime) =>
      googleTrends(
        {
          ...config,
          compareRegions: true,
          ranges: [
            { keyword: "espresso", geo: "US", timeframe: "2026-11-20 2026-11-21" },
            { keyword: "matcha", geo: "ES", timeframe: "2025-11-20 2025-11-22" },
          ],
        },
        { runtime },
      ),
  } satisfies TestSourceOptions);
});

describe("the official API", () => {
  const refreshToken = "canary+refresh/token";
  const { clock, server, credentials } = setUp({ refreshToken });
  testSource({
    clock,
    server,
    secrets: [refreshToken],
    cuts: 4,
    streams: ["interest_over_time", "interest_by_region"],
    create: (runtime) =>
      googleTrends(
        { ...config, ...credentials, timeframe: "3m", geo: "US", keywords: ["espresso"] },
        { runtime },
      ),
  });
});
