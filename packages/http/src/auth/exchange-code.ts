import { AuthError, BrainError, type Runtime, type Secret } from "@brain/core";
import type { HttpSettings } from "../settings.ts";
import { basicHeader } from "./basic-header.ts";
import { requestToken } from "./token-request.ts";

/** The code that a vendor sent back from its consent page, and what belongs to it. */
export interface CodeExchange {
  readonly tokenUrl: string;
  readonly clientId: string;
  /** Absent: an application without a secret. */
  readonly clientSecret?: Secret | undefined;
  /** How the token endpoint takes id and secret. Default form. */
  readonly clientAuth?: "form" | "basic" | undefined;
  readonly code: string;
  /** As the consent page was told. */
  readonly redirectUri: string;
  /** Of PKCE (RFC 7636), where the vendor has it. */
  readonly verifier?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly http?: HttpSettings | undefined;
}

/** What a user's consent gave. */
export interface Consented {
  readonly refreshToken: string;
  /** Undefined: the vendor does not say. */
  readonly scopes: readonly string[] | undefined;
}

/**
 * Turns the code of a consent page into a refresh token (RFC 6749 §4.1.3).
 *
 * @throws AuthError `reauthorise` when the code is no longer good, `auth_failed` when the client is refused or gets no
 * refresh token.
 */
export async function exchangeCode(exchange: CodeExchange, runtime: Runtime): Promise<Consented> {
  const { tokenUrl, clientId, clientSecret, code, redirectUri, verifier } = exchange;
  const isBasic = exchange.clientAuth === "basic";
  const secret = clientSecret?.reveal() ?? "";
  const form = {
    grant_type: "authorization_code",
    code,
    redirect_uri: redirectUri,
    ...(verifier === undefined ? {} : { code_verifier: verifier }),
    ...(isBasic ? {} : { client_id: clientId }),
    ...(isBasic || secret === "" ? {} : { client_secret: secret }),
  };
  const headers = {
    ...exchange.headers,
    ...(isBasic ? { authorization: basicHeader(clientId, secret) } : {}),
  };
  const { http = {} } = exchange;
  try {
    const token = await requestToken(tokenUrl, form, true, { ...runtime, http }, headers);
    if (token.refreshToken === undefined) throw withoutRefreshToken(tokenUrl);
    return { refreshToken: token.refreshToken, scopes: token.scopes };
  } catch (error) {
    throw BrainError.isInstance(error) && error.code === "reauthorise" ? spent(error) : error;
  }
}

function withoutRefreshToken(tokenUrl: string): AuthError {
  const { host } = new URL(tokenUrl);
  return new AuthError({
    code: "auth_failed",
    message: `${host} gave an access token, but no refresh token to renew it with.`,
    hint: "Some vendors give them to approved applications only; the connector's page says which.",
    context: { host },
  });
}

function spent(cause: BrainError): AuthError {
  return new AuthError({
    code: "reauthorise",
    message: cause.message,
    hint: "A code is good once, for some minutes, and for the redirect address it was made for: sign in again.",
    context: cause.context,
    cause,
  });
}
