import { Secret } from "@brain/core";
import {
  clientCredentials,
  isSignedIn,
  oauthRefresh,
  type Auth,
  type AuthRuntime,
} from "@brain/http";
import type { ResolvedRedditConfig } from "./config.ts";
import { tokenFetch } from "./token-fetch.ts";

/**
 * How requests are signed: for a user by refresh token, be it the config's own or that of a sign-in, or by password; else
 * for the application alone.
 */
export function redditAuth(config: ResolvedRedditConfig): Auth {
  const { clientId, tokenUrl, refreshToken, username = "", password } = config;
  const clientSecret = config.clientSecret ?? Secret.of("");
  const byToken = oauthRefresh({ clientId, clientSecret, refreshToken, tokenUrl });
  const byApp = clientCredentials({
    clientId,
    clientSecret,
    tokenUrl,
    // Not sent: it makes this user's tokens and budgets none of another's.
    scope: `${username} ${password?.reveal() ?? ""}`,
  });
  const usual = refreshToken === undefined ? byApp : byToken;
  const chosen = async (runtime: AuthRuntime): Promise<Auth> => {
    if (refreshToken !== undefined || password !== undefined) return usual;
    const signedIn = runtime.once("reddit sign-in", () =>
      isSignedIn({ clientId, tokenUrl }, runtime),
    );
    return (await signedIn) ? byToken : usual;
  };
  const fetch = tokenFetch(config);
  const accented = (runtime: AuthRuntime): AuthRuntime => ({
    ...runtime,
    fetch: fetch(runtime.fetch),
  });
  const own: Omit<Auth, "identity"> = {
    kind: usual.kind,
    sign: async (request, runtime) => (await chosen(runtime)).sign(request, accented(runtime)),
    refresh: async (runtime, refused) =>
      (await chosen(runtime)).refresh?.(accented(runtime), refused),
  };
  // Not enumerable, as it is in the auth that is wrapped: it holds the secrets. The type sees only what was there before.
  return Object.defineProperty(own, "identity", {
    value: usual.identity,
    enumerable: false,
  }) as Auth;
}
