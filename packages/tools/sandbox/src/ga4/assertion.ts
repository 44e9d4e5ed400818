import { z } from "zod";
import { RS256, type SigningAccount } from "./service-account.ts";

const headerSchema = z.looseObject({ alg: z.literal("RS256") });
const claimsSchema = z.looseObject({
  iss: z.string(),
  scope: z.string().default(""),
  aud: z.string().default(""),
  iat: z.number(),
  exp: z.number(),
});
const MAX_LIFETIME_S = 3600;
const SKEW_S = 300;

/** What a service account says of itself in a JWT whose signature and times are right. */
export interface Assertion {
  readonly principal: string;
  readonly scopes: readonly string[];
  readonly audience: string;
}

/** Verifies a JWT of a service account (RFC 7523). The answer is text when it fails: what Google says about it. */
export async function verifyAssertion(
  jwt: string,
  { account, publicKey }: SigningAccount,
  now: number,
): Promise<Assertion | string> {
  const [header = "", payload = "", signature = "", rest] = jwt.split(".");
  const head = headerSchema.safeParse(decodeJson(header));
  const claims = claimsSchema.safeParse(decodeJson(payload));
  const bytes = decodeBytes(signature);
  if (!head.success || !claims.success || bytes === undefined || rest !== undefined) {
    return "Invalid JWT: Failed to parse.";
  }
  const { iss, scope, aud, iat, exp } = claims.data;
  if (iss !== account.client_email) return "Invalid grant: account not found";
  const signed = new TextEncoder().encode(`${header}.${payload}`);
  if (!(await crypto.subtle.verify(RS256, publicKey, bytes, signed))) {
    return "Invalid JWT Signature.";
  }
  const seconds = now / 1000;
  if (exp - iat > MAX_LIFETIME_S || iat > seconds + SKEW_S || exp < seconds) {
    return "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.";
  }
  return { principal: iss, scopes: scope.split(" ").filter(Boolean), audience: aud };
}

function decodeBytes(part: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(part.replaceAll("-", "+").replaceAll("_", "/")), (char) =>
      char.charCodeAt(0),
    );
  } catch {
    return undefined; // not base64url
  }
}

function decodeJson(part: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(decodeBytes(part)));
  } catch {
    return undefined; // not JSON
  }
}
