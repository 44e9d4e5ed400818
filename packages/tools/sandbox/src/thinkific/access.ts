import { bearerToken, createTokenBook } from "../tokens.ts";
import { htmlPage, Refusal } from "./refusal.ts";

/** What the emulator accepts: a site's API key, and an app that was installed on it. */
export interface ThinkificCredentials {
  readonly subdomain: string;
  readonly apiKey: string;
  /** Of the app; ends by `expireTokens`, `revoke` and by itself after a day. */
  readonly accessToken: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
}

/** What a caller is refused: everything on a plan without the API, or where the app's scopes do not reach. */
export type Denial = "plan" | "scope";

const DAY_S = 86_400;
const DENIALS: Readonly<Record<Denial, string>> = {
  plan: "Access to Apps is not available on your plan. Upgrade to gain access",
  scope: "Access token has insufficient scope.",
};

/** Lets in who knows the key and the site, or has a token. */
export function createAccess(credentials: ThinkificCredentials, now: () => number, seed: number) {
  const { subdomain, apiKey, accessToken, clientId, clientSecret, refreshToken } = credentials;
  const book = createTokenBook(now, seed, "");
  let expired = false;
  let current = refreshToken;
  let rotations = 0;
  let denial: Denial | undefined;

  const isKnown = (token: string): boolean =>
    (token === accessToken && !expired) || (book.find(token)?.expiresAt ?? 0) > now();

  return {
    /** @throws Refusal 401 or 403 */
    enter(request: Request): void {
      checkAgent(request);
      const token = bearerToken(request);
      const key = request.headers.get("x-auth-api-key");
      if (token !== undefined && key !== null)
        throw new Refusal(403, { error: "Access forbidden" });
      const isSite = request.headers.get("x-auth-subdomain") === subdomain && key === apiKey;
      if (token === undefined ? !isSite : !isKnown(token)) {
        throw new Refusal(401, { error: "Authentication Error" });
      }
      if (denial !== undefined) throw new Refusal(403, { error: DENIALS[denial] });
    },
    /** The token endpoint: a refresh token is good for one use. @throws Refusal 400 or 401 */
    async token(request: Request): Promise<object> {
      checkAgent(request);
      if (request.headers.get("authorization") !== `Basic ${btoa(`${clientId}:${clientSecret}`)}`) {
        throw new Refusal(401, { error: "invalid client" });
      }
      const form = await fieldsOf(request);
      if (form["grant_type"] !== "refresh_token") {
        throw new Refusal(400, { error: "unsupported grant type" });
      }
      if (form["refresh_token"] !== current) {
        throw new Refusal(400, { error: "invalid refresh token" });
      }
      rotations += 1;
      current = `${refreshToken}-${rotations}`;
      const grant = { principal: clientId, scopes: [] };
      return {
        access_token: book.issue(grant, DAY_S * 1_000),
        token_type: "bearer",
        refresh_token: current,
        expires_in: DAY_S - 1,
        gid: "00000000-0000-4000-8000-000000000001",
      };
    },
    expireTokens(): void {
      expired = true;
      book.expireAll();
    },
    revoke(): void {
      expired = true;
      book.clear();
      current = "";
    },
    deny(reason: Denial | undefined): void {
      denial = reason;
    },
  };
}

/** Requests without one are taken for those of a robot. */
function checkAgent(request: Request): void {
  if (!request.headers.has("user-agent")) throw new Refusal(403, htmlPage("Access denied"));
}

async function fieldsOf(request: Request): Promise<Readonly<Record<string, unknown>>> {
  const text = await request.text();
  if (request.headers.get("content-type")?.includes("json") !== true) {
    return Object.fromEntries(new URLSearchParams(text));
  }
  try {
    return Object(JSON.parse(text));
  } catch {
    throw new Refusal(400, { error: "invalid request" });
  }
}
