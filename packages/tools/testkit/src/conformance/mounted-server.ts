import type { Clock } from "@brain/core";

/** A vendor's API, or its emulator, as a function. */
export type Server = (request: Request) => Promise<Response>;

/** One request that a source sent. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly body: string;
  /** Epoch milliseconds of the clock. */
  readonly at: number;
}

/**
 * Answers in the server's place, or leaves the request to it (undefined); what it throws is what `fetch` throws. `number`
 * counts the requests for data from 1; those for a token are not counted and never tampered with.
 */
export type Fault = (number: number, request: Request) => Promise<Response | undefined> | undefined;

/** A server as `runtime.fetch`. */
export interface MountedServer {
  readonly fetch: typeof fetch;
  /** The requests for data so far, in order. */
  readonly sent: readonly SentRequest[];
}

/** Mounts a server, with a fault in front of it. Like a real `fetch` it rejects as soon as the request's signal is aborted. */
export function mountServer(server: Server, clock: Clock, fault?: Fault): MountedServer {
  const sent: SentRequest[] = [];
  const answer = async (request: Request): Promise<Response> => {
    const body = await request.clone().text();
    if (isForToken(request, body)) return server(request);
    sent.push({ method: request.method, url: request.url, body, at: clock.now() });
    return (await fault?.(sent.length, request)) ?? server(request);
  };
  return {
    sent,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      request.signal.throwIfAborted();
      const response = await Promise.race([answer(request), whenAborted(request.signal)]);
      // A cut in mid-body reaches the reader too.
      const body = response.body?.pipeThrough(new TransformStream(), { signal: request.signal });
      return new Response(body ?? null, response);
    },
  };
}

function isForToken(request: Request, body: string): boolean {
  const type = request.headers.get("content-type") ?? "";
  return type.startsWith("application/x-www-form-urlencoded") && /(^|&)grant_type=/.test(body);
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
