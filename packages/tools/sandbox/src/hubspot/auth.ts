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
  /** The token endpoint. */
  token(form: URLSearchParams): Reply;
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
  readonly now: () => number;
  readonly seed: number;
}): Auth {
  const { credentials, scopes, rotateRefreshToken, now, seed } = options;
  const book = createTokenBook(now, seed, "CJ");
  let refreshToken = credentials.refreshToken;
  let rotations = 0;
  let revoked = false;

  return {
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
    token(form) {
      if (form.get("grant_type") !== "refresh_token") {
        return oauthFailure("BAD_GRANT_TYPE", "missing or unknown grant type");
      }
      if (form.get("client_id") !== credentials.clientId) {
        return oauthFailure("BAD_CLIENT_ID", "missing or unknown client id");
      }
      if (form.get("client_secret") !== credentials.clientSecret) {
        return oauthFailure("BAD_CLIENT_SECRET", "missing or invalid client secret");
      }
      if (revoked || form.get("refresh_token") !== refreshToken) {
        return oauthFailure("BAD_REFRESH_TOKEN", "missing or invalid refresh token");
      }
      if (rotateRefreshToken) {
        rotations += 1;
        refreshToken = `${credentials.refreshToken}-${rotations}`;
      }
      const accessToken = book.issue(
        { principal: credentials.clientId, scopes },
        LIFETIME_S * 1000,
      );
      return json({
        token_type: "bearer",
        refresh_token: refreshToken,
        access_token: accessToken,
        expires_in: LIFETIME_S,
      });
    },
    expireTokens: () => book.expireAll(),
    revoke() {
      revoked = true;
      book.clear();
    },
  };
}

const oauthFailure = (status: string, message: string): Reply =>
  failure(400, "VALIDATION_ERROR", message, { status });
