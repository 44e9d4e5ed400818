import { ga4 } from "@brain/ga4";
import { hubspot } from "@brain/hubspot";

/** Where the emulators listen, and what they accept. */
export interface Sandbox {
  readonly hubspotUrl: string;
  readonly accessToken: string;
  readonly ga4Url: string;
  readonly propertyId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
}

/** Pages and records that were read of each source. */
export type Report = Readonly<Record<"hubspot" | "ga4", { pages: number; records: number }>>;

/** Reads two pages of each source: the same code under every runtime, with nothing but Web APIs. */
export async function readTwoPages(sandbox: Sandbox): Promise<Report> {
  const http = { allowPrivateNetwork: true };
  const { accessToken, propertyId, clientId, clientSecret, refreshToken } = sandbox;
  const crm = hubspot({ accessToken, baseUrl: sandbox.hubspotUrl, http });
  const analytics = ga4({
    propertyId,
    clientId,
    clientSecret,
    refreshToken,
    baseUrl: `${sandbox.ga4Url}/v1beta/`,
    tokenUrl: `${sandbox.ga4Url}/token`,
    http,
    reports: { traffic: { dimensions: ["date", "sessionSource"], metrics: ["sessions"] } },
  });
  const window = { from: "2026-10-01", to: "2026-10-03" };
  return {
    hubspot: await two(crm.streams.contacts.read()),
    ga4: await two(analytics.streams.traffic.read({ window })),
  };
}

async function two(
  read: AsyncIterable<{ readonly records: readonly object[] }>,
): Promise<{ pages: number; records: number }> {
  let pages = 0;
  let records = 0;
  for await (const page of read) {
    pages += 1;
    records += page.records.length;
    if (pages === 2) break;
  }
  return { pages, records };
}
