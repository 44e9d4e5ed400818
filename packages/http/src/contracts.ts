import type { BrainError, BudgetLimit, Runtime, Some } from "@brain/core";
import type { HttpSettings } from "./settings.ts";

/** What an {@link Auth} is given beside the scope's runtime: the client's settings, for requests of its own. */
export interface AuthRuntime extends Runtime {
  readonly http: HttpSettings;
}

/** How requests prove who sends them. */
export interface Auth {
  readonly kind: string;
  /**
   * What names the credential (never printed; hashed into the keys of budget, cache and single flight), the same on every
   * machine. Not enumerable, since it may hold the secret itself.
   */
  readonly identity: string;
  /** May change the request in place and give it back. */
  sign(request: Request, runtime: AuthRuntime): Promise<Request>;
  /** `refused` is the request that was answered 401: where a newer token than its own is known, nothing is refreshed. */
  refresh?(runtime: AuthRuntime, refused: Request): Promise<void>;
}

/**
 * What a response means. `attempts`: transient, tried so many times in all. `pauseUntil` (epoch ms): nobody on this
 * budget sends before then; later than `maxWaitMs` it ends the stream `incomplete`. An error is final and thrown as it
 * is: here vendor errors become ours.
 */
export type Outcome =
  | "ok"
  | "retry"
  | "throttled"
  | "auth"
  | { readonly attempts: number }
  | { readonly pauseUntil: number; readonly budget?: string | undefined }
  | BrainError;

/** What a vendor's answer says about an allowance: what is left until when, what the call cost, or both. */
export interface Allowance {
  readonly budget: string;
  /** What is left, in the vendor's own count; it counts with `resetAt` only. */
  readonly requests?: number | undefined;
  /** Epoch ms. */
  readonly resetAt?: number | undefined;
  /** What this call cost, where only the answer tells (GA4's tokens). */
  readonly cost?: number | undefined;
}

/** What a client is made of. */
export interface HttpClientOptions {
  readonly baseUrl: string;
  readonly auth?: Auth | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly http?: HttpSettings | undefined;
  /** By name; a request spends from `default` and from the one it names (HubSpot: `search`). */
  readonly budgets?: Readonly<Record<string, readonly BudgetLimit[]>> | undefined;
  /** Hosts to which a redirect may lead, or to one below them, without any credential (a download server). */
  readonly redirectHosts?: readonly string[] | undefined;
  /**
   * Undefined: the usual reading of the status. `body` is the parsed JSON, else the text; undefined while a streamed body
   * is unread.
   */
  readonly classify?: ((response: Response, body: unknown) => Outcome | undefined) | undefined;
  /** What headers or body tell about allowances (rate-limit headers, GA4's propertyQuota). */
  readonly allowance?:
    | ((response: Response, body: unknown) => Allowance | readonly Allowance[] | undefined)
    | undefined;
}

/** Repeated, bracketed and indexed parameters are the caller's: URLSearchParams keeps what it is given. */
export type Query =
  | URLSearchParams
  | Readonly<Record<string, string | number | boolean | undefined | readonly string[]>>;

/** One request. */
export interface RequestOptions {
  readonly method?: string | undefined;
  readonly query?: Query | undefined;
  readonly json?: unknown;
  readonly form?: Query | undefined;
  readonly body?: BodyInit | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly signal?: AbortSignal | undefined;
  /** A POST that only reads: may be retried. */
  readonly readOnly?: boolean | undefined;
  /** Makes a POST repeatable (RT-2). */
  readonly idempotencyKey?: string | undefined;
  /** Statuses that are answers, not errors: 404 = no data (Amplitude export), 202 = not yet. */
  readonly expect?: readonly number[] | undefined;
  /** Whether a 2xx body has the shape that is due; if not, the request is tried again, at last DecodeError `wrong_shape`. */
  readonly shape?: ((body: Some) => boolean) | undefined;
  /** The template shown in events and metrics (`/contacts/{id}`); default the path given. */
  readonly endpoint?: string | undefined;
  readonly budget?: string | undefined;
  /** What the call takes from its budgets. Default 1. */
  readonly cost?: number | undefined;
}

/** An answer whose status is no error. */
export interface Answer<Body> {
  readonly status: number;
  readonly headers: Headers;
  /** Where it came from, redirects followed, without its query: relative links in it count from here. */
  readonly url: string;
  readonly body: Body;
}

/**
 * Belongs to the scope of the runtime it was made with: stops with its signal, emits into it. Budgets and tokens are the
 * runtime's.
 */
export interface HttpClient {
  /**
   * One JSON answer. A 204, and an expected status whose body is no JSON, have the body `undefined`.
   *
   * @throws AuthError, PermissionError, RateLimitedError, HttpError, NetworkError, DecodeError, CancelledError.
   */
  json<T = Some>(path: string, options?: RequestOptions): Promise<Answer<T>>;
  /**
   * Yields arrays of lines, each parsed as JSON. Retried only until the first yield; after that the engine reads the
   * partition again from its checkpoint (`streamed: true` in the error's context). `parse` sees lines that are not JSON (Mixpanel's `terminated early`).
   */
  lines<T = Some>(
    path: string,
    options?: RequestOptions & { readonly parse?: ((line: string) => T) | undefined },
  ): Promise<Answer<AsyncIterable<T[]>>>;
  /** The body as it arrives, retried until its first bytes. Cancel it when you stop before its end. */
  bytes(path: string, options?: RequestOptions): Promise<Answer<ReadableStream<Uint8Array>>>;
}
