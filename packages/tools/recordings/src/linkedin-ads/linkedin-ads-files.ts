import { ABOUT, type Files } from "../play-all.ts";
import { playRecords, playTargeting } from "./play-lists.ts";
import { playAnalytics } from "./play-reports.ts";
import { playHistory, playSeedReport } from "./play-seeds.ts";
import { playVocabulary } from "./play-vocabulary.ts";

const emitted = "linkedin-ads/fixtures/airbyte-expected-records";
const seeds = "linkedin-ads/fixtures/fivetran-seeds";

export const linkedinAdsFiles: Files = {
  "linkedin-ads/README.md": ABOUT,
  "linkedin-ads/ad-analytics-vocabulary.json": {
    proves: "every documented metric is a column of its type, every pivot and granularity is known",
    play: playVocabulary,
  },
  [`${emitted}/accounts.jsonl`]: {
    proves: "accounts: ids as text, instants out of the audit stamps",
    play: playRecords("accounts", { id: "VARCHAR", test: "BOOLEAN" }),
  },
  [`${emitted}/account_users.jsonl`]: {
    proves: "roles by account and member",
    play: playRecords("account_users", { account: "VARCHAR", role: "VARCHAR" }),
  },
  [`${emitted}/campaigns.jsonl`]: {
    proves: "campaigns: budgets keep their digits, nested settings are kept",
    play: playRecords("campaigns", { id: "VARCHAR", audienceExpansionEnabled: "BOOLEAN" }),
  },
  [`${emitted}/ad_campaign_analytics.jsonl`]: {
    proves: "rows by campaign and day; a metric that LinkedIn left out is null in its row alone",
    play: playAnalytics(),
  },
  [`${emitted}/ad_impression_device_analytics.jsonl`]: {
    proves: "several devices of one campaign and day are a row each",
    play: playAnalytics("IMPRESSION_DEVICE_TYPE"),
  },
  [`${emitted}/ad_member_company_size_analytics.jsonl`]: {
    proves: "members by company size and campaign, metrics of several requests in one row",
    play: playAnalytics("MEMBER_COMPANY_SIZE"),
  },
  [`${emitted}/ad_member_country_analytics.jsonl`]: {
    proves: "members by country and campaign",
    play: playAnalytics("MEMBER_COUNTRY_V2"),
  },
  [`${emitted}/ad_member_industry_analytics.jsonl`]: {
    proves: "members by industry and campaign",
    play: playAnalytics("MEMBER_INDUSTRY"),
  },
  "linkedin-ads/fixtures/airbyte-unit-samples/transform-input.json": {
    proves: "targeting comes through as it is, whatever its keys",
    play: playTargeting,
  },
  [`${seeds}/linkedin_account_history_data.csv`]: {
    proves: "an account's latest version",
    play: playHistory("accounts"),
  },
  [`${seeds}/linkedin_campaign_group_history_data.csv`]: {
    proves: "a group's latest version",
    play: playHistory("campaign_groups"),
  },
  [`${seeds}/linkedin_ad_analytics_by_campaign_data.csv`]: {
    proves: "rows by campaign over years, nearly empty ones too",
    play: playSeedReport("day"),
  },
  [`${seeds}/linkedin_monthly_ad_analytics_by_member_country_data.csv`]: {
    proves: "members by month, country and campaign",
    play: playSeedReport("month"),
  },
  [`${seeds}/linkedin_geo_data.csv`]: {
    leftOut: "names of places, which the source does not look up",
  },
};
