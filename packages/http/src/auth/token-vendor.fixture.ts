import {
  createRuntime,
  memoryCredentials,
  Secret,
  type CredentialStore,
  type SourceEvent,
} from "@brain/core";
import { fakeClock, type FakeClock } from "@brain/testkit";
import { json } from "../api.fixture.ts";
import type { Auth, HttpClient } from "../contracts.ts";
import { httpClient } from "../http-client.ts";
import { oauthRefresh } from "./oauth-refresh.ts";

export const TOKEN_URL = "https://login.example.com/oauth/token";

export type TokenAnswer = (form: URLSearchParams, call: number) => Response | Error | "silence";

export interface VendorOptions {
  readonly auth?: Auth;
  readonly credentials?: CredentialStore;
  readonly clock?: FakeClock;
  readonly token?: TokenAnswer;
  /** Whether the API takes this token; default: the newest. */
  readonly accepts?: (token: string, newest: string) => boolean | Promise<boolean>;
  /** What the API answers whatever the token; undefined: as `accepts` says. */
  readonly answers?: () => number | undefined;
}

/** A process, and an API whose tokens are named `access-1`, `access-2` … */
export function vendor(options: VendorOptions = {}) {
  const clock = options.clock ?? fakeClock({ autoMs: 20_000 });
  const grants: URLSearchParams[] = [];
  const used: string[] = [];
  const events: SourceEvent[] = [];
  let newest = "";
  const fetcher: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    // Both take a moment, so that concurrent calls meet.
    await clock.sleep(10);
    if (request.url === TOKEN_URL) {
      const form = new URLSearchParams(await request.text());
      grants.push(form);
      const answer = options.token?.(form, grants.length) ?? granted(grants.length);
      if (answer === "silence") return new Promise<never>(() => undefined);
      if (answer instanceof Error) throw answer;
      newest = `access-${grants.length}`;
      return answer;
    }
    const token = (request.headers.get("authorization") ?? "").replace("Bearer ", "");
    used.push(token);
    const accepted = (await options.accepts?.(token, newest)) ?? token === newest;
    return json({}, { status: options.answers?.() ?? (accepted ? 200 : 401) });
  };
  const runtime = createRuntime({
    clock,
    fetch: fetcher,
    emit: (event) => events.push(event),
    // An object of its own, as each process has: sources that share one share what they know.
    credentials: { ...(options.credentials ?? memoryCredentials()) },
  });
  const auth = options.auth ?? oauth();
  const scope = (signal = runtime.signal): HttpClient =>
    httpClient({ baseUrl: "https://api.example.com/", auth }, { ...runtime, signal });
  return { clock, grants, used, events, runtime, scope, client: scope() };
}

export function oauth(refreshToken = "refresh-0"): Auth {
  return oauthRefresh({
    clientId: "client",
    clientSecret: Secret.of("canary-secret"),
    refreshToken: Secret.of(refreshToken),
    tokenUrl: TOKEN_URL,
  });
}

export function granted(call: number, more: object = {}): Response {
  return json({ access_token: `access-${call}`, token_type: "bearer", expires_in: 1_800, ...more });
}

/** Refresh tokens that can be used once. */
export const rotating: TokenAnswer = (form, call) =>
  form.get("refresh_token") === `refresh-${call - 1}`
    ? granted(call, { refresh_token: `refresh-${call}` })
    : json({ error: "invalid_grant", error_description: "spent" }, { status: 400 });

/** A store whose lock makes its users take turns. */
export function locking(store: CredentialStore): CredentialStore {
  let turn = Promise.resolve();
  return {
    ...store,
    async lock() {
      const before = turn;
      const { promise, resolve } = Promise.withResolvers<void>();
      turn = promise;
      await before;
      return { [Symbol.asyncDispose]: async () => resolve() };
    },
  };
}
