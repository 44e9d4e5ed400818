import { AuthError, type Runtime } from "@brain/core";
import { prepareCall } from "../call.ts";
import type { AuthRuntime, Outcome } from "../contracts.ts";
import { CALL_TIMEOUT_MS, REFRESH_TIMEOUT_MS, TOKEN_MARGIN_MS } from "../limits.ts";
import { readJson } from "../read-json.ts";
import { AttemptFailed, type CallContext } from "../retry/failure.ts";
import { retryBudgetOf } from "../retry/retry-budget.ts";
import { withRetries } from "../retry/with-retries.ts";
import { createScope } from "../scope.ts";
import { vendorMessage } from "../vendor-message.ts";

/** A refresh whose answer was lost is sent once more: the token may be spent by then (AU-2). */
const LOST_ATTEMPTS = 2;
const SPENT = /invalid_grant|BAD_REFRESH_TOKEN|BAD_AUTH_CODE/;

/** What a token endpoint gave (RFC 6749 §5.1). */
export interface GrantedToken {
  readonly accessToken: string;
  /** From when on another is due, in epoch ms; Infinity: it does not say when it expires. */
  readonly renewAt: number;
  readonly refreshToken: string | undefined;
  /** What was granted, where the vendor says so. */
  readonly scopes?: readonly string[] | undefined;
}

/**
 * Posts a grant to a token endpoint. `singleUse`: the grant may be spent by the call.
 *
 * @throws AuthError `reauthorise` when the grant is no longer good, `auth_failed` when the client is refused.
 */
export async function requestToken(
  tokenUrl: string,
  form: Readonly<Record<string, string>>,
  singleUse: boolean,
  runtime: AuthRuntime,
  headers: Readonly<Record<string, string>> = {},
): Promise<GrantedToken> {
  const secrets = Object.entries(form).flatMap(([name, value]) =>
    PUBLIC.has(name) ? [] : [value],
  );
  const { origin, host, pathname } = new URL(tokenUrl);
  const classify = (response: Response, body: unknown): Outcome | undefined =>
    refusal(response, body, host, secrets);
  const scope = createScope({ baseUrl: origin, http: runtime.http, classify, headers }, runtime);
  const call = prepareCall(scope, tokenUrl, { form, endpoint: pathname, shape: hasToken });
  const askedAt = runtime.clock.now();
  const { body } = await withRetries(
    async (attempt) => {
      try {
        return await readJson(scope, call, attempt);
      } catch (error) {
        throw singleUse && isLost(error) ? onceMore(error) : error;
      }
    },
    {
      runtime,
      signal: runtime.signal,
      budget: retryBudgetOf(host, runtime),
      attempts: scope.settings.retryAttempts,
      baseMs: scope.settings.retryBaseMs,
      maxWaitMs: scope.settings.maxWaitMs,
      callTimeoutMs: singleUse ? REFRESH_TIMEOUT_MS : CALL_TIMEOUT_MS,
      repeatable: true,
      host,
      endpoint: pathname,
      context: { host, endpoint: pathname, method: call.method, url: origin + pathname },
    },
  );
  return granted(body, askedAt);
}

/** Fields of the form that vendors may repeat in their messages. */
const PUBLIC = new Set(["grant_type", "client_id", "scope", "audience", "redirect_uri"]);

function refusal(
  response: Response,
  body: unknown,
  host: string,
  secrets: readonly string[],
): AuthError | undefined {
  const { status } = response;
  // Some vendors refuse with the body of RFC 6749 §5.2 under status 200.
  const isRefused = response.ok && !hasToken(body) && typeof errorIn(body) === "string";
  if (!isRefused && status !== 400 && status !== 401 && status !== 403) return undefined;
  const spent = SPENT.test(JSON.stringify(body) ?? "");
  const says = vendorMessage(body, secrets);
  return new AuthError({
    code: spent ? "reauthorise" : "auth_failed",
    message: `${host} refused to give an access token${says === "" ? "." : `: ${says}`}`,
    context: { host, status },
  });
}

function errorIn(body: unknown): unknown {
  return Reflect.get(Object(body), "error");
}

function hasToken(body: unknown): boolean {
  return typeof Reflect.get(Object(body), "access_token") === "string";
}

function isLost(error: unknown): error is AttemptFailed {
  if (!(error instanceof AttemptFailed) || error.failure.unsent === true) return false;
  const { reason, code } = error.failure;
  return reason === "timeout" || code === "network" || code === "truncated";
}

function onceMore({ failure }: AttemptFailed): AttemptFailed {
  const toError = (context: CallContext): AuthError =>
    new AuthError({
      code: "reauthorise",
      message: `${String(context["host"])} did not answer a token refresh, twice.`,
      hint: "If it gave out a new refresh token, that one is lost: authorise the application again if this goes on.",
      context,
      cause: failure.toError(context),
    });
  return new AttemptFailed({ ...failure, attempts: LOST_ATTEMPTS, toError });
}

function granted(body: unknown, askedAt: number): GrantedToken {
  const field = (name: string): unknown => Reflect.get(Object(body), name);
  const lifetimeS = Number(field("expires_in"));
  const lifetimeMs = lifetimeS > 0 ? lifetimeS * 1_000 : Infinity;
  const refreshToken = field("refresh_token");
  return {
    accessToken: String(field("access_token")),
    // One of less than two minutes is kept for half its life.
    renewAt: askedAt + lifetimeMs - Math.min(TOKEN_MARGIN_MS, lifetimeMs / 2),
    refreshToken:
      typeof refreshToken === "string" && refreshToken !== "" ? refreshToken : undefined,
    scopes: scopesIn(field("scope") ?? field("scopes")),
  };
}

/** One text in the standard, parted by commas at some vendors; a list at others. */
function scopesIn(value: unknown): readonly string[] | undefined {
  if (Array.isArray(value)) return value.map(String);
  return typeof value === "string" ? value.split(/[ ,]+/).filter(Boolean) : undefined;
}

/** The runtime without its signal: a refresh that is under way is finished, since its token may be spent. */
export function uncut<R extends Runtime>(runtime: R): R {
  return { ...runtime, signal: new AbortController().signal };
}
