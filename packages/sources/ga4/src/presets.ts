import type { ReportOptions } from "./types.ts";

const visits = [
  "totalUsers",
  "newUsers",
  "sessions",
  "sessionsPerUser",
  "averageSessionDuration",
  "screenPageViews",
  "screenPageViewsPerSession",
  "bounceRate",
] as const;

const acquired = [
  "newUsers",
  "engagedSessions",
  "engagementRate",
  "eventCount",
  "keyEvents",
  "totalRevenue",
  "totalUsers",
  "userEngagementDuration",
] as const;

const acquiredSessions = [
  "totalUsers",
  "sessions",
  "engagedSessions",
  "eventsPerSession",
  "engagementRate",
  "eventCount",
  "keyEvents",
  "totalRevenue",
  "userEngagementDuration",
] as const;

const viewed = [
  "screenPageViews",
  "totalUsers",
  "newUsers",
  "eventCount",
  "keyEvents",
  "totalRevenue",
  "userEngagementDuration",
] as const;

/**
 * Reports that most people want, under the names by which other connectors offer them. Take all of them
 * (`reports: { ...presets }`) or the ones you need (`reports: { pages: presets.pages }`).
 */
export const presets = {
  website_overview: { dimensions: ["date"], metrics: visits },
  traffic_sources: { dimensions: ["date", "sessionSource", "sessionMedium"], metrics: visits },
  devices: {
    dimensions: ["date", "deviceCategory", "operatingSystem", "browser"],
    metrics: visits,
  },
  locations: { dimensions: ["date", "region", "country", "city"], metrics: visits },
  pages: {
    dimensions: ["date", "hostName", "pagePathPlusQueryString"],
    metrics: ["screenPageViews", "bounceRate"],
  },
  daily_active_users: { dimensions: ["date"], metrics: ["active1DayUsers"] },
  weekly_active_users: { dimensions: ["date"], metrics: ["active7DayUsers"] },
  four_weekly_active_users: { dimensions: ["date"], metrics: ["active28DayUsers"] },
  events: {
    dimensions: ["date", "eventName"],
    metrics: ["eventCount", "totalUsers", "eventCountPerUser", "totalRevenue"],
  },
  conversions: {
    dimensions: ["date", "eventName"],
    metrics: ["keyEvents", "totalUsers", "totalRevenue"],
    dimensionFilter: {
      filter: { fieldName: "isKeyEvent", stringFilter: { matchType: "EXACT", value: "true" } },
    },
  },
  user_acquisition_first_user_source_medium: {
    dimensions: ["date", "firstUserSource", "firstUserMedium"],
    metrics: acquired,
  },
  user_acquisition_first_user_campaign: {
    dimensions: ["date", "firstUserCampaignName"],
    metrics: acquired,
  },
  traffic_acquisition_session_source_medium: {
    dimensions: ["date", "sessionSource", "sessionMedium"],
    metrics: acquiredSessions,
  },
  traffic_acquisition_session_campaign: {
    dimensions: ["date", "sessionCampaignName"],
    metrics: acquiredSessions,
  },
  traffic_acquisition_session_default_channel_grouping: {
    dimensions: ["date", "sessionDefaultChannelGroup"],
    metrics: acquiredSessions,
  },
  pages_path: { dimensions: ["date", "pagePath"], metrics: viewed },
  pages_title_and_screen_name: { dimensions: ["date", "unifiedScreenName"], metrics: viewed },
  ecommerce_purchases_item_name: {
    dimensions: ["date", "itemName"],
    metrics: ["itemsViewed", "itemsAddedToCart", "itemsPurchased", "itemRevenue"],
  },
  tech_platform: {
    dimensions: ["date", "platform"],
    metrics: ["totalUsers", "newUsers", "engagedSessions", "engagementRate", "eventCount"],
  },
  demographic_country: {
    dimensions: ["date", "country"],
    metrics: ["totalUsers", "newUsers", "engagedSessions", "engagementRate", "eventCount"],
  },
} as const satisfies Readonly<Record<string, ReportOptions>>;
