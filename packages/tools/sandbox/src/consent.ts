import type { Answer } from "./answer.ts";
import { consentPage, refusalPage } from "./consent-page.ts";
import { hash } from "./random.ts";

/** How one vendor lets users consent to what an application reads. */
export interface ConsentRules {
  /** Named on the page. */
  readonly vendor: string;
  readonly clientId: string;
  /** Compared as a whole. Undefined: every loopback address is registered. */
  readonly redirectUris: readonly string[] | undefined;
  /** Those that may be asked for. */
  readonly scopes: readonly string[];
  /** Whether a code is bound to a verifier (S256), where the application gives a challenge. */
  readonly pkce: boolean;
  /** Whether this request is for a refresh token too. Default always. */
  readonly isLasting?: (query: URLSearchParams) => boolean;
  readonly codePrefix: string;
  readonly refreshPrefix: string;
  /** What the application is told when the user refuses. */
  readonly denied: Readonly<Record<string, string>>;
  /** What it is told about a scope that is not there. Undefined: the user is told, on a page. */
  readonly unknownScope?: string;
  /** What follows the redirect address. */
  readonly fragment?: string;
  readonly now: () => number;
  readonly seed: number;
}

/** What a user has consented to. */
export interface ConsentedGrant {
  readonly scopes: readonly string[];
  /** Undefined: an access token alone was asked for. */
  readonly refreshToken: string | undefined;
}

type Reply = Omit<Answer, "endpoint">;

interface Pending {
  readonly redirect: string;
  readonly challenge: string | undefined;
  readonly scopes: readonly string[];
  readonly isLasting: boolean;
  readonly expiresAt: number;
}

const CODE_LIFETIME_MS = 600_000;

/** The consent page of one application, its codes and the refresh tokens that they gave. */
export function createConsent(rules: ConsentRules) {
  const codes = new Map<string, Pending>();
  const refreshTokens = new Map<string, readonly string[]>();
  let made = 0;
  const random = (prefix: string): string => {
    made += 1;
    return `${prefix}sandbox-${made}-${hash(rules.seed, made).toString(36)}`;
  };
  const lasting = (scopes: readonly string[]): string => {
    const token = random(rules.refreshPrefix);
    refreshTokens.set(token, scopes);
    return token;
  };

  return {
    /** Shows the page, or what came of the user's choice on it. */
    async page(request: Request, { searchParams: query }: URL): Promise<Reply> {
      const redirect = query.get("redirect_uri") ?? "";
      if (query.get("client_id") !== rules.clientId) {
        return refusalPage(rules.vendor, "invalid_client", "The OAuth client was not found.");
      }
      if (!isRegistered(redirect, rules.redirectUris)) {
        return refusalPage(
          rules.vendor,
          "redirect_uri_mismatch",
          "The redirect address is none of those that the application registered.",
        );
      }
      const back = (answer: Readonly<Record<string, string>>): Reply =>
        redirectTo(redirect, { ...answer, state: query.get("state") ?? "" }, rules.fragment);
      if (query.get("response_type") !== "code")
        return back({ error: "unsupported_response_type" });
      const method = query.get("code_challenge_method");
      if (rules.pkce && query.has("code_challenge") && method !== "S256") {
        return back({ error: "invalid_request" });
      }
      const scopes = scopesOf(query, rules.scopes);
      const unknown = scopes.filter((scope) => !rules.scopes.includes(scope));
      if (scopes.length === 0 || unknown.length > 0) {
        return rules.unknownScope === undefined
          ? refusalPage(rules.vendor, "invalid_scope", `Not to be had: ${unknown.join(" ")}`)
          : back({ error: rules.unknownScope });
      }
      if (request.method !== "POST") return consentPage(rules.vendor, rules.clientId, scopes);
      const choice = new URLSearchParams(await request.text()).get("decision");
      if (choice !== "allow") return back(rules.denied);
      const code = random(rules.codePrefix);
      codes.set(code, {
        redirect,
        challenge: rules.pkce ? (query.get("code_challenge") ?? undefined) : undefined,
        scopes,
        isLasting: rules.isLasting?.(query) ?? true,
        expiresAt: rules.now() + CODE_LIFETIME_MS,
      });
      return back({ code });
    },

    /** What a code stands for, once: nothing when it is spent, or was made for another address or verifier. */
    async redeem(form: URLSearchParams): Promise<ConsentedGrant | undefined> {
      const code = form.get("code") ?? "";
      const pending = codes.get(code);
      codes.delete(code);
      if (pending === undefined || pending.expiresAt <= rules.now()) return undefined;
      if (pending.redirect !== form.get("redirect_uri")) return undefined;
      const challenge = await challengeOf(form.get("code_verifier"));
      if (rules.pkce && pending.challenge !== challenge) return undefined;
      const { scopes, isLasting } = pending;
      return { scopes, refreshToken: isLasting ? lasting(scopes) : undefined };
    },

    /** The grant of a refresh token that a code gave; rotated, the token works once. */
    refresh(token: string | null, rotates = false): ConsentedGrant | undefined {
      const scopes = refreshTokens.get(token ?? "");
      if (token === null || scopes === undefined) return undefined;
      if (!rotates) return { scopes, refreshToken: token };
      refreshTokens.delete(token);
      return { scopes, refreshToken: lasting(scopes) };
    },

    /** The user takes every consent back. */
    revoke(): void {
      codes.clear();
      refreshTokens.clear();
    },
  };
}

function isRegistered(address: string, registered: readonly string[] | undefined): boolean {
  if (registered !== undefined) return registered.includes(address);
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === "http:" && ["127.0.0.1", "localhost", "[::1]"].includes(hostname);
}

/** Those asked for; optional ones only where the user can give them. */
function scopesOf(query: URLSearchParams, known: readonly string[]): readonly string[] {
  const listed = (name: string): string[] =>
    (query.get(name) ?? "").split(/[ ,+]+/).filter(Boolean);
  const optional = listed("optional_scope").filter((scope) => known.includes(scope));
  return [...new Set([...listed("scope"), ...optional])];
}

async function challengeOf(verifier: string | null): Promise<string | undefined> {
  if (verifier === null) return undefined;
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  return btoa(String.fromCharCode(...new Uint8Array(digest)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

function redirectTo(
  address: string,
  parameters: Readonly<Record<string, string>>,
  fragment = "",
): Reply {
  const target = new URL(address);
  for (const [name, value] of Object.entries(parameters)) target.searchParams.set(name, value);
  target.hash = fragment;
  return { status: 302, headers: { location: target.href }, contentType: "text/html", body: "" };
}
