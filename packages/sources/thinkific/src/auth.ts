import { bearer, headerKey, oauthRefresh, type Auth, type AuthRuntime } from "@brain/http";
import type { ResolvedThinkificConfig } from "./config.ts";
import { tokenFetch } from "./token-fetch.ts";

/** How requests are signed; the subdomain, which is no secret, is a header of the client's. */
export function thinkificAuth(config: ResolvedThinkificConfig): Auth | undefined {
  const { subdomain = "", apiKey, accessToken, clientId, clientSecret, refreshToken } = config;
  if (apiKey !== undefined) return headerKey("X-Auth-API-Key", apiKey);
  if (accessToken !== undefined) return bearer(accessToken);
  // The config's own check has made sure that all three are there; without them Thinkific would answer 401.
  if (clientId === undefined || clientSecret === undefined || refreshToken === undefined)
    return undefined;
  const tokenUrl = config.tokenUrl ?? `https://${subdomain}.thinkific.com/oauth2/token`;
  const auth = oauthRefresh({ clientId, clientSecret, refreshToken, tokenUrl });
  const asThinkific = (runtime: AuthRuntime): AuthRuntime => ({
    ...runtime,
    fetch: tokenFetch(runtime.fetch, { clientId, clientSecret }),
  });
  const { refresh } = auth;
  const own: Omit<Auth, "identity"> = {
    kind: auth.kind,
    sign: (request, runtime) => auth.sign(request, asThinkific(runtime)),
    ...(refresh === undefined
      ? {}
      : { refresh: (runtime, refused) => refresh(asThinkific(runtime), refused) }),
  };
  // Not enumerable, as it is in the auth that is wrapped: it holds the secret. The type sees only what was there before.
  return Object.defineProperty(own, "identity", {
    value: auth.identity,
    enumerable: false,
  }) as Auth;
}
