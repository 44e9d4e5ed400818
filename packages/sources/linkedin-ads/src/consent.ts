import type { OAuthConsent } from "@brain/core";
import { TOKEN_URL } from "./config.ts";

/** LinkedIn's consent page ({@link https://learn.microsoft.com/en-us/linkedin/shared/authentication/authorization-code-flow}, read 2026-11-24). */
export const consent: OAuthConsent = {
  authorizeUrl: "https://www.linkedin.com/oauth/v2/authorization",
  tokenUrl: ({ tokenUrl }) => String(tokenUrl ?? TOKEN_URL),
  // Those of leads and organisations come with products of their own: asking for one that the application lacks is refused.
  scopes: ["r_ads", "r_ads_reporting"],
  pkce: false,
  redirect: "registered",
};
