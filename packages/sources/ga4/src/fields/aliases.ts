/** Names of Universal Analytics and names that GA4 has given up, and what to ask for today. */
export const metricAliases = {
  users: "totalUsers",
  pageviews: "screenPageViews",
  pageviewsPerSession: "screenPageViewsPerSession",
  avgSessionDuration: "averageSessionDuration",
  revenue: "totalRevenue",
  goals: "keyEvents",
  conversions: "keyEvents",
  conversionRate: "sessionKeyEventRate",
  sessionConversionRate: "sessionKeyEventRate",
  userConversionRate: "userKeyEventRate",
} as const;

/** As {@link metricAliases}. */
export const dimensionAliases = {
  campaign: "sessionCampaignName",
  channelGrouping: "sessionDefaultChannelGroup",
  sessionDefaultChannelGrouping: "sessionDefaultChannelGroup",
  isConversionEvent: "isKeyEvent",
  hostname: "hostName",
  landingPagePath: "landingPage",
  userType: "newVsReturning",
} as const;

/**
 * Names that changed their meaning: in Universal Analytics they told the session's source, in GA4 the event's, which no
 * session metric can be combined with. They mean the session unless the report says `attribution: "event"`.
 */
export const sessionAliases = {
  source: "sessionSource",
  medium: "sessionMedium",
  sourceMedium: "sessionSourceMedium",
} as const;

/** Names of Universal Analytics that have no successor, and how to get at the same facts. */
export const withoutSuccessor: ReadonlyMap<string, string> = new Map([
  ["percentNewSessions", 'ask for "newUsers" and "totalUsers" and divide'],
  ["eventCategory", 'ask for "eventName" and a custom dimension ("customEvent:…")'],
  ["eventAction", 'ask for "eventName" and a custom dimension ("customEvent:…")'],
  ["eventLabel", 'ask for "eventName" and a custom dimension ("customEvent:…")'],
]);
