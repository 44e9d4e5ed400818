// What `brain run` runs. Node runs this file as it is; `brain run --dry-run` shows what would happen.
import { definePipeline, from, maskDeclared } from "@brain/core";
import { duckdb } from "@brain/duckdb";
import { lms } from "@brain/lms";
import { mixpanel } from "@brain/mixpanel";
import { reddit } from "@brain/reddit";
import { teachable } from "@brain/teachable";
import { thinkific } from "@brain/thinkific";
import {
  lmsEmulator,
  mixpanelEmulator,
  redditEmulator,
  teachableEmulator,
  thinkificEmulator,
  sandboxCredentials,
} from "@brain/sandbox";

const database = duckdb("brain.duckdb");

// An emulated learning platform inside this process, so that the first run needs no credentials.
const lmsSandbox = lmsEmulator();
const lmsSource = lms(
  // With a real account: in place of the sandbox's values those behind them, from a .env beside this file.
  // All options: brain spec lms
  {
    apiKey: sandboxCredentials.lms.apiKey, // process.env["BRAIN_LMS_API_KEY"] ?? ""
    // A platform by its name: "moodle", "canvas", "openedx", "xapi"; "default" is one of your own.
    preset: "default",
    baseUrl: "https://campus.example/plain",
  },
  // For real: leave this second argument out.
  { runtime: { fetch: (input, init) => lmsSandbox.fetch(new Request(input, init)) } },
);

// An emulated Mixpanel inside this process, so that the first run needs no credentials.
const mixpanelSandbox = mixpanelEmulator({
  limits: "off",
  project: { eventsPerDay: 50, profiles: 500 },
});
const mixpanelSource = mixpanel(
  // With a real account: in place of the sandbox's values those behind them, from a .env beside this file.
  // All options: brain spec mixpanel
  {
    projectId: sandboxCredentials.mixpanel.projectId, // process.env["BRAIN_MIXPANEL_PROJECT_ID"] ?? ""
    username: sandboxCredentials.mixpanel.username, // process.env["BRAIN_MIXPANEL_USERNAME"] ?? ""
    secret: sandboxCredentials.mixpanel.secret, // process.env["BRAIN_MIXPANEL_SECRET"] ?? ""
    startDate: "2026-11-17",
  },
  // For real: leave this second argument out.
  { runtime: { fetch: (input, init) => mixpanelSandbox.fetch(new Request(input, init)) } },
);

// An emulated Reddit inside this process, so that the first run needs no credentials.
const redditSandbox = redditEmulator();
const redditSource = reddit(
  // With a real account: in place of the sandbox's values those behind them, from a .env beside this file.
  // All options: brain spec reddit
  {
    clientId: sandboxCredentials.reddit.clientId, // process.env["BRAIN_REDDIT_CLIENT_ID"] ?? ""
    clientSecret: sandboxCredentials.reddit.clientSecret, // process.env["BRAIN_REDDIT_CLIENT_SECRET"] ?? ""
    userAgent: "node:com.example.app:v1.0.0 (by /u/name)",
    subreddits: ["DataEngineering", "TypeScriptTalk"],
  },
  // For real: leave this second argument out.
  { runtime: { fetch: (input, init) => redditSandbox.fetch(new Request(input, init)) } },
);

// An emulated Teachable inside this process, so that the first run needs no credentials.
const teachableSandbox = teachableEmulator();
const teachableSource = teachable(
  // With a real account: in place of the sandbox's values those behind them, from a .env beside this file.
  // All options: brain spec teachable
  {
    apiKey: sandboxCredentials.teachable.apiKey, // process.env["BRAIN_TEACHABLE_API_KEY"] ?? ""
  },
  // For real: leave this second argument out.
  { runtime: { fetch: (input, init) => teachableSandbox.fetch(new Request(input, init)) } },
);

// An emulated Thinkific inside this process, so that the first run needs no credentials.
const thinkificSandbox = thinkificEmulator();
const thinkificSource = thinkific(
  // With a real account: in place of the sandbox's values those behind them, from a .env beside this file.
  // All options: brain spec thinkific
  {
    subdomain: sandboxCredentials.thinkific.subdomain, // process.env["BRAIN_THINKIFIC_SUBDOMAIN"] ?? ""
    apiKey: sandboxCredentials.thinkific.apiKey, // process.env["BRAIN_THINKIFIC_API_KEY"] ?? ""
  },
  // For real: leave this second argument out.
  { runtime: { fetch: (input, init) => thinkificSandbox.fetch(new Request(input, init)) } },
);

export const pipelines = [
  // Declared personal data never leaves in clear by accident: here it is masked.
  definePipeline({
    name: "lms",
    destination: database,
    flows: [
      from(lmsSource.streams.users)
        .protect(maskDeclared(lmsSource.streams.users))
        .into("lms_users"),
      from(lmsSource.streams.enrollments)
        .protect(maskDeclared(lmsSource.streams.enrollments))
        .into("lms_enrollments"),
    ],
  }),
  definePipeline({
    name: "mixpanel",
    destination: database,
    flows: [
      from(mixpanelSource.streams.export)
        .protect(maskDeclared(mixpanelSource.streams.export))
        .into("mixpanel_export"),
      from(mixpanelSource.streams.profiles)
        .protect(maskDeclared(mixpanelSource.streams.profiles))
        .into("mixpanel_profiles"),
    ],
  }),
  definePipeline({
    name: "reddit",
    destination: database,
    flows: [
      from(redditSource.streams.posts)
        .protect(maskDeclared(redditSource.streams.posts))
        .into("reddit_posts"),
      from(redditSource.streams.comments)
        .protect(maskDeclared(redditSource.streams.comments))
        .into("reddit_comments"),
    ],
  }),
  definePipeline({
    name: "teachable",
    destination: database,
    flows: [
      from(teachableSource.streams.users)
        .protect(maskDeclared(teachableSource.streams.users))
        .into("teachable_users"),
      from(teachableSource.streams.enrollments)
        .protect(maskDeclared(teachableSource.streams.enrollments))
        .into("teachable_enrollments"),
      from(teachableSource.streams.transactions)
        .protect(maskDeclared(teachableSource.streams.transactions))
        .into("teachable_transactions"),
    ],
  }),
  definePipeline({
    name: "thinkific",
    destination: database,
    flows: [
      from(thinkificSource.streams.courses)
        .protect(maskDeclared(thinkificSource.streams.courses))
        .into("thinkific_courses"),
      from(thinkificSource.streams.enrollments)
        .protect(maskDeclared(thinkificSource.streams.enrollments))
        .into("thinkific_enrollments"),
      from(thinkificSource.streams.orders)
        .protect(maskDeclared(thinkificSource.streams.orders))
        .into("thinkific_orders"),
    ],
  }),
];
