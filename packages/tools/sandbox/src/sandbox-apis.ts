import { amplitudeEmulator } from "./amplitude/amplitude-emulator.ts";
import { sandboxCredentials } from "./credentials.ts";
import type { Emulator, EmulatorOptions } from "./emulator.ts";
import { ga4Emulator } from "./ga4/ga4-emulator.ts";
import { googleTrendsEmulator } from "./google-trends/google-trends-emulator.ts";
import { hubspotEmulator } from "./hubspot/hubspot-emulator.ts";
import { linkedinAdsEmulator } from "./linkedin-ads/linkedin-ads-emulator.ts";
import { lmsEmulator } from "./lms/lms-emulator.ts";
import { mixpanelEmulator } from "./mixpanel/mixpanel-emulator.ts";
import { redditEmulator } from "./reddit/reddit-emulator.ts";
import { teachableEmulator } from "./teachable/teachable-emulator.ts";
import { thinkificEmulator } from "./thinkific/thinkific-emulator.ts";

/** One emulated API, with what its connector needs to read it. */
export interface SandboxApi {
  /** A stream with which to begin. */
  readonly stream: string;
  /** What is secret or names an account: an option of the connector each. */
  readonly credentials: Readonly<Record<string, string>>;
  emulator(options?: EmulatorOptions): Emulator;
  /** The rest of the connector's config, for an emulator that is served at this address. */
  config(url: string): Readonly<Record<string, unknown>>;
}

const http = { allowPrivateNetwork: true };
const { accessToken } = sandboxCredentials.hubspot;
const { accessToken: _, ...linkedinAds } = sandboxCredentials.linkedinAds;
const redditApp = sandboxCredentials.reddit;
const { projectId, username, secret } = sandboxCredentials.mixpanel;

/** Every emulated API by the name of its connector. */
export const sandboxApis: Readonly<Record<string, SandboxApi>> = {
  ga4: {
    stream: "traffic",
    credentials: sandboxCredentials.ga4,
    emulator: ga4Emulator,
    config: (url) => ({
      baseUrl: `${url}/v1beta/`,
      tokenUrl: `${url}/token`,
      http,
      reports: { traffic: { dimensions: ["date", "sessionSource"], metrics: ["sessions"] } },
    }),
  },
  hubspot: {
    stream: "contacts",
    credentials: { accessToken },
    emulator: hubspotEmulator,
    config: (url) => ({ baseUrl: url, http }),
  },
  "linkedin-ads": {
    stream: "campaigns",
    credentials: linkedinAds,
    emulator: linkedinAdsEmulator,
    config: (url) => ({
      baseUrl: `${url}/rest/`,
      tokenUrl: `${url}/oauth/v2/accessToken`,
      http,
      startDate: "2026-11-01",
      analytics: {
        performance: { pivots: ["CAMPAIGN"], metrics: ["impressions", "clicks", "costInUsd"] },
      },
    }),
  },
  lms: {
    stream: "users",
    credentials: { apiKey: sandboxCredentials.lms.apiKey },
    emulator: lmsEmulator,
    config: (url) => ({ baseUrl: `${url}/plain`, http }),
  },
  mixpanel: {
    stream: "export",
    credentials: { projectId, username, secret },
    emulator: mixpanelEmulator,
    config: (url) => ({ baseUrl: url, http, startDate: "2026-11-01" }),
  },
  teachable: {
    stream: "enrollments",
    credentials: sandboxCredentials.teachable,
    emulator: teachableEmulator,
    config: (url) => ({ baseUrl: `${url}/v1`, http }),
  },
  amplitude: {
    stream: "events",
    credentials: sandboxCredentials.amplitude,
    emulator: amplitudeEmulator,
    config: (url) => ({ baseUrl: url, http, startDate: "2026-11-01" }),
  },
  reddit: {
    stream: "posts",
    credentials: { clientId: redditApp.clientId, clientSecret: redditApp.clientSecret },
    emulator: redditEmulator,
    config: (url) => ({
      baseUrl: url,
      tokenUrl: `${url}/api/v1/access_token`,
      http,
      userAgent: "node:brain.sandbox:v1.0.0 (by /u/sandbox_reader)",
      subreddits: ["r/AskBrain", "r/DataEngineering"],
    }),
  },
  "google-trends": {
    stream: "interest_over_time",
    credentials: {},
    emulator: googleTrendsEmulator,
    config: (url) => ({ baseUrl: url, http, keywords: ["espresso", "matcha"], geo: "US" }),
  },
  thinkific: {
    stream: "enrollments",
    credentials: {
      subdomain: sandboxCredentials.thinkific.subdomain,
      apiKey: sandboxCredentials.thinkific.apiKey,
    },
    emulator: thinkificEmulator,
    config: (url) => ({ baseUrl: `${url}/api/public/v1`, http }),
  },
};
