import type { OAuthConsent } from "@brain/core";
import { TOKEN_URL } from "./config.ts";
import { userAgentOf } from "./user-agent.ts";

/** Reddit's consent page ({@link https://github.com/reddit-archive/reddit/wiki/OAuth2}, read 2026-11-24). */
export const consent: OAuthConsent = {
  authorizeUrl: "https://www.reddit.com/api/v1/authorize",
  tokenUrl: ({ tokenUrl }) => String(tokenUrl ?? TOKEN_URL),
  scopes: ["read", "identity"],
  parameters: { duration: "permanent" },
  pkce: false,
  redirect: "registered",
  clientAuth: "basic",
  publicClients: true,
  headers: ({ userAgent, username }) => ({
    "user-agent": userAgentOf({ userAgent: textOf(userAgent), username: textOf(username) }),
  }),
};

function textOf(option: unknown): string | undefined {
  return typeof option === "string" ? option : undefined;
}
