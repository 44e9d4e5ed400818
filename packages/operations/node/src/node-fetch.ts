import { lookup } from "node:dns";
import { BrainError, ConfigError } from "@brain/core";
import type { FetchHints } from "@brain/http";
import { Agent, type Dispatcher } from "undici";
import type { Lookup } from "./checked-lookup.ts";
import type { Coding } from "./codings.ts";
import { createConnector, trusting } from "./connector.ts";
import { inflate } from "./inflate.ts";
import { CONNECT_TIMEOUT_MS } from "./limits.ts";
import { isPrivateAddress } from "./private-address.ts";
import { takeEncoding } from "./take-encoding.ts";

/** How connections are made. Verification of certificates cannot be turned off. */
export interface NodeFetchOptions {
  /** Private, loopback and link-local addresses too, for every request; a source's own `http.allowPrivateNetwork` is heard without it. */
  readonly allowPrivateNetwork?: boolean | undefined;
  /** Milliseconds until a connection stands, lookup and TLS handshake included. Default 10 000. */
  readonly connectTimeoutMs?: number | undefined;
  /** Certificate authorities in PEM that are trusted beside the platform's. */
  readonly ca?: string | readonly string[] | undefined;
  /**
   * `strict`: a compressed body that is cut or damaged fails with DecodeError `truncated`, one that unpacks to more than
   * 100 times its size, above 1 MiB, with `response_too_large`. Default: as `fetch`, which takes what comes.
   */
  readonly decompress?: "strict" | undefined;
}

/** A `fetch` with connections of its own. */
export interface NodeFetch extends AsyncDisposable {
  (input: RequestInfo | URL, init?: FetchHints): Promise<Response>;
  /** Ends what is under way and all connections; nothing of it keeps the process alive. */
  close(): Promise<void>;
}

/** What tests put in the place of the name service and of the loopback. */
export interface Network {
  readonly lookup: Lookup;
  readonly isPrivate: (address: string) => boolean;
}

/**
 * A `fetch` for Node that looks at the addresses to which it connects: a public name that resolves to a private one is
 * refused. It fails as `fetch` does (a TypeError whose `cause` has the code), except that what it refuses itself is thrown
 * as it is.
 *
 * @throws ConfigError `config_invalid` for a wrong option; out of a call, HttpError `address_blocked`.
 */
export function nodeFetch(options: NodeFetchOptions = {}): NodeFetch {
  return createNodeFetch(options, { lookup, isPrivate: isPrivateAddress });
}

export function createNodeFetch(options: NodeFetchOptions, network: Network): NodeFetch {
  const { connectTimeoutMs = CONNECT_TIMEOUT_MS, ca, decompress } = options;
  if (!Number.isFinite(connectTimeoutMs) || connectTimeoutMs <= 0)
    throw wrongTimeout(connectTimeoutMs);
  const secureContext = ca === undefined ? undefined : trusting([ca].flat());
  const agent = (isPrivate: Network["isPrivate"]): Agent =>
    new Agent({
      connect: createConnector({
        connectTimeoutMs,
        secureContext,
        lookup: network.lookup,
        isPrivate,
      }),
    });
  // Two, so that no request finds a connection that only another one was allowed to make.
  const open = agent(() => false);
  const guarded = options.allowPrivateNetwork === true ? open : agent(network.isPrivate);

  const call = async (input: RequestInfo | URL, init: FetchHints = {}): Promise<Response> => {
    const dispatcher = init.allowPrivateNetwork === true ? open : guarded;
    if (decompress === undefined) return send(input, init, dispatcher);
    let codings: readonly Coding[] = [];
    const encoded = takeEncoding(dispatcher, (taken) => {
      codings = taken;
    });
    const response = await send(input, init, encoded);
    return codings.length === 0 ? response : inflated(response, codings);
  };
  const close = async (): Promise<void> => {
    await Promise.all([open.destroy(), guarded.destroy()]);
  };
  return Object.assign(call, { close, [Symbol.asyncDispose]: close });
}

async function send(
  input: RequestInfo | URL,
  init: RequestInit,
  dispatcher: Dispatcher,
): Promise<Response> {
  // A field that Node adds to the standard's.
  const given: RequestInit & { readonly dispatcher: Dispatcher } = { ...init, dispatcher };
  try {
    return await globalThis.fetch(input, given);
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    throw BrainError.isInstance(cause) ? cause : error;
  }
}

/** The response with its body undone, and the header as `fetch` would have left it. */
function inflated(response: Response, codings: readonly Coding[]): Response {
  const { body, status, statusText, url, redirected } = response;
  const headers = new Headers(response.headers);
  headers.set(
    "content-encoding",
    codings
      .map(({ name }) => name)
      .toReversed()
      .join(", "),
  );
  const undone = body === null ? null : inflate(body, codings);
  const made = new Response(undone, { status, statusText, headers });
  return Object.defineProperties(made, { url: { value: url }, redirected: { value: redirected } });
}

function wrongTimeout(given: number): ConfigError {
  return new ConfigError({
    code: "config_invalid",
    message: `connectTimeoutMs is ${given}: it must be a number of milliseconds above 0.`,
  });
}
