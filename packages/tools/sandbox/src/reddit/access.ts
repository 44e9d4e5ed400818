import { hash } from "../random.ts";
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
  readonly now: () => number;
  readonly seed: number;
}

/** Tokens of one app. */
export function createAccess(options: AccessOptions) {
  const { credentials, lifetimeS, rotates, now, seed } = options;
  const tokens = createTokenBook(now, seed, "");
  const codes = new Map<
    string,
    { readonly redirect: string; readonly scopes: readonly string[] }
  >();
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

  return {
    /** Answers most refusals with 200, as Reddit does. */
    token(request: Request, form: URLSearchParams): object {
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
        case "refresh_token":
          if (form.get("refresh_token") !== refreshToken) throw new Refusal(400, { error: 400 });
          return refreshed(options.scopes);
        case "authorization_code": {
          const code = form.get("code") ?? "";
          const known = codes.get(code);
          codes.delete(code);
          return known === undefined || known.redirect !== form.get("redirect_uri")
            ? { error: "invalid_grant" }
            : refreshed(known.scopes);
        }
        default:
          return { error: "unsupported_grant_type" };
      }
    },

    /** The page on which a user allows an app to read: its link leads back with a code. */
    consent(query: URLSearchParams): string {
      const redirect = query.get("redirect_uri") ?? "";
      if (query.get("client_id") !== credentials.clientId || !URL.canParse(redirect)) {
        throw new Refusal(400, "<!doctype html><title>bad request</title>");
      }
      const code = `code-${hash(seed, codes.size + 1).toString(36)}`;
      codes.set(code, { redirect, scopes: (query.get("scope") ?? "read").split(/[ ,+]+/) });
      const target = new URL(redirect);
      target.searchParams.set("state", query.get("state") ?? "");
      target.searchParams.set("code", code);
      const href = target.href.replaceAll("&", "&amp;");
      return `<!doctype html><title>Reddit sandbox</title><p>An app wants to read.</p><a id="allow" href="${href}">Allow</a>`;
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
