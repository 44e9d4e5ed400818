import { sandboxCredentials } from "./credentials.ts";
import type { Emulator } from "./emulator.ts";
import { ga4Emulator } from "./ga4/ga4-emulator.ts";
import { hubspotEmulator } from "./hubspot/hubspot-emulator.ts";
import { linkedinAdsEmulator } from "./linkedin-ads/linkedin-ads-emulator.ts";
import { redditEmulator } from "./reddit/reddit-emulator.ts";

export const REDIRECT = "http://127.0.0.1:4000/callback";
/** The example of RFC 7636, appendix B. */
export const VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
export const CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

type Form = Readonly<Record<string, string>>;

/** How a user and an application meet at one vendor. */
export interface ConsentVendor {
  readonly name: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly pkce: boolean;
  readonly denied: string;
  emulator(): Emulator & { revoke(): void };
  /** The consent page, asked as it should be but for what is given. */
  address(changes?: Form): string;
  /** Asks the token endpoint; by default with a code. */
  exchange(
    emulator: Emulator,
    form: Form,
  ): Promise<{ readonly status: number; readonly body: Readonly<Record<string, unknown>> }>;
}

interface Described extends Omit<ConsentVendor, "address" | "exchange"> {
  readonly page: string;
  readonly token: string;
  readonly clientSecret: string;
  readonly more?: Form;
  readonly isBasic?: boolean;
}

function vendor(described: Described): ConsentVendor {
  const { page, token, clientId, clientSecret, more, scopes, isBasic = false } = described;
  const secrets = isBasic ? {} : { client_id: clientId, client_secret: clientSecret };
  const headers = {
    authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}`,
    "user-agent": "node:test:v1 (by /u/test)",
  };
  return {
    ...described,
    address: (changes) =>
      `${page}?${String(
        new URLSearchParams({
          client_id: clientId,
          redirect_uri: REDIRECT,
          response_type: "code",
          state: "abc",
          scope: scopes.join(" "),
          code_challenge: CHALLENGE,
          code_challenge_method: "S256",
          ...more,
          ...changes,
        }),
      )}`,
    async exchange(emulator, form) {
      const body = new URLSearchParams({ grant_type: "authorization_code", ...secrets, ...form });
      const init = { method: "POST", body, ...(isBasic && { headers }) };
      const response = await emulator.fetch(new Request(token, init));
      return { status: response.status, body: await response.json() };
    },
  };
}

/** The vendors that serve a consent page. */
export const consentVendors = {
  ga4: vendor({
    name: "ga4",
    ...sandboxCredentials.ga4,
    scopes: ["https://www.googleapis.com/auth/analytics.readonly"],
    pkce: true,
    denied: "access_denied",
    emulator: () => ga4Emulator(),
    page: "https://accounts.google.com/o/oauth2/v2/auth",
    token: "https://oauth2.googleapis.com/token",
    more: { access_type: "offline", prompt: "consent" },
  }),
  hubspot: vendor({
    name: "hubspot",
    ...sandboxCredentials.hubspot,
    scopes: ["oauth", "crm.objects.contacts.read"],
    pkce: true,
    denied: "access_denied",
    emulator: () => hubspotEmulator(),
    page: "https://app.hubspot.com/oauth/authorize",
    token: "https://api.hubapi.com/oauth/2026-09/token",
    more: { optional_scope: "tickets no-such-scope" },
  }),
  "linkedin-ads": vendor({
    name: "linkedin-ads",
    ...sandboxCredentials.linkedinAds,
    scopes: ["r_ads", "r_ads_reporting"],
    pkce: false,
    denied: "user_cancelled_authorize",
    emulator: () => linkedinAdsEmulator(),
    page: "https://www.linkedin.com/oauth/v2/authorization",
    token: "https://www.linkedin.com/oauth/v2/accessToken",
  }),
  reddit: vendor({
    name: "reddit",
    ...sandboxCredentials.reddit,
    scopes: ["read", "identity"],
    pkce: false,
    denied: "access_denied",
    emulator: () => redditEmulator(),
    page: "https://www.reddit.com/api/v1/authorize",
    token: "https://www.reddit.com/api/v1/access_token",
    more: { duration: "permanent" },
    isBasic: true,
  }),
} as const;

/** Submits the form of a consent page as a browser does; gives the address that it is led to. */
export async function decide(
  emulator: Emulator,
  address: string,
  decision: "allow" | "deny",
): Promise<URL> {
  const body = new URLSearchParams({ decision });
  const answer = await emulator.fetch(new Request(address, { method: "POST", body }));
  return new URL(answer.headers.get("location") ?? "about:blank");
}

/** The code that an address carries. */
export function codeOf({ searchParams }: URL): string {
  return searchParams.get("code") ?? "";
}
