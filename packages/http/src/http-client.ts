import { HttpError } from "@brain/core";
import type { Runtime } from "@brain/core";
import type { HttpClient, HttpClientOptions, Query, RequestOptions } from "./contracts.ts";
import { httpSettings } from "./settings.ts";

/** A client of one scope. Cheap and synchronous: nothing is requested yet. */
export function httpClient(options: HttpClientOptions, runtime: Runtime): HttpClient {
  const http = httpSettings.parse(options.http ?? {});
  const send = async (path: string, request: RequestOptions = {}): Promise<Response> => {
    const base = options.baseUrl.endsWith("/") ? options.baseUrl : `${options.baseUrl}/`;
    const url = new URL(/^https?:/.test(path) ? path : path.replace(/^\/+/, ""), base);
    for (const [name, value] of pairs(request.query)) url.searchParams.append(name, value);
    const headers = new Headers({
      accept: "application/json",
      ...options.headers,
      ...request.headers,
    });
    let body: BodyInit | null = request.body ?? null;
    if (request.json !== undefined) {
      body = JSON.stringify(request.json);
      headers.set("content-type", "application/json");
    }
    if (request.form !== undefined) body = new URLSearchParams([...pairs(request.form)]);
    const made = new Request(url, {
      method: request.method ?? (body === null ? "GET" : "POST"),
      headers,
      body,
      signal: runtime.signal,
    });
    const signed = (await options.auth?.sign(made, { ...runtime, http })) ?? made;
    const response = await runtime.fetch(signed);
    if (!response.ok && !request.expect?.includes(response.status)) {
      throw new HttpError({
        code: "http_status",
        message: `${url.host} answered ${response.status}.`,
        context: { status: response.status },
      });
    }
    return response;
  };
  return {
    async json(path, request) {
      const response = await send(path, request);
      return { status: response.status, headers: response.headers, body: await response.json() };
    },
    async lines<T>(
      path: string,
      request?: RequestOptions & { readonly parse?: ((line: string) => T) | undefined },
    ) {
      const response = await send(path, request);
      const text = await response.text();
      const parse = request?.parse ?? ((line: string): T => JSON.parse(line));
      async function* batches(): AsyncGenerator<T[]> {
        yield text.split("\n").filter(Boolean).map(parse);
      }
      return { status: response.status, headers: response.headers, body: batches() };
    },
    async bytes(path, request) {
      const response = await send(path, request);
      return {
        status: response.status,
        headers: response.headers,
        body: response.body ?? new ReadableStream(),
      };
    },
  };
}

function* pairs(query: Query | undefined): Generator<[string, string]> {
  if (query instanceof URLSearchParams) yield* query;
  else
    for (const [name, value] of Object.entries(query ?? {})) {
      if (value === undefined) continue;
      if (typeof value === "object") for (const one of value) yield [name, one];
      else yield [name, String(value)];
    }
}
