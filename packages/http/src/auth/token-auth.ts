import { AuthError, type Secret } from "@brain/core";
import { LRUCache } from "lru-cache";
import type { Auth, AuthRuntime } from "../contracts.ts";
import { fingerprint } from "../fingerprint.ts";
import { MAX_LANES, TOKEN_MARGIN_MS } from "../limits.ts";
import { untilAborted } from "../net/until-aborted.ts";
import { identified } from "./identified.ts";
import { refreshStored } from "./refresh-stored.ts";
import { requestToken, uncut, type GrantedToken } from "./token-request.ts";

/** A way to get access tokens. */
export interface TokenGrant {
  readonly kind: string;
  readonly identity: string;
  readonly tokenUrl: string;
  /** The config's own; absent: nothing is spent by asking for a token. */
  readonly refreshToken?: Secret | undefined;
  /** What is posted to the token endpoint. */
  form(
    runtime: AuthRuntime,
    refreshToken: string | undefined,
  ): Promise<Readonly<Record<string, string>>>;
}

/** The token of one credential, shared by all scopes of a source. */
interface TokenState {
  token: GrantedToken | undefined;
  /** From when on it is renewed, in epoch ms. */
  renewAt: number;
  /** The one refresh under way. */
  flight: Promise<void> | undefined;
}

/** Signs with an access token that is renewed before it expires, and once after a 401 (AU-1 to AU-3). */
export function tokenAuth(grant: TokenGrant): Auth {
  let key: Promise<string> | undefined;
  const stateOf = async (runtime: AuthRuntime): Promise<[TokenState, string]> => {
    key ??= fingerprint(grant.identity);
    const states = runtime.once(
      "http:tokens",
      () => new LRUCache<string, TokenState>({ max: MAX_LANES }),
    );
    const name = await key;
    const state = states.get(name) ?? { token: undefined, renewAt: 0, flight: undefined };
    states.set(name, state);
    return [state, name];
  };
  return identified(grant.identity, {
    kind: grant.kind,
    async sign(request, runtime) {
      const [state, name] = await stateOf(runtime);
      if (state.token === undefined || runtime.clock.now() >= state.renewAt) {
        await renewed(grant, state, name, runtime);
      }
      request.headers.set("authorization", `Bearer ${state.token?.accessToken ?? ""}`);
      return request;
    },
    async refresh(runtime, refused) {
      const [state, name] = await stateOf(runtime);
      const used = refused.headers.get("authorization");
      const known = state.token?.accessToken;
      // Renewed since this request was signed: take that one (AU-3).
      if (known !== undefined && used !== `Bearer ${known}`) return;
      await renewed(grant, state, name, runtime);
    },
  });
}

function renewed(
  grant: TokenGrant,
  state: TokenState,
  key: string,
  runtime: AuthRuntime,
): Promise<void> {
  state.flight ??= renew(grant, state, key, uncut(runtime)).finally(() => {
    state.flight = undefined;
  });
  return untilAborted(state.flight, runtime.signal);
}

async function renew(
  grant: TokenGrant,
  state: TokenState,
  key: string,
  runtime: AuthRuntime,
): Promise<void> {
  const { clock, emit } = runtime;
  const { refreshToken } = grant;
  const startedAt = clock.monotonic();
  const tell = (action: "refreshed" | "rotated" | "refused"): void =>
    emit({
      type: "credential",
      action,
      credential: key,
      durationMs: clock.monotonic() - startedAt,
    });
  const ask = async (spendable?: string): Promise<GrantedToken> =>
    requestToken(
      grant.tokenUrl,
      await grant.form(runtime, spendable),
      spendable !== undefined,
      runtime,
    );
  try {
    const { token, action } =
      refreshToken === undefined
        ? { token: await ask(), action: "refreshed" as const }
        : await refreshStored({
            key,
            own: refreshToken.reveal(),
            stale: state.token?.accessToken,
            ask,
            runtime,
          });
    state.token = token;
    const lifetimeMs = token.expiresAt - clock.now();
    state.renewAt = token.expiresAt - Math.min(TOKEN_MARGIN_MS, lifetimeMs / 2);
    if (action !== "adopted") tell(action);
  } catch (error) {
    if (error instanceof AuthError) tell("refused");
    throw error;
  }
}
