import type { RequestOptions } from "./contracts.ts";
import { checkHeaders } from "./net/check-headers.ts";
import { appendQuery } from "./net/query.ts";
import { resolvePath } from "./net/resolve-path.ts";
import type { CallContext } from "./retry/failure.ts";
import { lowerCased, type Scope } from "./scope.ts";

const IDEMPOTENT = new Set(["GET", "HEAD", "PUT", "DELETE", "OPTIONS"]);

/** One request as it will be sent, however often. */
export interface Call {
  readonly url: URL;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: BodyInit | undefined;
  readonly bytesOut: number;
  /** The body can be sent a second time. */
  readonly replayable: boolean;
  /** Sending it twice does what sending it once does (RT-2). */
  readonly repeatable: boolean;
  readonly endpoint: string;
  /** Names of the budgets it spends from, the one it names first. */
  readonly budgets: readonly string[];
  readonly cost: number;
  readonly signal: AbortSignal;
  readonly options: RequestOptions;
}

/**
 * @throws HttpError `address_blocked` or `redirect_blocked` for a path that leads elsewhere, ConfigError `config_invalid` for
 * a header that cannot be sent.
 */
export function prepareCall(scope: Scope, path: string, options: RequestOptions): Call {
  const url = resolvePath(path, scope.base, scope.settings.allowPrivateNetwork);
  if (options.query !== undefined) appendQuery(url.searchParams, options.query);
  const { body, contentType } = bodyOf(options);
  const method = options.method?.toUpperCase() ?? (body === undefined ? "GET" : "POST");
  const headers: Record<string, string> = {
    ...scope.headers,
    ...(contentType === undefined ? {} : { "content-type": contentType }),
  };
  if (options.headers !== undefined) Object.assign(headers, lowerCased(options.headers));
  const { idempotencyKey, budget } = options;
  if (idempotencyKey !== undefined) headers["idempotency-key"] = idempotencyKey;
  checkHeaders(headers);
  const replayable = !(body instanceof ReadableStream);
  const { signal } = scope.runtime;
  return {
    url,
    method,
    headers,
    body,
    bytesOut: body instanceof Uint8Array ? body.byteLength : 0,
    replayable,
    repeatable:
      replayable &&
      (IDEMPOTENT.has(method) || options.readOnly === true || idempotencyKey !== undefined),
    endpoint: options.endpoint ?? endpointOf(path),
    budgets: budget === undefined || budget === "default" ? ["default"] : [budget, "default"],
    cost: options.cost ?? 1,
    signal: options.signal === undefined ? signal : AbortSignal.any([signal, options.signal]),
    options,
  };
}

/** What errors say of a call; its query may hold secrets. */
export function contextOf({ url, endpoint, method }: Call): CallContext {
  return { host: url.host, endpoint, method, url: url.origin + url.pathname };
}

function bodyOf(options: RequestOptions): { body?: BodyInit; contentType?: string } {
  if (options.json !== undefined) {
    return { body: encode(JSON.stringify(options.json)), contentType: "application/json" };
  }
  if (options.form !== undefined) {
    const form = new URLSearchParams();
    appendQuery(form, options.form);
    return { body: encode(String(form)), contentType: "application/x-www-form-urlencoded" };
  }
  return options.body === undefined ? {} : { body: options.body };
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/** A path without its query, and without the address of a next link. */
function endpointOf(path: string): string {
  const [route = ""] = path.split("?", 1);
  return route.replace(/^https?:\/\/[^/]*/i, "");
}
