import type { OAuthConsent } from "@brain/core";
import { GOOGLE_TOKEN_URL } from "./credentials.ts";

/** The one scope that reading reports needs. */
export const SCOPE = "https://www.googleapis.com/auth/analytics.readonly";

/** Google's consent page ({@link https://developers.google.com/identity/protocols/oauth2/native-app}, read 2026-11-24). */
export const consent: OAuthConsent = {
  authorizeUrl: "https://accounts.google.com/o/oauth2/v2/auth",
  tokenUrl: ({ tokenUrl }) => String(tokenUrl ?? GOOGLE_TOKEN_URL),
  scopes: [SCOPE],
  // Without the two Google gives a refresh token at the first consent only, or none.
  parameters: { access_type: "offline", prompt: "consent" },
  pkce: true,
  redirect: "any-port",
};
