import {
  amplitudeEmulator,
  googleTrendsEmulator,
  linkedinAdsEmulator,
  lmsEmulator,
  mixpanelEmulator,
  redditEmulator,
  teachableEmulator,
  thinkificEmulator,
} from "@brain/sandbox";
import type { Allowance } from "./allowance.ts";
import { limited } from "./limited.ts";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const MANY = 40;
const names = Array.from({ length: MANY }, (_, index) => `n${index}`);

const DAYS_OF_A_CHART = 90;
const CAMPAIGNS = 40;
const METRICS = ["impressions", "clicks", "costInUsd"];
/** Metric values of a month of 31 days, by day and campaign. */
const OF_A_MONTH = METRICS.length * CAMPAIGNS * 31;
/** LinkedIn's 45 million would be gigabytes: here they are a month's for so many requests. */
const MONTHS_ALLOWED = 80;
const LMS_ALLOWED = 120;
const LMS_MS = 10 * SECOND_MS;

/** What is exported of Mixpanel: days that cost next to nothing. */
const exported = { firstDay: "2026-01-01", eventsPerDay: 20 };

/** What each vendor with a limit per time allows, by the connector's name and what is limited. */
export const allAllowances: Readonly<Record<string, Allowance>> = {
  teachable: {
    title: "100 requests a minute",
    allowed: 100,
    perMs: MINUTE_MS,
    speed: 8,
    emulator: (options) =>
      teachableEmulator({ ...options, school: { courses: MANY, lectures: 60, users: 20 } }),
    streams: ["lectures"],
    config: () => ({}),
  },
  thinkific: {
    title: "120 requests a minute",
    allowed: 120,
    perMs: MINUTE_MS,
    speed: 8,
    emulator: (options) =>
      thinkificEmulator({ ...options, site: { courses: MANY, chapters: 60, contents: 1 } }),
    streams: ["contents"],
    config: () => ({}),
  },
  lms: {
    title: "the config's limit of 120 requests in 10 s",
    allowed: LMS_ALLOWED,
    perMs: LMS_MS,
    speed: 1,
    emulator: (options) =>
      limited(
        lmsEmulator({ ...options, campus: { courses: 2_000, enrollmentsPerCourse: 5 } }),
        LMS_ALLOWED,
        LMS_MS,
      ),
    streams: ["enrollments"],
    config: (url) => ({
      preset: "moodle",
      baseUrl: `${url}/moodle`,
      limits: [{ requests: LMS_ALLOWED, seconds: LMS_MS / SECOND_MS }],
    }),
  },
  "mixpanel queries": {
    title: "60 queries an hour, 5 at once",
    allowed: 60,
    perMs: HOUR_MS,
    speed: 240,
    emulator: mixpanelEmulator,
    streams: ["segmentation"],
    config: () => ({
      startDate: "2022-01-01",
      segmentation: Object.fromEntries(names.map((name) => [name, { event: "Signed up" }])),
    }),
  },
  "mixpanel export": {
    title: "60 exports an hour",
    allowed: 60,
    perMs: HOUR_MS,
    speed: 240,
    costOf: ({ path }) => Number(path.endsWith("/export")),
    // The three a second would be so many in four milliseconds.
    emulator: (options) =>
      mixpanelEmulator({ ...options, project: exported, limits: { exportsPerSecond: Infinity } }),
    limit: (one) => ("perMs" in one && one.perMs <= SECOND_MS ? undefined : one),
    streams: ["export"],
    config: () => ({ startDate: "2026-01-01" }),
  },
  "mixpanel bursts": {
    title: "3 exports a second",
    allowed: 3,
    perMs: SECOND_MS,
    speed: 1,
    costOf: ({ path }) => Number(path.endsWith("/export")),
    // The hour's 60 would be spent in the first twenty seconds.
    emulator: (options) =>
      mixpanelEmulator({ ...options, project: exported, limits: { perHour: Infinity } }),
    limit: (one) => ("perMs" in one && one.perMs === HOUR_MS ? undefined : one),
    streams: ["export"],
    config: () => ({ startDate: "2026-01-01" }),
  },
  amplitude: {
    title: "charts for a cost of 1,000 in 5 minutes",
    allowed: 1_000,
    perMs: 5 * MINUTE_MS,
    speed: 40,
    costOf: () => DAYS_OF_A_CHART,
    emulator: amplitudeEmulator,
    streams: ["active_users", "new_users"],
    config: () => ({ startDate: "2005-01-01" }),
  },
  "linkedin-ads": {
    title: "metric values in 5 minutes",
    allowed: MONTHS_ALLOWED * OF_A_MONTH,
    perMs: 5 * MINUTE_MS,
    speed: 15,
    costOf: ({ path, records }) => (path.endsWith("/adAnalytics") ? records * METRICS.length : 0),
    emulator: (options) =>
      linkedinAdsEmulator({
        ...options,
        accounts: 60,
        sizes: { campaigns: CAMPAIGNS, creatives: CAMPAIGNS },
        limits: { metricValues: MONTHS_ALLOWED * OF_A_MONTH },
      }),
    limit: (one) => ("perMs" in one ? { ...one, requests: MONTHS_ALLOWED * OF_A_MONTH } : one),
    streams: ["performance"],
    config: () => ({
      startDate: "2026-02-01",
      windowDays: 31,
      analytics: { performance: { pivots: ["CAMPAIGN"], metrics: METRICS } },
    }),
  },
  reddit: {
    title: "1,000 requests in 10 minutes, at a pace of 100 a minute",
    allowed: 100,
    perMs: MINUTE_MS,
    speed: 8,
    emulator: (options) =>
      redditEmulator({
        ...options,
        subreddits: Object.fromEntries(
          names.map((name) => [name, { posts: 30, commentsPerPost: 2 }]),
        ),
      }),
    streams: ["post_comments"],
    config: () => ({ subreddits: names }),
  },
  "google-trends": {
    title: "30 requests a minute, one at a time",
    allowed: 30,
    perMs: MINUTE_MS,
    speed: 6,
    emulator: (options) => googleTrendsEmulator({ ...options, requestsPerMinute: 30 }),
    streams: ["interest_over_time"],
    config: () => ({
      requestsPerMinute: 30,
      keywords: Array.from({ length: 200 }, (_, index) => `word ${index}`),
    }),
  },
};

/** The allowance of this name. */
export function allowanceOf(name: string): Allowance {
  const allowance = allAllowances[name];
  if (allowance === undefined) throw new Error(`There is no allowance "${name}".`);
  return allowance;
}
