import type { Secret } from "@brain/core";
import type { Auth } from "../contracts.ts";
import { tokenAuth } from "./token-auth.ts";

/** An OAuth application and its refresh token. */
export interface OAuthRefreshOptions {
  readonly clientId: string;
  readonly clientSecret: Secret;
  readonly refreshToken: Secret;
  readonly tokenUrl: string;
  readonly scope?: string | undefined;
}

/**
 * OAuth 2 with a refresh token (RFC 6749 §6). A rotated one is durable in `runtime.credentials` before the new access
 * token is used, and holds until the config's own changes.
 *
 * @throws AuthError `reauthorise` when the grant was revoked or has expired.
 */
export function oauthRefresh(options: OAuthRefreshOptions): Auth {
  const { clientId, clientSecret, refreshToken, tokenUrl, scope } = options;
  return tokenAuth({
    kind: "oauth-refresh",
    identity: `oauth-refresh ${tokenUrl} ${clientId} ${refreshToken.reveal()}`,
    tokenUrl,
    refreshToken,
    form: async (_runtime, token) => ({
      grant_type: "refresh_token",
      client_id: clientId,
      client_secret: clientSecret.reveal(),
      refresh_token: token ?? refreshToken.reveal(),
      ...(scope === undefined ? {} : { scope }),
    }),
  });
}
