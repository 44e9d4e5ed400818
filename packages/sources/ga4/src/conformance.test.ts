import { ga4Emulator, sandboxCredentials } from "@brain/sandbox";
import { fakeClock, testSource } from "@brain/testkit";
import { describe } from "vitest";
import { ga4 } from "./ga4.ts";

const secrets = {
  clientSecret: "canary+client/secret",
  refreshToken: "1//0canary+refresh/token",
};

/** Three days of one property, so small that every fault can be tried in every place. */
function setUp(rowsPerDay: number, days: number) {
  const clock = fakeClock({ autoMs: 20_000 });
  const { propertyId, clientId } = sandboxCredentials.ga4;
  const emulator = ga4Emulator({
    now: clock.now,
    properties: [{ propertyId, rowsPerDay }],
    credentials: secrets,
    limits: "off",
  });
  return {
    clock,
    server: (request: Request) => emulator.fetch(request),
    secrets: Object.values(secrets),
    window: { from: "2026-03-01", to: `2026-03-0${1 + days}` },
    create: (runtime: NonNullable<Parameters<typeof ga4>[1]>["runtime"]) =>
      ga4(
        {
          ...secrets,
          propertyId,
          clientId,
          reports: {
            traffic: {
              dimensions: [
                "date",
                "sessionSource",
                "sessionMedium",
                "deviceCategory",
                "city",
                "pagePath",
              ],
              metrics: ["sessions", "totalUsers", "bounceRate"],
            },
            totals: { dimensions: ["country"], metrics: ["sessions"] },
          },
        },
        { runtime },
      ),
  };
}

describe("three small days", () => {
  testSource(setUp(20, 3));
});

describe("a day of more than one page", () => {
  testSource({ ...setUp(12_000, 1), streams: ["traffic"], only: ["read", "keys", "resume"] });
});
