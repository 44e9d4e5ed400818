import { defineConnector, type Json, type StreamDefinitions } from "@brain/core";
import { checkAccess } from "./check.ts";
import { createLinkedinAdsClient, type LinkedinAdsClient } from "./client.ts";
import { linkedinAdsConfigSchema, type ResolvedConfig } from "./config.ts";
import { consent } from "./consent.ts";
import { accountUsers } from "./streams/account-users.ts";
import { accounts } from "./streams/accounts.ts";
import { analytics } from "./streams/analytics.ts";
import { campaignConversions } from "./streams/campaign-conversions.ts";
import { campaignGroups } from "./streams/campaign-groups.ts";
import { campaigns } from "./streams/campaigns.ts";
import { conversions } from "./streams/conversions.ts";
import { creatives } from "./streams/creatives.ts";
import { leadFormResponses } from "./streams/lead-form-responses.ts";
import { leadForms } from "./streams/lead-forms.ts";
import { organizations } from "./streams/organizations.ts";
import type { LinkedinAds } from "./types.ts";

/**
 * LinkedIn Ads: accounts and what is in them, leads, and every report of the config, whose literal types its records.
 *
 * @example
 * ```ts
 * const ads = linkedinAds({
 *   accessToken,
 *   startDate: "2026-01-01",
 *   analytics: { performance: { pivots: ["CAMPAIGN"], metrics: ["impressions", "costInUsd"] } },
 * });
 * for await (const row of ads.streams.performance.read().records()) console.log(row.campaign, row.impressions);
 * ```
 * @throws ConfigError `config_invalid` at once, with every problem.
 * @see https://learn.microsoft.com/en-us/linkedin/marketing (202607, read 2026-11-24)
 */
export const linkedinAds: LinkedinAds = defineConnector({
  name: "linkedin-ads",
  version: "0.0.0",
  docs: "https://learn.microsoft.com/en-us/linkedin/marketing",
  oauth: consent,
  config: linkedinAdsConfigSchema,
  identity: identityOf,
  connect: createLinkedinAdsClient,
  check: checkAccess,
  streams: (config): StreamDefinitions<LinkedinAdsClient> => ({
    accounts: accounts(config),
    account_users: accountUsers,
    campaign_groups: campaignGroups,
    campaigns,
    creatives,
    conversions,
    campaign_conversions: campaignConversions,
    lead_forms: leadForms,
    lead_form_responses: leadFormResponses,
    organizations,
    ...Object.fromEntries(
      Object.entries(config.analytics).map(([name, report]) => [name, analytics(report, config)]),
    ),
  }),
});

/** What decides the rows of a partition. Accounts are partitions of their own, but for the list of them. */
function identityOf(config: ResolvedConfig, stream: string): Json {
  const report = config.analytics[stream];
  if (report !== undefined) {
    const { pivots, metrics, timeGranularity } = report;
    const only = config.campaignIds?.toSorted() ?? null;
    return { pivots: [...pivots], metrics: metrics.toSorted(), timeGranularity, campaigns: only };
  }
  return stream === "accounts" ? (config.accountIds?.toSorted() ?? null) : null;
}
