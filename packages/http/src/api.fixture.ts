import { createRuntime, type Runtime, type SourceEvent } from "@brain/core";
import { fakeClock, type FakeClock } from "@brain/testkit";
import type { HttpClient, HttpClientOptions } from "./contracts.ts";
import { httpClient } from "./http-client.ts";

/** What a scripted API does with one request: answers, fails, or whatever the function says. */
export type Script = Response | Error | ((request: Request) => Response | Promise<Response>);

export interface TestApi {
  readonly client: HttpClient;
  readonly clock: FakeClock;
  readonly runtime: Runtime;
  readonly requests: Request[];
  readonly events: SourceEvent[];
  /** Another client of the same source, in another scope. */
  scope(signal: AbortSignal, given?: Partial<HttpClientOptions>): HttpClient;
}

/** Answers in the order given; the last one over and over. */
function scripted(...scripts: readonly Script[]): {
  readonly requests: Request[];
  readonly fetch: typeof fetch;
} {
  const requests: Request[] = [];
  return {
    requests,
    async fetch(input, init) {
      const request = new Request(input, init);
      const script = scripts[Math.min(requests.length, scripts.length - 1)];
      requests.push(request);
      if (script === undefined) throw new Error("no answer is scripted");
      if (script instanceof Error) throw script;
      return script instanceof Response ? script.clone() : script(request);
    },
  };
}

/** A client before a scripted API, on a clock of its own; sleeps of up to 20 s pass by themselves. */
export function testApi(
  scripts: readonly Script[],
  options: Partial<HttpClientOptions> = {},
  given: Partial<Runtime> & { readonly clock?: FakeClock } = {},
): TestApi {
  const clock = given.clock ?? fakeClock({ autoMs: 20_000 });
  const { requests, fetch } = scripted(...scripts);
  const events: SourceEvent[] = [];
  const runtime = createRuntime({ clock, fetch, emit: (event) => events.push(event), ...given });
  const all: HttpClientOptions = { baseUrl: "https://api.example.com/v1/", ...options };
  return {
    client: httpClient(all, runtime),
    clock,
    runtime,
    requests,
    events,
    scope: (signal, more) => httpClient({ ...all, ...more }, { ...runtime, signal }),
  };
}

export function json(body: unknown, init?: ResponseInit): Response {
  return Response.json(body, init);
}

/** A body of these chunks, which then ends, or fails. */
export function chunked(chunks: readonly string[], failure?: Error): Script {
  return () => {
    let at = 0;
    return new Response(
      new ReadableStream({
        pull(controller) {
          const chunk = chunks[at++];
          if (chunk !== undefined) controller.enqueue(new TextEncoder().encode(chunk));
          else if (failure !== undefined) controller.error(failure);
          else controller.close();
        },
      }),
    );
  };
}

/** The error that a promise is rejected with. */
export async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => new Error(`it resolved to ${JSON.stringify(value)}`),
    (error: unknown) => error,
  );
}

/** A rejected `fetch` as Node reports it. */
export function fetchFailed(code: string): TypeError {
  return new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code }) });
}

/** The waits before retries, in milliseconds. */
export function delays(events: readonly { type: string }[]): unknown[] {
  return events.flatMap((event) => ("delayMs" in event ? [event.delayMs] : []));
}
