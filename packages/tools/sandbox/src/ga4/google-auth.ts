import { createConsent } from "../consent.ts";
import { bearerToken, createTokenBook } from "../tokens.ts";
import { verifyAssertion } from "./assertion.ts";
import { json, Refusal, type Reply } from "./google-error.ts";
import {
  createServiceAccount,
  type ServiceAccount,
  type SigningAccount,
} from "./service-account.ts";

/** The OAuth client and user that the emulator accepts. */
export interface Ga4Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
}

/** Tokens of Google's OAuth. */
export interface GoogleAuth {
  /**
   * Lets an access token pass, or a JWT that a service account signed for the API itself, as Google's clients do.
   * @throws Refusal when the request carries neither, or one without the right scope.
   */
  authorize(request: Request): Promise<void>;
  /** The consent page. */
  consent(request: Request, url: URL): Promise<Reply>;
  /** The token endpoint. */
  token(request: Request, url: URL): Promise<Reply>;
  serviceAccount(): Promise<ServiceAccount>;
  expireTokens(): void;
  /** Ends the refresh token, the service account and every access token. */
  revoke(): void;
}

const LIFETIME_S = 3599;
const READ_SCOPES = [
  "https://www.googleapis.com/auth/analytics.readonly",
  "https://www.googleapis.com/auth/analytics",
];
const JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";
const API_AUDIENCE = "https://analyticsdata.googleapis.com/";
const TOKEN_URL = "https://oauth2.googleapis.com/token";

/** Google's token endpoint and the check of its tokens. */
export function createGoogleAuth(
  credentials: Ga4Credentials,
  now: () => number,
  seed: number,
  redirectUris?: readonly string[],
): GoogleAuth {
  const book = createTokenBook(now, seed, "ya29.");
  const consent = createConsent({
    vendor: "Google",
    clientId: credentials.clientId,
    redirectUris,
    scopes: READ_SCOPES,
    pkce: true,
    isLasting: (query) => query.get("access_type") === "offline",
    codePrefix: "4/0A",
    refreshPrefix: "1//0",
    denied: { error: "access_denied" },
    now,
    seed,
  });
  let signing: Promise<SigningAccount> | undefined;
  let revoked = false;
  const account = (): Promise<SigningAccount> => (signing ??= createServiceAccount());

  const issue = (
    principal: string,
    scopes: readonly string[],
    withScope: boolean,
    refreshToken?: string,
  ): Reply => {
    const accessToken = book.issue({ principal, scopes }, LIFETIME_S * 1000);
    return json(
      200,
      {
        access_token: accessToken,
        expires_in: LIFETIME_S,
        ...(refreshToken !== undefined && { refresh_token: refreshToken }),
        ...(withScope && { scope: scopes.join(" ") }),
        token_type: "Bearer",
      },
      2,
    );
  };

  async function scopesOf(token: string): Promise<readonly string[] | undefined> {
    const grant = book.find(token);
    if (grant !== undefined) return grant.expiresAt > now() ? grant.scopes : undefined;
    if (revoked || token.split(".").length !== 3) return undefined;
    const result = await verifyAssertion(token, await account(), now());
    if (typeof result === "string") return undefined;
    return result.audience === API_AUDIENCE ? READ_SCOPES : result.scopes;
  }

  const isClient = (form: URLSearchParams): boolean =>
    form.get("client_id") === credentials.clientId &&
    form.get("client_secret") === credentials.clientSecret;

  return {
    consent: consent.page,
    async authorize(request) {
      const scopes = await scopesOf(bearerToken(request) ?? "");
      if (scopes === undefined) throw unauthenticated();
      if (!scopes.some((scope) => READ_SCOPES.includes(scope))) throw scopeInsufficient();
    },
    async token(request, url) {
      const form = new URLSearchParams(await request.text());
      switch (form.get("grant_type")) {
        case "authorization_code": {
          if (!isClient(form)) return oauthError(401, "invalid_client", "Unauthorized");
          const granted = await consent.redeem(form);
          if (granted === undefined) return oauthError(400, "invalid_grant", "Bad Request");
          return issue(credentials.clientId, granted.scopes, true, granted.refreshToken);
        }
        case "refresh_token": {
          if (!isClient(form)) return oauthError(401, "invalid_client", "Unauthorized");
          const consented = consent.refresh(form.get("refresh_token"));
          if (consented !== undefined) return issue(credentials.clientId, consented.scopes, true);
          if (revoked || form.get("refresh_token") !== credentials.refreshToken) {
            return oauthError(400, "invalid_grant", "Token has been expired or revoked.");
          }
          return issue(credentials.clientId, READ_SCOPES.slice(0, 1), true);
        }
        case JWT_BEARER: {
          if (revoked) return oauthError(400, "invalid_grant", "Invalid grant: account not found");
          const result = await verifyAssertion(form.get("assertion") ?? "", await account(), now());
          if (typeof result === "string") return oauthError(400, "invalid_grant", result);
          const { principal, scopes, audience } = result;
          if (audience !== TOKEN_URL && audience !== `${url.origin}${url.pathname}`) {
            return oauthError(
              400,
              "invalid_grant",
              `Invalid JWT: The audience ${audience} is not this token endpoint.`,
            );
          }
          if (scopes.length === 0)
            return oauthError(400, "invalid_scope", "Empty or missing scope not allowed.");
          return issue(principal, scopes, false);
        }
        default:
          return oauthError(
            400,
            "unsupported_grant_type",
            `Invalid grant_type: ${form.get("grant_type") ?? ""}`,
          );
      }
    },
    serviceAccount: async () => (await account()).account,
    expireTokens: () => book.expireAll(),
    revoke() {
      revoked = true;
      consent.revoke();
      book.clear();
    },
  };
}

const oauthError = (status: number, error: string, description: string): Reply =>
  json(status, { error, error_description: description }, 2);

const unauthenticated = (): Refusal =>
  new Refusal(
    401,
    "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.",
  );

const scopeInsufficient = (): Refusal =>
  new Refusal(403, "Request had insufficient authentication scopes.", [
    {
      "@type": "type.googleapis.com/google.rpc.ErrorInfo",
      reason: "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
      domain: "googleapis.com",
      metadata: { service: "analyticsdata.googleapis.com" },
    },
  ]);
