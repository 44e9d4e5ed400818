// What `brain run` runs. Node runs this file as it is; `brain run --dry-run` shows what would happen.
import { definePipeline, from, maskDeclared } from "@brain/core";
import { duckdb } from "@brain/duckdb";
import { amplitude } from "@brain/amplitude";
import { ga4 } from "@brain/ga4";
import { googleTrends } from "@brain/google-trends";
import { hubspot } from "@brain/hubspot";
import { linkedinAds } from "@brain/linkedin-ads";
import {
  amplitudeEmulator,
  ga4Emulator,
  googleTrendsEmulator,
  hubspotEmulator,
  linkedinAdsEmulator,
  sandboxCredentials,
} from "@brain/sandbox";

const database = duckdb("brain.duckdb");

// An emulated Amplitude inside this process, so that the first run needs no credentials.
const amplitudeSandbox = amplitudeEmulator({ project: { eventsPerHour: 10, users: 300 } });
const amplitudeSource = amplitude(
  // With a real account: in place of the sandbox's values those behind them, from a .env beside this file.
  // All options: brain spec amplitude
  {
    apiKey: sandboxCredentials.amplitude.apiKey, // process.env["BRAIN_AMPLITUDE_API_KEY"] ?? ""
    secretKey: sandboxCredentials.amplitude.secretKey, // process.env["BRAIN_AMPLITUDE_SECRET_KEY"] ?? ""
    startDate: "2026-11-17",
  },
  // For real: leave this second argument out.
  { runtime: { fetch: (input, init) => amplitudeSandbox.fetch(new Request(input, init)) } },
);

// An emulated Google Analytics 4 inside this process, so that the first run needs no credentials.
const ga4Sandbox = ga4Emulator();
const ga4Source = ga4(
  // With a real account: in place of the sandbox's values those behind them, from a .env beside this file.
  // All options: brain spec ga4
  {
    propertyId: sandboxCredentials.ga4.propertyId, // process.env["BRAIN_GA4_PROPERTY_ID"] ?? ""
    clientId: sandboxCredentials.ga4.clientId, // process.env["BRAIN_GA4_CLIENT_ID"] ?? ""
    clientSecret: sandboxCredentials.ga4.clientSecret, // process.env["BRAIN_GA4_CLIENT_SECRET"] ?? ""
    refreshToken: sandboxCredentials.ga4.refreshToken, // process.env["BRAIN_GA4_REFRESH_TOKEN"] ?? ""
    startDate: "2026-11-17",
    reports: { traffic: { dimensions: ["date", "sessionSource"], metrics: ["sessions"] } },
  },
  // For real: leave this second argument out.
  { runtime: { fetch: (input, init) => ga4Sandbox.fetch(new Request(input, init)) } },
);

// An emulated Google Trends inside this process, so that the first run needs no credentials.
const googleTrendsSandbox = googleTrendsEmulator();
const googleTrendsSource = googleTrends(
  // The real one needs no credentials either.
  // All options: brain spec google-trends
  {
    keywords: ["espresso", "matcha"],
    geo: "US",
  },
  // For real: leave this second argument out.
  { runtime: { fetch: (input, init) => googleTrendsSandbox.fetch(new Request(input, init)) } },
);

// An emulated HubSpot inside this process, so that the first run needs no credentials.
const hubspotSandbox = hubspotEmulator({ sizes: { contacts: 500, companies: 80 } });
const hubspotSource = hubspot(
  // With a real account: in place of the sandbox's values those behind them, from a .env beside this file.
  // All options: brain spec hubspot
  {
    accessToken: sandboxCredentials.hubspot.accessToken, // process.env["BRAIN_HUBSPOT_ACCESS_TOKEN"] ?? ""
  },
  // For real: leave this second argument out.
  { runtime: { fetch: (input, init) => hubspotSandbox.fetch(new Request(input, init)) } },
);

// An emulated LinkedIn Ads inside this process, so that the first run needs no credentials.
const linkedinAdsSandbox = linkedinAdsEmulator();
const linkedinAdsSource = linkedinAds(
  // With a real account: in place of the sandbox's values those behind them, from a .env beside this file.
  // All options: brain spec linkedin-ads
  {
    accessToken: sandboxCredentials.linkedinAds.accessToken, // process.env["BRAIN_LINKEDIN_ADS_ACCESS_TOKEN"] ?? ""
    startDate: "2026-11-17",
    analytics: { performance: { pivots: ["CAMPAIGN"], metrics: ["clicks", "costInUsd"] } },
  },
  // For real: leave this second argument out.
  { runtime: { fetch: (input, init) => linkedinAdsSandbox.fetch(new Request(input, init)) } },
);

export const pipelines = [
  // Declared personal data never leaves in clear by accident: here it is masked.
  definePipeline({
    name: "amplitude",
    destination: database,
    flows: [
      from(amplitudeSource.streams.events)
        .protect(maskDeclared(amplitudeSource.streams.events))
        .into("amplitude_events"),
      from(amplitudeSource.streams.active_users)
        .protect(maskDeclared(amplitudeSource.streams.active_users))
        .into("amplitude_active_users"),
    ],
  }),
  definePipeline({
    name: "ga4",
    destination: database,
    flows: [
      from(ga4Source.streams.traffic)
        .protect(maskDeclared(ga4Source.streams.traffic))
        .into("ga4_traffic"),
    ],
  }),
  definePipeline({
    name: "google-trends",
    destination: database,
    flows: [
      from(googleTrendsSource.streams.interest_over_time)
        .protect(maskDeclared(googleTrendsSource.streams.interest_over_time))
        .into("google_trends_interest_over_time"),
      from(googleTrendsSource.streams.trending_now)
        .protect(maskDeclared(googleTrendsSource.streams.trending_now))
        .into("google_trends_trending_now"),
    ],
  }),
  definePipeline({
    name: "hubspot",
    destination: database,
    flows: [
      from(hubspotSource.streams.contacts)
        .protect(maskDeclared(hubspotSource.streams.contacts))
        .into("hubspot_contacts"),
      from(hubspotSource.streams.companies)
        .protect(maskDeclared(hubspotSource.streams.companies))
        .into("hubspot_companies"),
    ],
  }),
  definePipeline({
    name: "linkedin-ads",
    destination: database,
    flows: [
      from(linkedinAdsSource.streams.campaigns)
        .protect(maskDeclared(linkedinAdsSource.streams.campaigns))
        .into("linkedin_ads_campaigns"),
      from(linkedinAdsSource.streams.performance)
        .protect(maskDeclared(linkedinAdsSource.streams.performance))
        .into("linkedin_ads_performance"),
    ],
  }),
];
