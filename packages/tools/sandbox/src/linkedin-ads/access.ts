import { createConsent } from "../consent.ts";
import { bearerToken, createTokenBook } from "../tokens.ts";
import { Refusal } from "./refusal.ts";

/** What the emulator accepts as identity. */
export interface LinkedinAdsCredentials {
  readonly accessToken: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
}

const DAY_MS = 86_400_000;
const ACCESS_DAYS = 60;
const REFRESH_DAYS = 365;

/** Tokens of one application and member. A refresh does not prolong the refresh token. */
export function createAccess(options: {
  readonly credentials: LinkedinAdsCredentials;
  readonly scopes: readonly string[];
  /** Milliseconds for which a new token is refused. */
  readonly settleMs: number;
  /** Days since the member's consent. */
  readonly consentDays: number;
  readonly redirectUris: readonly string[] | undefined;
  readonly now: () => number;
  readonly seed: number;
}) {
  const { credentials, scopes, settleMs, redirectUris, now, seed } = options;
  const book = createTokenBook(now, seed, "AQX");
  const consent = createConsent({
    vendor: "LinkedIn",
    clientId: credentials.clientId,
    redirectUris,
    scopes,
    pkce: false,
    codePrefix: "AQT",
    refreshPrefix: "AQW",
    denied: {
      error: "user_cancelled_authorize",
      error_description: "The user cancelled the authorization",
    },
    unknownScope: "unauthorized_scope_error",
    now,
    seed,
  });
  const consentAt = now() - options.consentDays * DAY_MS;
  const made = new Map<string, number>();
  let revoked = false;

  const refreshLeftMs = (): number => consentAt + REFRESH_DAYS * DAY_MS - now();
  const unauthorised = (code: number, message: string): Refusal =>
    new Refusal(401, message, { serviceErrorCode: code, code: codes.get(code) });

  const issue = (granted: readonly string[], refreshToken: string | undefined) => {
    const lifetimeMs = Math.min(ACCESS_DAYS * DAY_MS, refreshLeftMs());
    const token = book.issue({ principal: credentials.clientId, scopes: granted }, lifetimeMs);
    made.set(token, now());
    return {
      status: 200,
      body: {
        access_token: token,
        expires_in: Math.floor(lifetimeMs / 1_000),
        refresh_token: refreshToken,
        refresh_token_expires_in: Math.floor(refreshLeftMs() / 1_000),
        scope: granted.join(),
      },
    };
  };

  return {
    consent: consent.page,
    /** @throws Refusal 401, 403 */
    enter(request: Request, needed: readonly string[]): void {
      const token = bearerToken(request);
      const granted = book.find(token ?? "")?.scopes ?? scopes;
      if (token === undefined) throw unauthorised(401, "Empty oauth2_access_token");
      if (token !== credentials.accessToken) {
        const grant = book.find(token);
        if (grant === undefined) throw unauthorised(65_600, "Invalid access token");
        // As LinkedIn does, whether it is too young or too old.
        const isYoung = now() < (made.get(token) ?? 0) + settleMs;
        if (isYoung || grant.expiresAt <= now()) {
          throw unauthorised(65_601, "The token used in the request has been revoked by the user");
        }
      } else if (revoked) {
        throw unauthorised(65_601, "The token used in the request has been revoked by the user");
      }
      if (needed.length > 0 && !needed.some((scope) => granted.includes(scope))) {
        throw new Refusal(403, "Not enough permissions to access: partnerApi.FINDER.20260701", {
          serviceErrorCode: 100,
          code: "ACCESS_DENIED",
        });
      }
    },

    /** The token endpoint. */
    async grant(form: URLSearchParams): Promise<{ status: number; body: unknown }> {
      const refused = (error: string, error_description: string) => ({
        status: error === "invalid_client" ? 401 : 400,
        body: { error, error_description },
      });
      const grantType = form.get("grant_type");
      if (grantType !== "refresh_token" && grantType !== "authorization_code") {
        return refused("unsupported_grant_type", "The grant type is not supported");
      }
      if (
        form.get("client_id") !== credentials.clientId ||
        form.get("client_secret") !== credentials.clientSecret
      ) {
        return refused("invalid_client", "Client authentication failed");
      }
      if (grantType === "authorization_code") {
        const consented = await consent.redeem(form);
        return consented === undefined
          ? refused(
              "invalid_grant",
              "Unable to retrieve access token: appid/redirect uri/code verifier does not match authorization code. Or authorization code expired.",
            )
          : issue(consented.scopes, consented.refreshToken);
      }
      const known = refreshLeftMs() > 0 ? consent.refresh(form.get("refresh_token")) : undefined;
      if (known !== undefined) return issue(known.scopes, known.refreshToken);
      if (
        revoked ||
        form.get("refresh_token") !== credentials.refreshToken ||
        refreshLeftMs() <= 0
      ) {
        return refused("invalid_grant", "The provided refresh token is invalid or expired");
      }
      return issue(scopes, credentials.refreshToken);
    },
    expireTokens: () => book.expireAll(),
    /** The member takes the consent back. */
    revoke() {
      revoked = true;
      consent.revoke();
      book.clear();
    },
  };
}

const codes: ReadonlyMap<number, string> = new Map([
  [65_600, "INVALID_ACCESS_TOKEN"],
  [65_601, "REVOKED_ACCESS_TOKEN"],
]);
