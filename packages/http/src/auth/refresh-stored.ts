import type { CredentialStore, Runtime } from "@brain/core";
import { TOKEN_MARGIN_MS } from "../limits.ts";
import type { GrantedToken } from "./token-request.ts";

/** Longer than any refresh takes, so that nobody else holds the lock meanwhile. */
const LOCK_TTL_MS = 120_000;

export interface StoredRefresh {
  /** Made of the config's own refresh token: another one there has another key, so a changed config wins. */
  readonly key: string;
  /** The config's own refresh token. */
  readonly own: string;
  /** The access token that is no longer good. */
  readonly stale: string | undefined;
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
    return await refreshOnce(refresh, credentials, lock !== undefined);
  } finally {
    await lock?.[Symbol.asyncDispose]();
  }
}

async function refreshOnce(
  { key, own, stale, ask, runtime }: StoredRefresh,
  credentials: CredentialStore,
  shared: boolean,
): Promise<StoredResult> {
  const { clock, signal } = runtime;
  const stored = await credentials.read(key, signal);
  const adopted = shared ? tokenIn(stored?.value) : undefined;
  if (
    adopted !== undefined &&
    adopted.accessToken !== stale &&
    adopted.expiresAt - TOKEN_MARGIN_MS > clock.now()
  ) {
    return { token: adopted, action: "adopted" };
  }
  const spent = stored?.value["refreshToken"] ?? own;
  const token = await ask(spent);
  const next = token.refreshToken ?? spent;
  if (next !== spent || shared) {
    const value = { refreshToken: next, ...(shared ? fieldsOf(token) : {}) };
    // Another writer was first: its refresh token stands, and is read at the next refresh.
    await credentials.write(key, value, stored?.version, signal);
  }
  return { token, action: next === spent ? "refreshed" : "rotated" };
}

// Named as OAuth names them: no config has fields spelt like this, so no adapter writes them back into one.
function fieldsOf({ accessToken, expiresAt }: GrantedToken): Record<string, string> {
  return { access_token: accessToken, expires_at: String(expiresAt) };
}

function tokenIn(value: Readonly<Record<string, string>> | undefined): GrantedToken | undefined {
  const accessToken = value?.["access_token"];
  const expiresAt = Number(value?.["expires_at"]);
  if (accessToken === undefined || !Number.isFinite(expiresAt)) return undefined;
  return { accessToken, expiresAt, refreshToken: value?.["refreshToken"] };
}
