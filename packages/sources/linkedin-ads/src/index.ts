/** LinkedIn Ads as a Brain source. @packageDocumentation */
export { linkedinAds } from "./linkedin-ads.ts";
export { linkedinAdsConfigSchema } from "./config.ts";
export { presets } from "./presets.ts";
export { linkedinAdsRules, type ReportFields } from "./rules.ts";
export type {
  LinkedinAds,
  LinkedinAdsConfig,
  LinkedinAdsCredentials,
  LinkedinAdsStreams,
  ReportOptions,
  ReportRecord,
} from "./types.ts";
export type { Metric } from "./metrics.ts";
export type { Pivot } from "./pivots.ts";
export type { Granularity } from "./report-config.ts";
export { accountSchema, type Account } from "./streams/accounts.ts";
export { accountUserSchema, type AccountUser } from "./streams/account-users.ts";
export { campaignGroupSchema, type CampaignGroup } from "./streams/campaign-groups.ts";
export { campaignSchema, type Campaign } from "./streams/campaigns.ts";
export { creativeSchema, type Creative } from "./streams/creatives.ts";
export { conversionSchema, type Conversion } from "./streams/conversions.ts";
export {
  campaignConversionSchema,
  type CampaignConversion,
} from "./streams/campaign-conversions.ts";
export { leadFormSchema, type LeadForm } from "./streams/lead-forms.ts";
export { leadFormResponseSchema, type LeadFormResponse } from "./streams/lead-form-responses.ts";
export { organizationSchema, type Organization } from "./streams/organizations.ts";
