import { createConsent, type ConsentedGrant } from "../consent.ts";
import { bearerToken, createTokenBook } from "../tokens.ts";
import { blocked, Refusal } from "./refusal.ts";

/** The app and the accounts that the emulator accepts. */
export interface RedditCredentials {
  readonly clientId: string;
  /** Empty: an installed app. */
  readonly clientSecret: string;
  readonly username: string;
  readonly password: string;
  readonly refreshToken: string;
}

/** Scopes that reading needs, where a user authorises. */
const SCOPES = ["read", "identity", "history", "privatemessages", "mysubreddits"];
/** Those that no application has without a user. */
const OF_USERS = new Set(["identity", "privatemessages"]);
const INSTALLED = "https://oauth.reddit.com/grants/installed_client";

interface AccessOptions {
  readonly credentials: RedditCredentials;
  /** Seconds. */
  readonly lifetimeS: number;
  readonly scopes: readonly string[];
  readonly rotates: boolean;
  readonly redirectUris: readonly string[] | undefined;
  readonly now: () => number;
  readonly seed: number;
}

/** Tokens of one app. */
export function createAccess(options: AccessOptions) {
  const { credentials, lifetimeS, rotates, now, seed } = options;
  const tokens = createTokenBook(now, seed, "");
  const consent = createConsent({
    vendor: "Reddit",
    clientId: credentials.clientId,
    redirectUris: options.redirectUris,
    scopes: options.scopes,
    pkce: false,
    isLasting: (query) => query.get("duration") === "permanent",
    codePrefix: "",
    refreshPrefix: "417000-",
    denied: { error: "access_denied" },
    unknownScope: "invalid_scope",
    fragment: "_",
    now,
    seed,
  });
  let refreshToken = credentials.refreshToken;
  let rotations = 0;

  const grant = (principal: string, scopes: readonly string[]): object => ({
    access_token: tokens.issue({ principal, scopes }, lifetimeS * 1_000),
    token_type: "bearer",
    expires_in: lifetimeS,
    scope: scopes.join(" "),
  });
  const scopesIn = (form: URLSearchParams, usual: readonly string[]): readonly string[] => {
    const asked = form.get("scope");
    return asked === null || asked === "" ? usual : asked.split(/[ ,+]+/);
  };
  const refreshed = (scopes: readonly string[]): object => {
    if (rotates) {
      rotations += 1;
      refreshToken = `${credentials.refreshToken}-${rotations}`;
    }
    return { ...grant("user", scopes), refresh_token: refreshToken };
  };

  const consented = ({ scopes, refreshToken: token }: ConsentedGrant): object => ({
    ...grant("user", scopes),
    ...(token === undefined ? {} : { refresh_token: token }),
  });

  return {
    consent: consent.page,
    /** Answers most refusals with 200, as Reddit does. */
    async token(request: Request, form: URLSearchParams): Promise<object> {
      checkAgent(request);
      const sent = request.headers.get("authorization") ?? "";
      if (sent !== `Basic ${btoa(`${credentials.clientId}:${credentials.clientSecret}`)}`) {
        throw new Refusal(401, { message: "Unauthorized", error: 401 });
      }
      const isInstalled = credentials.clientSecret === "";
      switch (form.get("grant_type")) {
        case "client_credentials":
          return isInstalled
            ? { error: "unauthorized_client" }
            : grant("application", scopesIn(form, ["*"]));
        case INSTALLED: {
          const device = form.get("device_id") ?? "";
          if (device !== "DO_NOT_TRACK_THIS_DEVICE" && !/^.{20,30}$/.test(device)) {
            return { error: "invalid_request", error_description: "bad device_id" };
          }
          return { ...grant("application", ["*"]), device_id: device };
        }
        case "password":
          if (isInstalled) {
            return {
              error: "unauthorized_client",
              error_description: "Only script apps may use password auth",
            };
          }
          return form.get("username") === credentials.username &&
            form.get("password") === credentials.password
            ? grant("user", scopesIn(form, options.scopes))
            : { error: "invalid_grant" };
        case "refresh_token": {
          const granted = consent.refresh(form.get("refresh_token"), rotates);
          if (granted !== undefined) return consented(granted);
          if (form.get("refresh_token") !== refreshToken) throw new Refusal(400, { error: 400 });
          return refreshed(options.scopes);
        }
        case "authorization_code": {
          const granted = await consent.redeem(form);
          return granted === undefined ? { error: "invalid_grant" } : consented(granted);
        }
        default:
          return { error: "unsupported_grant_type" };
      }
    },

    /** Whether a token is good for this. @throws Refusal 401, 403. */
    enter(request: Request, scope: string): void {
      checkAgent(request);
      const token = bearerToken(request);
      const known = token === undefined ? undefined : tokens.find(token);
      if (known === undefined || known.expiresAt <= now()) {
        throw new Refusal(
          401,
          { message: "Unauthorized", error: 401 },
          { "www-authenticate": 'Bearer realm="reddit", error="invalid_token"' },
        );
      }
      const { principal, scopes } = known;
      const isGranted = scopes.includes(scope) || scopes.includes("*");
      if (!isGranted || (principal === "application" && OF_USERS.has(scope))) {
        throw new Refusal(
          403,
          { message: "Forbidden", error: 403 },
          { "www-authenticate": 'Bearer realm="reddit", error="insufficient_scope"' },
        );
      }
    },
    expireTokens: tokens.expireAll,
    revoke(): void {
      tokens.clear();
      consent.revoke();
      refreshToken = "revoked";
    },
  };
}

export const usualScopes: readonly string[] = SCOPES;

/** Those who do not say who they are, or are a library, are sent away. */
function checkAgent(request: Request): void {
  const agent = request.headers.get("user-agent") ?? "";
  if (agent === "" || /^(?:(?:node|undici)(?:$|\/)|python|curl|axios|go-http)/i.test(agent))
    throw blocked();
}
