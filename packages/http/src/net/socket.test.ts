import { gzipSync } from "node:zlib";
import { createServer, type RequestListener, type Server } from "node:http";
import { createRuntime, type SourceEvent } from "@brain/core";
import { afterEach, describe, expect, test } from "vitest";
import { errorOf } from "../api.fixture.ts";
import type { HttpClient } from "../contracts.ts";
import { httpClient } from "../http-client.ts";
import type { HttpSettings } from "../settings.ts";

const servers = new Set<Server>();

afterEach(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  servers.clear();
});

/** A real server on the loopback, which does one thing per request; the last one over and over. */
async function serve(
  listeners: readonly RequestListener[],
  http: HttpSettings = {},
): Promise<{
  client: HttpClient;
  count: () => number;
  events: SourceEvent[];
  stop: AbortController;
}> {
  let count = 0;
  const server = createServer((request, response) => {
    listeners[Math.min(count++, listeners.length - 1)]?.(request, response);
  });
  servers.add(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const events: SourceEvent[] = [];
  const stop = new AbortController();
  const client = httpClient(
    {
      baseUrl: `http://127.0.0.1:${port}/`,
      http: { allowPrivateNetwork: true, retryBaseMs: 1, ...http },
    },
    createRuntime({ signal: stop.signal, emit: (event) => events.push(event) }),
  );
  return { client, count: () => count, events, stop };
}

const ok: RequestListener = (_request, response) => response.end('{"fine":true}');
const resetInBody: RequestListener = (_request, response) => {
  response.writeHead(200, { "content-length": "100" });
  response.write('{"fine":');
  setImmediate(() => response.destroy());
};
const cutChunks: RequestListener = (_request, response) => {
  response.write('{"fine":true}');
  setImmediate(() => response.destroy());
};
const noHeaders: RequestListener = (_request, response) => response.destroy();
const zipped = gzipSync(JSON.stringify({ text: "x".repeat(10_000) }));
const gzip =
  (body: Uint8Array): RequestListener =>
  (_request, response) => {
    response.writeHead(200, { "content-encoding": "gzip" });
    response.end(body);
  };
/** A byte of the compressed data is another. */
const corrupt = Uint8Array.from(zipped, (byte, at) => (at === 20 ? byte ^ 0xff : byte));
const shortOfHeader: RequestListener = (_request, response) => {
  response.socket?.end("HTTP/1.1 200 OK\r\ncontent-le");
};
const afterHeaders: RequestListener = (_request, response) => {
  response.writeHead(200, { "content-length": "13" });
  response.flushHeaders();
  setImmediate(() => response.destroy());
};

describe("[RT-1] a connection", () => {
  test.each([
    ["reset in the middle of a body", resetInBody],
    ["cut before the last chunk, after what is good JSON", cutChunks],
    ["closed before the headers", noHeaders],
    ["closed within the headers", shortOfHeader],
    ["closed behind the headers", afterHeaders],
    ["whose gzip is damaged", gzip(corrupt)],
  ])("%s is tried again", async (_what, failing) => {
    const { client, count, events } = await serve([failing, ok]);

    expect((await client.json("x")).body).toEqual({ fine: true });
    expect(count()).toBe(2);
    expect(events.find(({ type }) => type === "retry")).toMatchObject({ reason: "network" });
  });

  test("whose gzip just stops is noticed by what it holds, which is no whole JSON", async () => {
    const { client, count, events } = await serve([gzip(zipped.subarray(0, -20)), ok]);

    expect((await client.json("x")).body).toEqual({ fine: true });
    expect(count()).toBe(2);
    expect(events.filter(({ type }) => type === "retry")).toHaveLength(1);
  });

  test("refused is a network error that names the cause, after all attempts", async () => {
    const { client } = await serve([ok], { retryAttempts: 2 });
    for (const server of servers) await new Promise((resolve) => server.close(resolve));

    expect(await errorOf(client.json("x", { json: {} }))).toMatchObject({
      code: "network",
      message: expect.stringContaining("ECONNREFUSED"),
      context: { attempts: 2, sent: false },
    });
  });

  test("cut behind the first lines is not tried again: they were handed on", async () => {
    const { client, count } = await serve([
      (_request, response) => {
        response.write('{"n":1}\n{"n":2}\n');
        setTimeout(() => response.destroy(), 20);
      },
    ]);
    const { body } = await client.lines<{ n: number }>("x");
    const seen: number[] = [];

    const error = await errorOf(
      (async () => {
        for await (const lines of body) seen.push(...lines.map(({ n }) => n));
      })(),
    );

    expect(seen).toEqual([1, 2]);
    expect(error).toMatchObject({ code: "network" });
    expect(count()).toBe(1);
  });
});

describe("[CN-1] an abort", () => {
  test("ends a request whose body does not come, and closes its connection", async () => {
    const closed = Promise.withResolvers<void>();
    const { client, stop } = await serve([
      (request, response) => {
        request.socket.once("close", () => closed.resolve());
        response.write("[1,");
      },
    ]);
    const reason = new Error("enough");

    const reading = errorOf(client.json("x"));
    setTimeout(() => stop.abort(reason), 20);

    expect(await reading).toMatchObject({ code: "cancelled", cause: { message: "enough" } });
    await closed.promise;
  });

  test("ends a stream, whose connection is closed", async () => {
    const closed = Promise.withResolvers<void>();
    const { client, stop } = await serve([
      (request, response) => {
        request.socket.once("close", () => closed.resolve());
        response.write("1\n");
      },
    ]);
    const { body } = await client.lines("x");

    const reading = errorOf(
      (async () => {
        for await (const lines of body) if (lines.length > 0) setTimeout(() => stop.abort(), 10);
      })(),
    );

    expect(await reading).toMatchObject({ code: "cancelled" });
    await closed.promise;
  });
});

test("[HT-8] a reader that stops early frees its connection", async () => {
  const closed = Promise.withResolvers<void>();
  const { client, events } = await serve([
    (request, response) => {
      request.socket.once("close", () => closed.resolve());
      response.write("1\n2\n");
    },
  ]);

  const { body } = await client.lines("x");
  for await (const lines of body) if (lines.length > 0) break;

  await closed.promise;
  expect(events.filter(({ type }) => type === "request")).toHaveLength(1);
});
