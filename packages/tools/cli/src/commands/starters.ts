/** What a new project reads of one source, as code. */
export interface Starter {
  readonly title: string;
  /** Options of the emulator. */
  readonly sandbox?: string;
  /** Options of the connector that `sandboxCredentials` has. */
  readonly credentials: readonly string[];
  /** Its other options, one a line; `FIRST_DAY` stands for a day not long ago. */
  readonly config?: readonly string[];
  readonly streams: readonly string[];
}

/** By the connector's name. */
export const starters: Readonly<Record<string, Starter>> = {
  amplitude: {
    title: "Amplitude",
    sandbox: "{ project: { eventsPerHour: 10, users: 300 } }",
    credentials: ["apiKey", "secretKey"],
    config: ["startDate: FIRST_DAY"],
    streams: ["events", "active_users"],
  },
  ga4: {
    title: "Google Analytics 4",
    credentials: ["propertyId", "clientId", "clientSecret", "refreshToken"],
    config: [
      "startDate: FIRST_DAY",
      'reports: { traffic: { dimensions: ["date", "sessionSource"], metrics: ["sessions"] } }',
    ],
    streams: ["traffic"],
  },
  "google-trends": {
    title: "Google Trends",
    credentials: [],
    config: ['keywords: ["espresso", "matcha"]', 'geo: "US"'],
    streams: ["interest_over_time", "trending_now"],
  },
  hubspot: {
    title: "HubSpot",
    sandbox: "{ sizes: { contacts: 500, companies: 80 } }",
    credentials: ["accessToken"],
    streams: ["contacts", "companies"],
  },
  "linkedin-ads": {
    title: "LinkedIn Ads",
    credentials: ["accessToken"],
    config: [
      "startDate: FIRST_DAY",
      'analytics: { performance: { pivots: ["CAMPAIGN"], metrics: ["clicks", "costInUsd"] } }',
    ],
    streams: ["campaigns", "performance"],
  },
  lms: {
    title: "learning platform",
    credentials: ["apiKey"],
    config: [
      '// A platform by its name: "moodle", "canvas", "openedx", "xapi"; "default" is one of your own.',
      'preset: "default"',
      'baseUrl: "https://campus.example/plain"',
    ],
    streams: ["users", "enrollments"],
  },
  mixpanel: {
    title: "Mixpanel",
    sandbox: '{ limits: "off", project: { eventsPerDay: 50, profiles: 500 } }',
    credentials: ["projectId", "username", "secret"],
    config: ["startDate: FIRST_DAY"],
    streams: ["export", "profiles"],
  },
  reddit: {
    title: "Reddit",
    credentials: ["clientId", "clientSecret"],
    config: [
      'userAgent: "node:com.example.app:v1.0.0 (by /u/name)"',
      'subreddits: ["DataEngineering", "TypeScriptTalk"]',
    ],
    streams: ["posts", "comments"],
  },
  teachable: {
    title: "Teachable",
    credentials: ["apiKey"],
    streams: ["users", "enrollments", "transactions"],
  },
  thinkific: {
    title: "Thinkific",
    credentials: ["subdomain", "apiKey"],
    streams: ["courses", "enrollments", "orders"],
  },
};
