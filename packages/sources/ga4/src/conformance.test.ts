import { fakeClock, testSource } from "@brain/testkit";
import { ga4Emulator, sandboxCredentials } from "@brain/sandbox";
import { ga4 } from "./ga4.ts";

const clock = fakeClock({ start: "2026-11-24T09:00:00Z", autoMs: 20_000 });

const emulator = ga4Emulator({ now: () => clock.now(), limits: "off" });

testSource({
  create: (runtime) =>
    ga4(
      {
        ...sandboxCredentials.ga4,
        reports: {
          traffic: { dimensions: ["date", "sessionSource"], metrics: ["sessions", "users"] },
          monthly: { dimensions: ["yearMonth", "country"], metrics: ["totalUsers"] },
          devices: { dimensions: ["deviceCategory"], metrics: ["sessions"] },
        },
      },
      { runtime },
    ),
  server: (request) => emulator.fetch(request),
  clock,
  window: { from: "2026-11-18", to: "2026-11-24T08:59:00Z" },
  secrets: [sandboxCredentials.ga4.clientSecret, sandboxCredentials.ga4.refreshToken],
});
