import { AuthError, StoreError, type CredentialStore, type Runtime } from "@brain/core";
import { LOCK_TTL_MS } from "../limits.ts";
import type { GrantedToken } from "./token-request.ts";
import type { TokenState } from "./token-state.ts";

/** How often a store in which others write first is read again. */
const ROUNDS = 3;

export interface StoredRefresh {
  /** Made of the config's own refresh token: another one there has another key, so a changed config wins. */
  readonly key: string;
  /** The config's own refresh token; undefined: the store has that of a sign-in. */
  readonly own: string | undefined;
  /** Its `token` is the one that is no longer good. */
  readonly state: TokenState;
  readonly ask: (refreshToken: string) => Promise<GrantedToken>;
  readonly runtime: Runtime;
}

export interface StoredResult {
  readonly token: GrantedToken;
  /** `adopted`: another process had renewed it. */
  readonly action: "refreshed" | "rotated" | "adopted";
}

/**
 * Refreshes with the newest refresh token known. A rotated one is durable before the access token is given out. Under a
 * store with `lock`, processes take turns, and take over the access token that another has just got (AU-2).
 */
export async function refreshStored(refresh: StoredRefresh): Promise<StoredResult> {
  const { credentials, signal } = refresh.runtime;
  const lock = await credentials.lock?.(refresh.key, LOCK_TTL_MS, signal);
  try {
    for (let round = 1; round <= ROUNDS; round++) {
      const result = await refreshOnce(refresh, credentials, lock !== undefined);
      if (result !== undefined) return result;
    }
  } finally {
    await lock?.[Symbol.asyncDispose]();
  }
  throw new StoreError({
    code: "store_unavailable",
    message: `A new refresh token could not be stored: others wrote first, ${ROUNDS} times.`,
    hint: "Processes that share a credential need a store with `lock`, such as fileCredentials.",
  });
}

/** @returns undefined when another writer was first: its refresh token stands, and ours is not used. */
async function refreshOnce(
  { key, own, state, ask, runtime }: StoredRefresh,
  credentials: CredentialStore,
  shared: boolean,
): Promise<StoredResult | undefined> {
  const { clock, signal } = runtime;
  const stored = await credentials.read(key, signal);
  const adopted = shared ? tokenIn(stored?.value) : undefined;
  const stale = state.token?.accessToken;
  if (adopted !== undefined && adopted.accessToken !== stale && adopted.renewAt > clock.now()) {
    return { token: adopted, action: "adopted" };
  }
  const spent = stored?.value["refreshToken"] ?? own;
  if (spent === undefined) throw notSignedIn();
  if (state.ended?.refreshToken === spent) throw state.ended.error;
  const token = state.unsaved?.spent === spent ? state.unsaved.token : await ask(spent);
  const next = token.refreshToken ?? spent;
  const rotated = next !== spent;
  if (rotated) state.unsaved = { spent, token };
  if (rotated || shared) {
    const value = { refreshToken: next, ...(shared ? fieldsOf(token) : {}) };
    const version = await credentials.write(key, value, stored?.version, signal);
    if (version === undefined && rotated) return undefined;
  }
  state.unsaved = undefined;
  return { token, action: rotated ? "rotated" : "refreshed" };
}

function notSignedIn(): AuthError {
  return new AuthError({
    code: "reauthorise",
    message:
      "Nobody has signed in: there is no refresh token, in the config or in the credential store.",
    hint: "`brain auth CONNECTOR`, in the folder that the command or the pipeline runs in, signs in and stores one; or give `refreshToken`.",
  });
}

// Named as OAuth names them: no config has fields spelt like this, so no adapter writes them back into one.
function fieldsOf({ accessToken, renewAt }: GrantedToken): Record<string, string> {
  return { access_token: accessToken, renew_at: String(renewAt) };
}

function tokenIn(value: Readonly<Record<string, string>> | undefined): GrantedToken | undefined {
  const accessToken = value?.["access_token"];
  const renewAt = Number(value?.["renew_at"]);
  if (accessToken === undefined || Number.isNaN(renewAt)) return undefined;
  return { accessToken, renewAt, refreshToken: value?.["refreshToken"] };
}
