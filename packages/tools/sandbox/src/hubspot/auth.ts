import { createConsent } from "../consent.ts";
import { bearerToken, createTokenBook } from "../tokens.ts";
import { failure, json, type Reply } from "./answers.ts";

/** What the emulator accepts as identity. */
export interface HubspotCredentials {
  readonly accessToken: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
}

/** Who asks. */
export interface Caller {
  readonly kind: "service key" | "oauth";
  readonly scopes: readonly string[];
}

/** Tokens of one account. */
export interface Auth {
  /** The caller, or the 401 that answers it. */
  identify(request: Request): Caller | Reply;
  /** The consent page. */
  consent(request: Request, url: URL): Promise<Reply>;
  /** The token endpoint. */
  token(form: URLSearchParams): Promise<Reply>;
  expireTokens(): void;
  /** Ends the static token and every OAuth token, as uninstalling the app does. */
  revoke(): void;
}

const LIFETIME_S = 1800;

/** Whether an answer came instead of a caller. */
export const isReply = (value: Caller | Reply): value is Reply => "status" in value;

/** The account's static token and its OAuth app. With rotation, each refresh token works once. */
export function createAuth(options: {
  readonly credentials: HubspotCredentials;
  readonly scopes: readonly string[];
  readonly rotateRefreshToken: boolean;
  readonly redirectUris: readonly string[] | undefined;
  readonly now: () => number;
  readonly seed: number;
}): Auth {
  const { credentials, scopes, rotateRefreshToken, redirectUris, now, seed } = options;
  const book = createTokenBook(now, seed, "CJ");
  const consent = createConsent({
    vendor: "HubSpot",
    clientId: credentials.clientId,
    redirectUris,
    scopes: ["oauth", ...scopes],
    pkce: true,
    codePrefix: "na1-",
    refreshPrefix: "eu1-",
    denied: { error: "access_denied", error_description: "The user denied access" },
    now,
    seed,
  });
  let refreshToken = credentials.refreshToken;
  let rotations = 0;
  let revoked = false;

  const issue = (granted: readonly string[], token: string | undefined): Reply =>
    json({
      token_type: "bearer",
      refresh_token: token,
      access_token: book.issue(
        { principal: credentials.clientId, scopes: granted },
        LIFETIME_S * 1000,
      ),
      expires_in: LIFETIME_S,
      scopes: granted,
    });

  return {
    consent: consent.page,
    identify(request) {
      const token = bearerToken(request);
      if (token === undefined) {
        return failure(
          401,
          "INVALID_AUTHENTICATION",
          "Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview",
        );
      }
      if (token === credentials.accessToken && !revoked) return { kind: "service key", scopes };
      const grant = book.find(token);
      if (grant === undefined) {
        return failure(
          401,
          "INVALID_AUTHENTICATION",
          "Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview",
        );
      }
      if (grant.expiresAt <= now()) {
        const seconds = Math.floor((now() - grant.expiresAt) / 1000);
        return failure(
          401,
          "EXPIRED_AUTHENTICATION",
          `The OAuth token used to make this call expired ${seconds} second(s) ago.`,
          { context: { "expire time": [new Date(grant.expiresAt).toISOString()] } },
        );
      }
      return { kind: "oauth", scopes: grant.scopes };
    },
    async token(form) {
      const grantType = form.get("grant_type");
      if (grantType !== "refresh_token" && grantType !== "authorization_code") {
        return oauthFailure("BAD_GRANT_TYPE", "missing or unknown grant type");
      }
      if (form.get("client_id") !== credentials.clientId) {
        return oauthFailure("BAD_CLIENT_ID", "missing or unknown client id");
      }
      if (form.get("client_secret") !== credentials.clientSecret) {
        return oauthFailure("BAD_CLIENT_SECRET", "missing or invalid client secret");
      }
      if (grantType === "authorization_code") {
        const granted = await consent.redeem(form);
        return granted === undefined
          ? oauthFailure("BAD_AUTH_CODE", "missing or invalid auth code")
          : issue(granted.scopes, granted.refreshToken);
      }
      const consented = consent.refresh(form.get("refresh_token"), rotateRefreshToken);
      if (consented !== undefined) return issue(consented.scopes, consented.refreshToken);
      if (revoked || form.get("refresh_token") !== refreshToken) {
        return oauthFailure("BAD_REFRESH_TOKEN", "missing or invalid refresh token");
      }
      if (rotateRefreshToken) {
        rotations += 1;
        refreshToken = `${credentials.refreshToken}-${rotations}`;
      }
      return issue(scopes, refreshToken);
    },
    expireTokens: () => book.expireAll(),
    revoke() {
      revoked = true;
      consent.revoke();
      book.clear();
    },
  };
}

const oauthFailure = (status: string, message: string): Reply =>
  failure(400, "VALIDATION_ERROR", message, { status });
