import { HttpError } from "@brain/core";
import ky from "ky";
import type { Call } from "../call.ts";
import { MAX_REDIRECTS } from "../limits.ts";
import type { Scope } from "../scope.ts";
import { secretsOf } from "../secrets-of.ts";
import { checkAddress } from "./address.ts";
import type { FetchHints } from "./fetch-hints.ts";
import { networkFailure } from "./network-failure.ts";
import type { Watchdog } from "./watchdog.ts";

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

export interface Sent {
  readonly response: Response;
  /** As it was signed. */
  readonly request: Request;
}

/** Where an answer came from; the query stays out of it, since it may hold secrets. */
export function sourceOf({ request }: Sent): string {
  const [url = ""] = request.url.split("?", 1);
  return url;
}

/** Sends one request and gives its headers; redirects are followed here (HT-5). */
export async function send(scope: Scope, call: Call, watch: Watchdog): Promise<Sent> {
  let sent: Request | undefined;
  const response = await ky(call.url, {
    method: call.method,
    headers: call.headers,
    ...(call.body === undefined ? {} : { body: call.body }),
    redirect: "manual",
    retry: 0,
    timeout: false,
    throwHttpErrors: false,
    fetch: async (request) => {
      // ky always hands on the Request that it has built.
      sent = await sign(scope, request as Request);
      return fetchOnce(scope, sent, watch);
    },
  });
  if (sent === undefined) throw new TypeError("ky did not fetch");
  return REDIRECTS.has(response.status) || response.type === "opaqueredirect"
    ? follow(scope, call, watch, { response, request: sent })
    : { response, request: sent };
}

async function follow(scope: Scope, call: Call, watch: Watchdog, first: Sent): Promise<Sent> {
  let { response, request } = first;
  const secrets = secretsOf(request, call.options.form);
  for (let hops = 0; REDIRECTS.has(response.status) || response.type === "opaqueredirect"; hops++) {
    const location = response.headers.get("location");
    if (location === null && response.type !== "opaqueredirect") break;
    await response.body?.cancel();
    if (hops === MAX_REDIRECTS) throw blocked(call, `redirects more than ${MAX_REDIRECTS} times`);
    if (location === null || !URL.canParse(location, request.url)) {
      throw blocked(call, "redirects to no readable address");
    }
    const target = new URL(location, request.url);
    target.hash = "";
    request = await redirected(scope, call, {
      from: request,
      status: response.status,
      target,
      secrets,
    });
    response = await fetchOnce(scope, request, watch);
  }
  return { response, request };
}

interface Hop {
  readonly from: Request;
  readonly status: number;
  readonly target: URL;
  /** What the first request carried. */
  readonly secrets: readonly string[];
}

/** The request for the next hop: elsewhere it carries no credential of any kind. */
async function redirected(
  scope: Scope,
  call: Call,
  { from, status, target, secrets }: Hop,
): Promise<Request> {
  const toGet = status === 303 ? from.method !== "HEAD" : status < 303 && from.method === "POST";
  const method = toGet ? "GET" : from.method;
  const body = toGet || method === "GET" || method === "HEAD" ? undefined : call.body;
  const away = target.origin !== call.url.origin;
  if (away && (body !== undefined || !isListed(scope, call, target))) {
    throw blocked(call, `redirects to ${target.host}, unknown to this connector`);
  }
  checkAddress(target, scope.settings.allowPrivateNetwork);
  const init = { method, redirect: "manual" } as const;
  if (away) {
    // A vendor may repeat a secret in the address that it names, under whatever name.
    for (const [name, value] of new URLSearchParams(target.search)) {
      if (value !== "" && secrets.includes(value)) target.searchParams.delete(name, value);
    }
    return new Request(target, { ...init, headers: { accept: call.headers["accept"] ?? "*/*" } });
  }
  if (body !== undefined && !call.replayable) throw blocked(call, "redirects an unrepeatable body");
  const { "content-type": _type, ...bodyless } = call.headers;
  const headers = body === undefined ? bodyless : call.headers;
  return sign(
    scope,
    new Request(target, { ...init, headers, ...(body === undefined ? {} : { body }) }),
  );
}

/** Whether the connector names this host, or one above it; never from https to http. */
function isListed({ options }: Scope, { url }: Call, target: URL): boolean | undefined {
  if (url.protocol === "https:" && target.protocol !== "https:") return false;
  return options.redirectHosts?.some((host) => `.${target.host}`.endsWith(`.${host}`));
}

async function sign(scope: Scope, request: Request): Promise<Request> {
  const { auth } = scope.options;
  return auth === undefined ? request : auth.sign(request, scope.authRuntime);
}

async function fetchOnce(scope: Scope, request: Request, watch: Watchdog): Promise<Response> {
  // It may have ended while the request was signed, or between two hops.
  if (watch.signal.aborted) throw watch.error();
  watch.waiting();
  // Given here and not to ky, which would derive a signal of its own from it, at a tenth of what a page costs.
  const hints: FetchHints = scope.settings.allowPrivateNetwork
    ? { signal: watch.signal, allowPrivateNetwork: true }
    : { signal: watch.signal };
  const fetching = scope.runtime.fetch(request, hints);
  try {
    const response = await Promise.race([fetching, watch.aborted]);
    watch.inBody();
    watch.received(0);
    return response;
  } catch (error) {
    if (!watch.signal.aborted) throw networkFailure(error, "No connection to");
    // A transport that does not heed the signal may still answer: nobody reads that.
    fetching.then((late) => late.body?.cancel()).catch(() => undefined);
    throw watch.error();
  }
}

function blocked(call: Call, what: string): HttpError {
  const { host } = call.url;
  return new HttpError({
    code: "redirect_blocked",
    message: `${host} ${what}.`,
    context: { host, endpoint: call.endpoint },
  });
}
