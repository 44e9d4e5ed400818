import { createHash, randomBytes } from "node:crypto";
import { ConfigError, type OAuthConsent } from "@brain/core";

/** One question to a user, and what its answer is checked against. */
export interface ConsentRequest {
  /** Of the vendor's consent page. */
  readonly url: string;
  readonly state: string;
  /** Of PKCE, where the vendor has it. */
  readonly verifier: string | undefined;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
}

/**
 * What the vendor's consent page is asked (RFC 6749 §4.1.1, RFC 7636).
 *
 * @throws ConfigError `config_invalid` for an address that no browser should be sent to.
 */
export function consentRequest(
  consent: OAuthConsent,
  asked: {
    readonly clientId: string;
    readonly redirectUri: string;
    readonly scopes: readonly string[];
    /** In place of the vendor's own page. */
    readonly authorizeUrl?: string | undefined;
  },
): ConsentRequest {
  const { clientId, redirectUri, scopes } = asked;
  const url = pageOf(asked.authorizeUrl ?? consent.authorizeUrl);
  const state = randomBytes(24).toString("base64url");
  const verifier = consent.pkce ? randomBytes(32).toString("base64url") : undefined;
  const parameters = {
    ...consent.parameters,
    response_type: "code",
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: scopes.join(" "),
    state,
    ...(verifier === undefined
      ? {}
      : {
          code_challenge: createHash("sha256").update(verifier).digest("base64url"),
          code_challenge_method: "S256",
        }),
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  // A space is `+` in forms; not every vendor reads it so in addresses.
  url.search = url.search.replaceAll("+", "%20");
  return { url: url.href, state, verifier, redirectUri, scopes };
}

function pageOf(address: string): URL {
  const url = URL.parse(address);
  const isLocal = url?.hostname === "127.0.0.1" || url?.hostname === "localhost";
  if (url !== null && (url.protocol === "https:" || (url.protocol === "http:" && isLocal))) {
    return url;
  }
  throw new ConfigError({
    code: "config_invalid",
    message: `${address} is no address of a consent page.`,
    hint: "It begins with https://, or with http://127.0.0.1 for a sandbox.",
  });
}
