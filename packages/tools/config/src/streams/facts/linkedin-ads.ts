import type { SourceFacts, StreamFacts } from "../source-facts.ts";

const changed: StreamFacts = { read: "whole, what changed is handed on" };
const ofAccount: StreamFacts = { ...changed, partition: "an account" };

export const linkedinAds: SourceFacts = {
  streams: {
    accounts: changed,
    account_users: { partition: "an account" },
    campaign_groups: ofAccount,
    campaigns: ofAccount,
    creatives: ofAccount,
    conversions: ofAccount,
    campaign_conversions: { partition: "an account" },
    lead_forms: ofAccount,
    lead_form_responses: { partition: "an account" },
    performance: {
      called: "each report",
      keyFromConfig: { fields: ["campaign"], called: "its pivots" },
      read: "by day, month or year",
      again: "30 days (`lookbackDays`)",
      partition: "some days (`windowDays`), a month or a year of an account",
    },
  },
  limits: [
    "LinkedIn publishes no number of calls: the developer portal shows those of the application and the member. A used-up day ends the run until 00:00 UTC.",
    "Lists come 1,000 a page, creatives 100, forms, leads and conversions 500.",
    "Reports: 18 metrics a request, merged by their pivots; 15,000 rows, above which days and then campaigns are cut; 92 days for metrics that count people.",
    "Leads are kept for 365 days.",
  ],
  others: [
    {
      product: "Airbyte",
      streams: {
        accounts: "`accounts`, whole",
        account_users: "`account_users`",
        campaign_groups: "`campaign_groups`",
        campaigns: "`campaigns`",
        creatives: "`creatives`",
        conversions: "`conversions`",
        lead_forms: "`lead_forms`, whole",
        lead_form_responses: "`lead_form_responses`, whole",
        organizations: "`organizations`, whole",
        performance: "`ad_…_analytics`, `custom_…`; a request for each campaign",
      },
    },
    {
      product: "Singer 2.8",
      streams: {
        accounts: "`accounts`",
        account_users: "`account_users`",
        campaign_groups: "`campaign_groups`",
        campaigns: "`campaigns`",
        creatives: "`creatives`",
        performance: "by campaign, by creative",
      },
    },
    {
      product: "Fivetran",
      streams: {
        accounts: "`account_history`",
        campaign_groups: "`campaign_group_history`",
        campaigns: "`campaign_history`",
        creatives: "`creative_history`",
        conversions: "`conversion_history`",
        performance: "by campaign, by creative; months by member",
      },
    },
    { product: "ingestr", streams: { lead_form_responses: "`lead_form_responses`" } },
  ],
  without: "dlt has no verified source.",
  lacking: [
    {
      what: "`videos`, `video_ads`",
      of: "Airbyte, Singer",
      why: "a creative names its content, and the numbers of videos are metrics of reports.",
    },
    {
      what: "`post_history`, lookups of geographies and functions",
      of: "Fivetran",
      why: "they are no ads data; reports give the URN that names the value.",
    },
    {
      what: "`dmp_segments`, `insight_tags`",
      of: "ingestr",
      why: "audiences and tags are set up at LinkedIn and have no numbers of their own.",
    },
  ],
};
