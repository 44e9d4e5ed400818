import { InvariantError, secret, type Secret } from "@brain/core";
import { jwtBearer, oauthRefresh, type Auth } from "@brain/http";
import { z } from "zod";

const TOKEN_URL = "https://oauth2.googleapis.com/token";
const SCOPE = "https://www.googleapis.com/auth/searchtrends";

/** What is needed of a service account's JSON key file. */
export const serviceAccountSchema = z.looseObject({
  client_email: z.string().min(1),
  /** PKCS #8 in PEM. */
  private_key: secret(),
  private_key_id: z.string().optional(),
  token_uri: z.url().optional(),
});

interface Given {
  readonly clientId?: string | undefined;
  readonly clientSecret?: Secret | undefined;
  readonly refreshToken?: Secret | undefined;
  readonly serviceAccount?: z.output<typeof serviceAccountSchema> | undefined;
  readonly tokenUrl?: string | undefined;
}

const grant = ["clientId", "clientSecret", "refreshToken"] as const;

/** What is wrong with the choice of credentials, by field; none at all are right, too. */
export function credentialProblems(config: object): [field: string, message: string][] {
  const isGiven = (field: string): boolean => Reflect.get(config, field) !== undefined;
  const given = grant.filter(isGiven);
  if (isGiven("serviceAccount")) {
    return given.map((field) => [field, "serviceAccount is given too: sign in by one of the two"]);
  }
  if (given.length === 0) return [];
  return grant
    .filter((field) => !isGiven(field))
    .map((field) => [field, `is missing beside ${given.join(" and ")}`]);
}

/** Whether the config signs in to the official API. */
export function isOfficial({ serviceAccount, refreshToken }: Given): boolean {
  return serviceAccount !== undefined || refreshToken !== undefined;
}

/** How the official API is signed in to. */
export function officialAuth(given: Given): Auth {
  const { clientId, clientSecret, refreshToken, serviceAccount: account } = given;
  if (account !== undefined) {
    return jwtBearer({
      issuer: account.client_email,
      privateKey: account.private_key,
      keyId: account.private_key_id,
      scope: SCOPE,
      tokenUrl: given.tokenUrl ?? account.token_uri ?? TOKEN_URL,
    });
  }
  if (clientId !== undefined && clientSecret !== undefined && refreshToken !== undefined) {
    const tokenUrl = given.tokenUrl ?? TOKEN_URL;
    return oauthRefresh({ clientId, clientSecret, refreshToken, tokenUrl });
  }
  throw new InvariantError({
    code: "invariant",
    message: "The official API was asked for without credentials.",
  });
}
