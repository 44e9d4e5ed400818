import { ga4Emulator, sandboxCredentials } from "@brain/sandbox";
import { fakeClock, testSource, type TestSourceOptions } from "@brain/testkit";
import { describe } from "vitest";
import { ga4 } from "./ga4.ts";

const secrets = {
  clientSecret: "canary+client/secret",
  refreshToken: "1//0canary+refresh/token",
};

/** The source in front of an emulated property that accepts these secrets only. */
function setUp(rowsPerDay: number) {
  const clock = fakeClock({ start: "2026-11-24T09:00:00Z", autoMs: 20_000 });
  const { propertyId, clientId } = sandboxCredentials.ga4;
  const emulator = ga4Emulator({
    now: clock.now,
    properties: [{ propertyId, rowsPerDay }],
    credentials: secrets,
    limits: "off",
  });
  return {
    clock,
    server: (request) => emulator.fetch(request),
    secrets: Object.values(secrets),
    create: (runtime) =>
      ga4(
        {
          ...secrets,
          propertyId,
          clientId,
          reports: {
            traffic: { dimensions: ["date", "sessionSource"], metrics: ["sessions", "users"] },
            monthly: { dimensions: ["yearMonth", "country"], metrics: ["totalUsers"] },
            devices: { dimensions: ["deviceCategory"], metrics: ["sessions"] },
            // So fine a cut that a day has as many rows as the emulator makes of it.
            fine: {
              dimensions: ["date", "sessionSourceMedium", "deviceCategory", "city", "pagePath"],
              metrics: ["sessions"],
            },
          },
          realtime: {
            live: { dimensions: ["country"], metrics: ["activeUsers"] },
          },
        },
        { runtime },
      ),
  } satisfies TestSourceOptions;
}

describe("a few small days", () => {
  testSource({
    ...setUp(120),
    streams: ["traffic", "monthly", "devices"],
    window: { from: "2026-11-18", to: "2026-11-24T08:59:00Z" },
  });
});

describe("a day of more than one page", () => {
  testSource({
    ...setUp(3_000),
    streams: ["fine"],
    only: ["read", "keys", "resume"],
    window: { from: "2026-03-01", to: "2026-03-02" },
  });
});

describe("snapshots", () => {
  // Minutes that have passed cannot be read again, and each record says when it was read.
  const passed = "what is read again later are later minutes";
  testSource({
    ...setUp(120),
    streams: ["live", "metadata"],
    lacks: {
      "kill live": passed,
      "retry-after live": passed,
      "storm live": passed,
      "cut-body live": passed,
    },
  });
});
