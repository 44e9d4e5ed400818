import { ConfigError, type Secret } from "@brain/core";
import { importPKCS8, SignJWT } from "jose";
import type { Auth } from "../contracts.ts";
import { tokenAuth } from "./token-auth.ts";

/** How long the signed assertion is good for, in seconds: the most that Google accepts. */
const ASSERTION_S = 3_600;

/** A service account and what it asks for. */
export interface JwtBearerOptions {
  /** The service account (`client_email` of a Google key file). */
  readonly issuer: string;
  /** PKCS #8 in PEM; literal `\n`, as environment variables carry them, are understood. */
  readonly privateKey: Secret;
  readonly keyId?: string | undefined;
  readonly scope: string;
  readonly tokenUrl: string;
  /** Default: the token URL. */
  readonly audience?: string | undefined;
  /** The user to act for (Google's domain-wide delegation). */
  readonly subject?: string | undefined;
}

/**
 * The JWT bearer grant (RFC 7523), signed RS256: how a Google service account signs in.
 *
 * @throws ConfigError `config_invalid` when the private key cannot be read.
 */
export function jwtBearer(options: JwtBearerOptions): Auth {
  const { issuer, privateKey, keyId, scope, tokenUrl, audience = tokenUrl, subject } = options;
  return tokenAuth({
    kind: "jwt-bearer",
    identity: `jwt-bearer ${tokenUrl} ${issuer} ${subject ?? ""} ${scope} ${privateKey.reveal()}`,
    tokenUrl,
    form: async ({ clock }) => {
      const now = Math.floor(clock.now() / 1_000);
      const jwt = new SignJWT({ scope })
        .setProtectedHeader({
          alg: "RS256",
          typ: "JWT",
          ...(keyId === undefined ? {} : { kid: keyId }),
        })
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt(now)
        .setExpirationTime(now + ASSERTION_S);
      if (subject !== undefined) jwt.setSubject(subject);
      const assertion = await jwt.sign(await importKey(privateKey));
      return { grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer", assertion };
    },
  });
}

async function importKey(privateKey: Secret): Promise<CryptoKey> {
  try {
    return await importPKCS8(privateKey.reveal().replaceAll(String.raw`\n`, "\n"), "RS256");
  } catch {
    // The parser's own error may quote the key, so it is no cause here.
    throw new ConfigError({
      code: "config_invalid",
      message: "The private key is no PKCS #8 key in PEM.",
      hint: "Give the whole `private_key` of the key file, with its BEGIN and END lines.",
    });
  }
}
