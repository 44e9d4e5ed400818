import type { Runtime } from "@brain/core";
import { contextOf, prepareCall, type Call } from "./call.ts";
import type { Answer, HttpClient, HttpClientOptions, RequestOptions } from "./contracts.ts";
import { CALL_TIMEOUT_MS } from "./limits.ts";
import { openBody } from "./open-body.ts";
import { readBytes } from "./read-bytes.ts";
import { readJson } from "./read-json.ts";
import { readLines } from "./read-lines.ts";
import { retryBudgetOf } from "./retry/retry-budget.ts";
import { withRetries, type Attempt } from "./retry/with-retries.ts";
import { createScope, type Scope } from "./scope.ts";
import { streamEnd } from "./stream-end.ts";

/**
 * A client of one scope. Cheap and synchronous: nothing is requested yet.
 *
 * @throws HttpError `address_blocked` for a base URL that must not be requested, ConfigError `config_invalid` for wrong
 * settings.
 * @example
 * ```ts
 * const client = httpClient({ baseUrl: "https://api.example.com/v1/", auth: bearer(token) }, runtime);
 * const { body } = await client.json("contacts", { query: { limit: 100 } });
 * ```
 */
export function httpClient(options: HttpClientOptions, runtime: Runtime): HttpClient {
  const scope = createScope(options, runtime);
  return {
    async json<T>(path: string, request: RequestOptions = {}): Promise<Answer<T>> {
      const call = prepareCall(scope, path, request);
      const answer = await retried(scope, call, (attempt) => readJson(scope, call, attempt));
      // The caller says what the vendor sends; `shape` and the stream's schema check it.
      return answer as Answer<T>;
    },
    async lines<T>(
      path: string,
      request: RequestOptions & { readonly parse?: ((line: string) => T) | undefined } = {},
    ) {
      const call = prepareCall(scope, path, identity(request));
      return retried(scope, call, async (attempt) =>
        readLines<T>(await openBody(scope, call, attempt), request.parse, streamEnd(scope, call)),
      );
    },
    async bytes(path, request = {}) {
      const call = prepareCall(scope, path, identity(request));
      return retried(scope, call, async (attempt) =>
        readBytes(await openBody(scope, call, attempt), streamEnd(scope, call)),
      );
    },
  };
}

/** A compressed body does not show when it is cut (HT-3). */
function identity(request: RequestOptions): RequestOptions {
  return {
    ...request,
    headers: { "accept-encoding": "identity", accept: "*/*", ...request.headers },
  };
}

function retried<T>(
  scope: Scope,
  call: Call,
  attempt: (attempt: Attempt) => Promise<T>,
): Promise<T> {
  const { runtime, settings, options, authRuntime } = scope;
  const { host } = call.url;
  const { auth } = options;
  return withRetries(attempt, {
    runtime,
    signal: call.signal,
    budget: retryBudgetOf(host, runtime),
    attempts: settings.retryAttempts,
    baseMs: settings.retryBaseMs,
    maxWaitMs: settings.maxWaitMs,
    // Who allows one attempt to take longer means it.
    callTimeoutMs: Math.max(CALL_TIMEOUT_MS, settings.attemptTimeoutMs),
    repeatable: call.repeatable,
    host,
    endpoint: call.endpoint,
    mend:
      auth?.refresh === undefined || !call.replayable
        ? undefined
        : async (refused) => auth.refresh?.(authRuntime, refused),
    context: contextOf(call),
  });
}
