import type { Runtime } from "@brain/core";
import { fingerprint } from "../fingerprint.ts";

/** An OAuth application at one vendor. */
export interface OAuthApplication {
  readonly clientId: string;
  readonly tokenUrl: string;
}

/**
 * Names what a sign-in left in the credential store. The origin is part of it: a refresh token goes nowhere but to where
 * it came from. The path is not, because versions of an API have token endpoints of their own.
 */
export function signInIdentity({ clientId, tokenUrl }: OAuthApplication): string {
  return `oauth-sign-in ${new URL(tokenUrl).origin} ${clientId}`;
}

/**
 * Keeps the refresh token of a user's consent, in place of an earlier one, where `oauthRefresh` without one of its own
 * finds it.
 */
export async function storeSignIn(
  application: OAuthApplication,
  refreshToken: string,
  { credentials, signal }: Pick<Runtime, "credentials" | "signal">,
): Promise<void> {
  const key = await fingerprint(signInIdentity(application));
  for (let written: string | undefined; written === undefined;) {
    signal.throwIfAborted();
    const known = await credentials.read(key, signal);
    // Undefined: a source has just rotated the old one, which does not matter any more.
    written = await credentials.write(key, { refreshToken }, known?.version, signal);
  }
}

/** Whether {@link storeSignIn} has kept a refresh token for this application. */
export async function isSignedIn(
  application: OAuthApplication,
  { credentials, signal }: Pick<Runtime, "credentials" | "signal">,
): Promise<boolean> {
  const key = await fingerprint(signInIdentity(application));
  return (await credentials.read(key, signal)) !== undefined;
}
