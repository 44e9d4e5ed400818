import type { OAuthConsent } from "@brain/core";
import { tokenUrlOf } from "./api-paths.ts";

const optional = [
  "crm.objects.companies.read",
  "crm.objects.deals.read",
  "crm.objects.line_items.read",
  "crm.objects.owners.read",
  "tickets",
  "e-commerce",
  "sales-email-read",
];

/** HubSpot's consent page ({@link https://developers.hubspot.com/docs/api-reference/latest/authentication}, read 2026-11-24). */
export const consent: OAuthConsent = {
  authorizeUrl: "https://app.hubspot.com/oauth/authorize",
  tokenUrl: tokenUrlOf,
  scopes: ["oauth", "crm.objects.contacts.read"],
  // An account whose plan lacks one of these can consent to the others.
  parameters: { optional_scope: optional.join(" ") },
  pkce: true,
  redirect: "registered",
};
