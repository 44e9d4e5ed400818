import type { ReportOptions } from "./types.ts";

/** What matters in most reports. */
const usual = [
  "impressions",
  "clicks",
  "landingPageClicks",
  "costInLocalCurrency",
  "costInUsd",
  "externalWebsiteConversions",
  "externalWebsitePostClickConversions",
  "externalWebsitePostViewConversions",
  "conversionValueInLocalCurrency",
  "oneClickLeads",
  "oneClickLeadFormOpens",
  "totalEngagements",
  "likes",
  "comments",
  "shares",
  "follows",
  "videoViews",
  "videoCompletions",
] as const;

/** Reports that many want, ready for `analytics`: `{ analytics: { by_campaign: presets.campaign } }`. */
export const presets = {
  campaign: { pivots: ["CAMPAIGN"], metrics: usual },
  creative: { pivots: ["CREATIVE"], metrics: usual },
  conversion: {
    pivots: ["CREATIVE", "CONVERSION"],
    metrics: [
      "externalWebsiteConversions",
      "externalWebsitePostClickConversions",
      "externalWebsitePostViewConversions",
      "conversionValueInLocalCurrency",
    ],
  },
  impression_device: { pivots: ["CAMPAIGN", "IMPRESSION_DEVICE_TYPE"], metrics: usual },
  member_company: { pivots: ["CAMPAIGN", "MEMBER_COMPANY"], metrics: usual },
  member_company_size: { pivots: ["CAMPAIGN", "MEMBER_COMPANY_SIZE"], metrics: usual },
  member_country: { pivots: ["CAMPAIGN", "MEMBER_COUNTRY_V2"], metrics: usual },
  member_industry: { pivots: ["CAMPAIGN", "MEMBER_INDUSTRY"], metrics: usual },
  member_job_function: { pivots: ["CAMPAIGN", "MEMBER_JOB_FUNCTION"], metrics: usual },
  member_job_title: { pivots: ["CAMPAIGN", "MEMBER_JOB_TITLE"], metrics: usual },
  member_region: { pivots: ["CAMPAIGN", "MEMBER_REGION_V2"], metrics: usual },
  member_seniority: { pivots: ["CAMPAIGN", "MEMBER_SENIORITY"], metrics: usual },
} as const satisfies Readonly<Record<string, ReportOptions>>;
