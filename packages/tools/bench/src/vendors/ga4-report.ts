/** The report that GA4 is asked for, by us and by Google's client. */
export const report = {
  dimensions: [
    "date",
    "sessionSource",
    "sessionMedium",
    "sessionCampaignName",
    "country",
    "city",
    "deviceCategory",
    "browser",
    "pagePath",
  ],
  metrics: ["sessions", "totalUsers", "newUsers", "screenPageViews", "bounceRate"],
} as const;

export const PROPERTY = "123456789";
/** The one day that is read: all rows come in one answer. */
export const DAY = "2026-01-05";
