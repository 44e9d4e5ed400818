import { Secret } from "@brain/core";
import { clientCredentials, oauthRefresh, type Auth, type AuthRuntime } from "@brain/http";
import type { ResolvedRedditConfig } from "./config.ts";
import { tokenFetch } from "./token-fetch.ts";

/** How requests are signed: for a user by refresh token or password, else for the application alone. */
export function redditAuth(config: ResolvedRedditConfig): Auth {
  const { clientId, tokenUrl, refreshToken, username = "", password } = config;
  const clientSecret = config.clientSecret ?? Secret.of("");
  const auth =
    refreshToken === undefined
      ? clientCredentials({
          clientId,
          clientSecret,
          tokenUrl,
          // Not sent: it makes this user's tokens and budgets none of another's.
          scope: `${username} ${password?.reveal() ?? ""}`,
        })
      : oauthRefresh({ clientId, clientSecret, refreshToken, tokenUrl });
  const { refresh } = auth;
  const fetch = tokenFetch(config);
  const accented = (runtime: AuthRuntime): AuthRuntime => ({
    ...runtime,
    fetch: fetch(runtime.fetch),
  });
  const own: Omit<Auth, "identity"> = {
    kind: auth.kind,
    sign: (request, runtime) => auth.sign(request, accented(runtime)),
    ...(refresh === undefined
      ? {}
      : { refresh: (runtime, refused) => refresh(accented(runtime), refused) }),
  };
  // Not enumerable, as it is in the auth that is wrapped: it holds the secrets. The type sees only what was there before.
  return Object.defineProperty(own, "identity", {
    value: auth.identity,
    enumerable: false,
  }) as Auth;
}
