import { mixpanel } from "@brain/mixpanel";
import { mixpanelEmulator, sandboxCredentials } from "@brain/sandbox";
import { emulatedExchanges } from "../emulated-exchanges.ts";
import { createClock } from "../let-pass.ts";
import type { Exchange } from "../openapi/check-exchange.ts";

/** Every stream of the source, read from a small emulated project. */
export function projectExchanges(): Promise<readonly Exchange[]> {
  const clock = createClock();
  const emulator = mixpanelEmulator({
    now: clock.now,
    project: { profiles: 1_200, eventsPerDay: 40, cohorts: 1 },
  });
  const { projectId, username, secret } = sandboxCredentials.mixpanel;
  return emulatedExchanges({ emulator, clock }, (runtime) =>
    mixpanel(
      {
        projectId,
        username,
        secret,
        workspaceId: 1,
        startDate: "2026-11-22",
        events: ["Signed up", "Purchased"],
        profileProperties: ["$email"],
        funnelDays: 14,
        segmentation: {
          plans: { event: "Signed up", on: 'properties["plan"]', where: "true", type: "unique" },
          monthly: { event: "Signed up", unit: "month" },
        },
        retention: { days: { born_event: "Signed up", event: "Purchased", interval_count: 3 } },
        insights: { saved: 9_999_999 },
      },
      { runtime },
    ),
  );
}
