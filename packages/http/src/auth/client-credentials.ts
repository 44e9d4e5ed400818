import type { Secret } from "@brain/core";
import type { Auth } from "../contracts.ts";
import { tokenAuth } from "./token-auth.ts";

/** An OAuth application that acts for itself. */
export interface ClientCredentialsOptions {
  readonly clientId: string;
  readonly clientSecret: Secret;
  readonly tokenUrl: string;
  readonly scope?: string | undefined;
  readonly audience?: string | undefined;
}

/** OAuth 2 for an application that acts for itself (RFC 6749 §4.4); client id and secret travel in the form. */
export function clientCredentials(options: ClientCredentialsOptions): Auth {
  const { clientId, clientSecret, tokenUrl, scope, audience } = options;
  return tokenAuth({
    kind: "client-credentials",
    identity: `client-credentials ${tokenUrl} ${clientId} ${clientSecret.reveal()} ${scope ?? ""} ${audience ?? ""}`,
    tokenUrl,
    form: async () => ({
      grant_type: "client_credentials",
      client_id: clientId,
      client_secret: clientSecret.reveal(),
      ...(scope === undefined ? {} : { scope }),
      ...(audience === undefined ? {} : { audience }),
    }),
  });
}
