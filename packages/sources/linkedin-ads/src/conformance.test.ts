import { linkedinAdsEmulator, sandboxCredentials } from "@brain/sandbox";
import { fakeClock, testSource, type TestSourceOptions } from "@brain/testkit";
import { describe } from "vitest";
import { linkedinAds } from "./linkedin-ads.ts";

const secrets = {
  clientSecret: "canary+client/secret",
  refreshToken: "AQW-canary+refresh/token",
};
const { clientId } = sandboxCredentials.linkedinAds;

/** The source in front of a small emulated account that accepts these secrets only. */
function setUp() {
  const clock = fakeClock({ start: "2026-11-24T09:00:00Z", autoMs: 20_000 });
  const start = clock.now();
  const written = { isTie: false };
  const emulator = linkedinAdsEmulator({
    now: () => (written.isTie ? start : clock.now()),
    credentials: secrets,
    limits: "off",
    pageSize: 7,
    sizes: {
      users: 9,
      groups: 8,
      campaigns: 16,
      creatives: 20,
      conversions: 9,
      forms: 8,
      leads: 20,
    },
  });
  const options = {
    clock,
    server: (request) => emulator.fetch(request),
    secrets: Object.values(secrets),
    cuts: 5,
    create: (runtime) =>
      linkedinAds(
        {
          ...secrets,
          clientId,
          startDate: "2026-11-17",
          analytics: {
            performance: { pivots: ["CREATIVE"], metrics: ["impressions", "costInUsd"] },
            industries: { pivots: ["CAMPAIGN", "MEMBER_INDUSTRY"], metrics: ["impressions"] },
          },
        },
        { runtime },
      ),
  } satisfies TestSourceOptions;
  return { options, emulator };
}

describe("lists", () => {
  testSource({
    ...setUp().options,
    streams: ["campaigns", "lead_form_responses"],
  });
});

describe("reports", () => {
  testSource({
    ...setUp().options,
    streams: ["performance", "industries"],
    lacks: {
      "repeats industries": "a report has no pages: each answer is of another campaign",
    },
  });
});

describe("every stream", () => {
  testSource({ ...setUp().options, only: ["declaration", "read", "keys"] });
});
