import { definePipeline, from, maskDeclared } from "@brain/core";
import type { Clock, Destination, Pipeline } from "@brain/core";
import { ga4 } from "@brain/ga4";
import { hubspot } from "@brain/hubspot";
import type { DemoSize, Sandboxes } from "./sandboxes.ts";

const DAY_MS = 86_400_000;

/** The demo's pipeline: two GA4 reports and three HubSpot objects, personal fields masked. */
export function demoPipeline(
  sandboxes: Sandboxes,
  size: DemoSize,
  destination: Destination,
  clock: Clock,
): Pipeline {
  const http = { allowPrivateNetwork: true };
  const startDate = new Date(clock.now() - size.days * DAY_MS).toISOString().slice(0, 10);
  const analytics = ga4({
    ...sandboxes.ga4.credentials,
    baseUrl: new URL("/v1beta/", sandboxes.ga4.url).href,
    tokenUrl: new URL("/token", sandboxes.ga4.url).href,
    http,
    startDate,
    reports: {
      traffic: {
        dimensions: ["date", "sessionSource", "sessionMedium"],
        metrics: ["sessions", "totalUsers", "engagedSessions"],
      },
      pages: { dimensions: ["date", "pagePath"], metrics: ["screenPageViews", "totalUsers"] },
    },
  });
  const { accessToken, url } = sandboxes.hubspot;
  const crm = hubspot({ accessToken, baseUrl: url, http });
  const { contacts, companies, deals } = crm.streams;
  return definePipeline({
    name: "demo",
    destination,
    runtime: { clock },
    flows: [
      from(analytics.streams.traffic).into("ga4_traffic"),
      from(analytics.streams.pages).into("ga4_pages"),
      from(contacts).protect(maskDeclared(contacts)).into("hubspot_contacts"),
      from(companies).protect(maskDeclared(companies)).into("hubspot_companies"),
      from(deals).protect(maskDeclared(deals)).into("hubspot_deals"),
    ],
  });
}
