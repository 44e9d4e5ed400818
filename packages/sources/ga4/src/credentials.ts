import { secret, type Secret } from "@brain/core";
import { z } from "zod";

export const GOOGLE_TOKEN_URL = "https://oauth2.googleapis.com/token";

/** What a service account's JSON key file holds, as far as it is needed. */
export interface ServiceAccountKey {
  readonly client_email: string;
  /** PKCS #8 in PEM; literal `\n` are understood. */
  readonly private_key: string;
  readonly private_key_id?: string | undefined;
  readonly token_uri?: string | undefined;
  readonly [field: string]: unknown;
}

const keyFile = z.looseObject({
  client_email: z.string().min(1),
  private_key: secret(),
  private_key_id: z.string().optional(),
  token_uri: z.url().optional(),
});

/** The parsed key file, its private key wrapped. */
export interface ServiceAccount {
  readonly email: string;
  readonly privateKey: Secret;
  readonly keyId: string | undefined;
  readonly tokenUrl: string | undefined;
}

/** The key file as an object, or as the text of the file (an environment variable). Problems name fields, never values. */
export const serviceAccountSchema = z
  .union([z.string().min(1), z.record(z.string(), z.unknown())])
  .meta({ writeOnly: true })
  .transform((given, context): ServiceAccount => {
    const key = keyFile.safeParse(typeof given === "string" ? parseText(given) : given);
    if (key.success) {
      const { client_email: email, private_key: privateKey, private_key_id: keyId } = key.data;
      return { email, privateKey, keyId, tokenUrl: key.data.token_uri };
    }
    for (const issue of key.error.issues) {
      const message =
        issue.path.length === 0
          ? "is not the JSON of a service account's key file"
          : `the key file's ${issue.path.join(".")} is missing or wrong`;
      context.addIssue({ code: "custom", message });
    }
    return z.NEVER;
  });

function parseText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What is wrong with it would quote the key; the schema says that it is no key file.
    return undefined;
  }
}

/** An OAuth client, and the refresh token of someone who may see the property; absent: `brain auth` has stored it. */
export interface OAuthGrant {
  readonly clientId: string;
  readonly clientSecret: Secret;
  readonly refreshToken?: Secret | undefined;
}

/** Exactly one way to sign in. */
export type Credentials = OAuthGrant | { readonly serviceAccount: ServiceAccount };

const clientFields = ["clientId", "clientSecret"] as const;
const grantFields = [...clientFields, "refreshToken"] as const;

/** What is wrong with the choice of credentials, by field; looks at what is there, not at its values. */
export function credentialProblems(config: object): [field: string, message: string][] {
  const isGiven = (field: string): boolean => Reflect.get(config, field) !== undefined;
  const given = grantFields.filter(isGiven);
  if (isGiven("serviceAccount")) {
    return given.map((field) => [field, "serviceAccount is given too: sign in by one of the two"]);
  }
  if (given.length === 0) {
    return [
      ["serviceAccount", "no credentials: give serviceAccount, or clientId and clientSecret"],
    ];
  }
  return clientFields
    .filter((field) => !isGiven(field))
    .map((field) => [field, `is missing beside ${given.join(" and ")}`]);
}

/** The way to sign in, of a config in which {@link credentialProblems} found nothing. */
export function toCredentials({
  serviceAccount,
  ...grant
}: {
  readonly [Field in keyof OAuthGrant]?: OAuthGrant[Field] | undefined;
} & { readonly serviceAccount?: ServiceAccount | undefined }): Credentials {
  // Without a service account, what a grant needs is there: else there were a problem.
  return serviceAccount === undefined ? (grant as OAuthGrant) : { serviceAccount };
}
