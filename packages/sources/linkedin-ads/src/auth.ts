import type { Runtime } from "@brain/core";
import { bearer, oauthRefresh, type Auth, type AuthRuntime } from "@brain/http";
import { z } from "zod";
import type { ResolvedConfig } from "./config.ts";
import { FRESH_TOKEN_MS, NOTICE_DAYS, SETTLE_MS } from "./limits.ts";

const DAY_S = 86_400;

const grantSchema = z.looseObject({ refresh_token_expires_in: z.number().nullish() });

/** The member's token, or one that is made with the refresh token when it is due. */
export function authOf(config: ResolvedConfig): Auth {
  const { accessToken, clientId = "", clientSecret, refreshToken, tokenUrl } = config;
  if (accessToken !== undefined) return bearer(accessToken);
  if (clientSecret === undefined) {
    throw new TypeError("the config has neither of the two credentials");
  }
  return settling(oauthRefresh({ clientId, clientSecret, refreshToken, tokenUrl }));
}

/**
 * LinkedIn may refuse a token for some seconds after it gave it out (65601, as for one that was revoked). Making another
 * one would only begin these seconds anew, so the token gets its time.
 */
function settling(inner: Auth): Auth {
  const { kind, identity } = inner;
  const made: Auth = {
    kind,
    identity,
    sign: (request, runtime) => inner.sign(request, listening(runtime)),
    async refresh(runtime, refused) {
      const { clock, signal } = runtime;
      // One that was stored by an earlier run looks as new, and is not: waiting alone would not mend it.
      const isFresh = clock.now() - grantOf(runtime).at < FRESH_TOKEN_MS;
      if (!isFresh) await inner.refresh?.(listening(runtime), refused);
      await clock.sleep(SETTLE_MS, signal);
    },
  };
  // It holds the secret itself, so that nothing may list it.
  return Object.defineProperty(made, "identity", { value: identity, enumerable: false });
}

/** When this source was given its last token. */
function grantOf(runtime: Runtime): { at: number } {
  return runtime.once("linkedin-ads grant", () => ({ at: -Infinity }));
}

/** The runtime whose answers from the token endpoint are looked at: they tell when the refresh token ends, and since when there is a token. */
function listening(runtime: AuthRuntime): AuthRuntime {
  return {
    ...runtime,
    async fetch(...given) {
      const response = await runtime.fetch(...given);
      if (response.ok) {
        grantOf(runtime).at = runtime.clock.now();
        announceEnd(await bodyOf(response.clone()), runtime);
      }
      return response;
    },
  };
}

/** What is wrong with the answer, its reader says. */
async function bodyOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

/** A refresh does not prolong the refresh token: a year after the consent the member has to give it anew. */
function announceEnd(body: unknown, { clock, emit }: Runtime): void {
  const lifetimeS = grantSchema.safeParse(body).data?.refresh_token_expires_in;
  if (typeof lifetimeS !== "number" || lifetimeS > NOTICE_DAYS.refreshToken * DAY_S) return;
  const ends = new Date(clock.now() + lifetimeS * 1_000).toISOString();
  emit({
    type: "warning",
    code: "refresh_token_ends",
    message: `LinkedIn's refresh token ends at ${ends}; refreshing does not prolong it.`,
    hint: "Let the member consent again: `brain auth linkedin-ads`, or store the new refresh token yourself.",
  });
}
