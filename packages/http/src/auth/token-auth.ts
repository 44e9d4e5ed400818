import { AuthError, type Secret } from "@brain/core";
import type { Auth, AuthRuntime } from "../contracts.ts";
import { fingerprint } from "../fingerprint.ts";
import { untilAborted } from "../net/until-aborted.ts";
import { identified } from "./identified.ts";
import { refreshStored, type StoredResult } from "./refresh-stored.ts";
import { requestToken, uncut, type GrantedToken } from "./token-request.ts";
import { tokenStateOf, type TokenState } from "./token-state.ts";

/** A way to get access tokens. */
export interface TokenGrant {
  readonly kind: string;
  readonly identity: string;
  readonly tokenUrl: string;
  /** The config's own, or what a sign-in has stored; absent: nothing is spent by asking for a token. */
  readonly refreshToken?: Secret | "signed-in" | undefined;
  /** What is posted to the token endpoint. */
  form(
    runtime: AuthRuntime,
    refreshToken: string | undefined,
  ): Promise<Readonly<Record<string, string>>>;
}

/** Signs with an access token that is renewed before it expires, and once after a 401 (AU-1 to AU-3). */
export function tokenAuth(grant: TokenGrant): Auth {
  let key: Promise<string> | undefined;
  const stateOf = async ({ credentials }: AuthRuntime): Promise<[TokenState, string]> => {
    const name = await (key ??= fingerprint(grant.identity));
    return [tokenStateOf(credentials, name), name];
  };
  return identified(grant.identity, {
    kind: grant.kind,
    async sign(request, runtime) {
      const [state, name] = await stateOf(runtime);
      if (state.token === undefined || runtime.clock.now() >= state.token.renewAt) {
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
  const ask = async (spendable?: string): Promise<GrantedToken> => {
    const form = await grant.form(runtime, spendable);
    try {
      return await requestToken(grant.tokenUrl, form, spendable !== undefined, runtime);
    } catch (error) {
      if (error instanceof AuthError) tell("refused");
      if (spendable !== undefined && isFinal(error)) {
        state.ended = { refreshToken: spendable, error };
      }
      throw error;
    }
  };
  const { token, action }: StoredResult =
    refreshToken === undefined
      ? { token: await ask(), action: "refreshed" }
      : await refreshStored({ key, own: ownOf(refreshToken), state, ask, runtime });
  state.token = token;
  if (action !== "adopted") tell(action);
}

function ownOf(refreshToken: Secret | "signed-in"): string | undefined {
  return refreshToken === "signed-in" ? undefined : refreshToken.reveal();
}

/** Whether the vendor said so, and not that it did not answer twice (`invalid_grant` is terminal, AU-3). */
function isFinal(error: unknown): error is AuthError {
  return error instanceof AuthError && error.code === "reauthorise" && "status" in error.context;
}
