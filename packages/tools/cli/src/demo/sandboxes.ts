import { systemClock, type Clock } from "@brain/core";
import { ga4 } from "@brain/ga4";
import { hubspot } from "@brain/hubspot";
import {
  ga4Emulator,
  hubspotEmulator,
  sandboxCredentials,
  serve,
  type Ledger,
} from "@brain/sandbox";

/** How much there is to read. */
export interface DemoSizes {
  readonly contacts: number;
  readonly companies: number;
  readonly deals: number;
  /** Days of web traffic. */
  readonly days: number;
  /** Requests per 10 seconds that the emulated HubSpot allows; few, so that the demo shows how one waits for a quota. */
  readonly burst: number;
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Both emulators behind real sockets, and sources that read them. */
export async function openSandboxes(sizes: DemoSizes) {
  let aheadMs = 0;
  const now = (): number => Date.now() + aheadMs;
  const clock: Clock = { ...systemClock, now };
  const crm = hubspotEmulator({
    now,
    sizes: { contacts: sizes.contacts, companies: sizes.companies, deals: sizes.deals },
    limits: { burst: sizes.burst, search: 2 },
  });
  const web = ga4Emulator({ now });
  const [crmServer, webServer] = await Promise.all([serve(crm), serve(web)]);
  const http = { allowPrivateNetwork: true };
  const startDate = new Date(now() - sizes.days * DAY_MS).toISOString().slice(0, 10);

  return {
    clock,
    hubspot: hubspot({
      accessToken: sandboxCredentials.hubspot.accessToken,
      baseUrl: crmServer.url,
      http,
    }),
    ga4: ga4({
      ...sandboxCredentials.ga4,
      startDate,
      reports: {
        traffic: {
          dimensions: ["date", "sessionSource", "sessionMedium"],
          metrics: ["sessions", "totalUsers", "engagedSessions"],
        },
        audience: {
          dimensions: ["date", "country", "deviceCategory"],
          metrics: ["activeUsers", "newUsers", "bounceRate"],
        },
      },
      baseUrl: `${webServer.url}/v1beta/`,
      tokenUrl: `${webServer.url}/token`,
      http,
    }),

    /** What was answered since the last time, by emulator. */
    takeLedgers(): Ledger["entries"][] {
      return [crm, web].map(({ ledger }) => {
        const entries = [...ledger.entries];
        ledger.reset();
        return entries;
      });
    },

    /** In the evening records change and Google restates its last days; then it is tomorrow. */
    nextDay(): { updated: number; created: number; archived: number } {
      aheadMs += DAY_MS - HOUR_MS;
      const counts = { updated: 25, created: 10, archived: 5 };
      crm.change("contacts", counts);
      web.restate();
      aheadMs += HOUR_MS;
      return counts;
    },

    async [Symbol.asyncDispose](): Promise<void> {
      await Promise.all([crmServer.close(), webServer.close()]);
    },
  };
}
