import type { Secret } from "@brain/core";
import type { Auth } from "../contracts.ts";
import { signInIdentity } from "./sign-in.ts";
import { tokenAuth } from "./token-auth.ts";

/** An OAuth application, and the refresh token of a user who consented. */
export interface OAuthRefreshOptions {
  readonly clientId: string;
  readonly clientSecret: Secret;
  /** Absent: the one that {@link storeSignIn}, and so `brain auth`, has kept in `runtime.credentials`. */
  readonly refreshToken?: Secret | undefined;
  readonly tokenUrl: string;
  readonly scope?: string | undefined;
}

/**
 * OAuth 2 with a refresh token (RFC 6749 §6). A rotated one is durable in `runtime.credentials` before the new access
 * token is used, and holds until the config's own changes.
 *
 * @throws AuthError `reauthorise` when the grant was revoked or has expired, or nobody has signed in.
 */
export function oauthRefresh(options: OAuthRefreshOptions): Auth {
  const { clientId, clientSecret, refreshToken, tokenUrl, scope } = options;
  return tokenAuth({
    kind: "oauth-refresh",
    identity:
      refreshToken === undefined
        ? signInIdentity(options)
        : `oauth-refresh ${tokenUrl} ${clientId} ${refreshToken.reveal()}`,
    tokenUrl,
    refreshToken: refreshToken ?? "signed-in",
    form: async (_runtime, token) => ({
      grant_type: "refresh_token",
      client_id: clientId,
      client_secret: clientSecret.reveal(),
      refresh_token: token ?? refreshToken?.reveal() ?? "",
      ...(scope === undefined ? {} : { scope }),
    }),
  });
}
