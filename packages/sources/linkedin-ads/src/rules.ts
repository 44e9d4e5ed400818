import type { RuleSet } from "@brain/core";
import type { Account } from "./streams/accounts.ts";
import type { CampaignConversion } from "./streams/campaign-conversions.ts";
import type { CampaignGroup } from "./streams/campaign-groups.ts";
import type { Campaign } from "./streams/campaigns.ts";
import type { Conversion } from "./streams/conversions.ts";
import type { Creative } from "./streams/creatives.ts";
import type { LeadFormResponse } from "./streams/lead-form-responses.ts";

/** What the rows of any report may have of the fields that the rules of reports look at. */
export interface ReportFields {
  readonly account_id?: string;
  readonly start_date?: string;
  readonly end_date?: string;
  readonly impressions?: number | null;
  readonly clicks?: number | null;
  readonly landingPageClicks?: number | null;
  readonly externalWebsiteConversions?: number | null;
  readonly oneClickLeads?: number | null;
  readonly videoViews?: number | null;
  readonly videoCompletions?: number | null;
  readonly costInLocalCurrency?: string | null;
  readonly costInUsd?: string | null;
}

const count = ">= 0";
/** Accounts, groups and campaigns are numbered; other things have URNs. */
const id = "integer";
const days = { min: 0, max: 365 } as const;

const accounts: RuleSet<Account> = {
  required: ["id", { field: "name", severity: "warn" }],
  types: { id, currency: "currency" },
};

const campaignGroups: RuleSet<CampaignGroup> = {
  required: ["id", { field: "status", severity: "warn" }],
  types: { id },
};

const campaigns: RuleSet<Campaign> = {
  required: ["id", { field: "campaignGroup", severity: "warn" }],
  types: { id },
  compare: [["lastModified", ">=", "created", "warn"]],
};

const creatives: RuleSet<Creative> = {
  required: ["id", "campaign"],
  constraints: { id: { minLength: 1 } },
};

const conversions: RuleSet<Conversion> = {
  required: ["id"],
  types: { id },
  constraints: { postClickAttributionWindowSize: days, viewThroughAttributionWindowSize: days },
};

const campaignConversions: RuleSet<CampaignConversion> = {
  constraints: { campaign: { minLength: 1 }, conversion: { minLength: 1 } },
};

const leadFormResponses: RuleSet<LeadFormResponse> = {
  required: ["id", "submittedAt", { field: "formResponse", severity: "warn" }],
  constraints: { id: { minLength: 1 } },
};

const reports: RuleSet<ReportFields> = {
  required: ["account_id", "start_date", "end_date"],
  types: { account_id: id, start_date: "date", end_date: "date" },
  constraints: {
    impressions: count,
    clicks: count,
    landingPageClicks: count,
    externalWebsiteConversions: count,
    oneClickLeads: count,
    videoViews: count,
    videoCompletions: count,
    costInLocalCurrency: count,
    costInUsd: count,
  },
  compare: [
    ["end_date", ">=", "start_date"],
    ["clicks", "<=", "impressions", "warn"],
  ],
};

/** Rules of records, by stream; `reports` for those of every entry of `analytics`. */
export const linkedinAdsRules = {
  accounts,
  campaign_groups: campaignGroups,
  campaigns,
  creatives,
  conversions,
  campaign_conversions: campaignConversions,
  lead_form_responses: leadFormResponses,
  reports,
} as const;
