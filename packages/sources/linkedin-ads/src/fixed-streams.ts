/** Streams that there are whatever the config says. */
export const fixedStreams: ReadonlySet<string> = new Set([
  "accounts",
  "account_users",
  "campaign_groups",
  "campaigns",
  "creatives",
  "conversions",
  "campaign_conversions",
  "lead_forms",
  "lead_form_responses",
  "organizations",
]);
