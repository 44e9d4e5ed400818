import type { RequestListener } from "node:http";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { createRuntime } from "@brain/core";
import { httpClient } from "@brain/http";
import { fakeClock } from "@brain/testkit";
import { describe, expect, test } from "vitest";
import { errorOf, serve, silent, transport } from "./server.fixture.ts";

const rows = Array.from({ length: 5_000 }, (_, n) => ({ id: n, text: String(n * 7) }));
const text = JSON.stringify(rows);
const bodies: [coding: string, bytes: Buffer][] = [
  ["gzip", gzipSync(text)],
  ["x-gzip", gzipSync(text)],
  ["deflate", deflateSync(text)],
  ["deflate", deflateRawSync(text)],
  ["br", brotliCompressSync(text)],
  ["deflate, gzip", gzipSync(deflateSync(text))],
];

/** Says nothing of a fault: the announced length is that of what is sent. */
const sends =
  (coding: string, bytes: Buffer, status = 200): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { "content-encoding": coding, "content-length": bytes.length });
    response.end(bytes);
  };

async function strict(...listeners: readonly RequestListener[]) {
  const server = await serve("http", ...listeners);
  const baseUrl = `http://127.0.0.1:${server.port}/`;
  const fetch = transport({ allowPrivateNetwork: true, decompress: "strict" }, silent);
  const runtime = createRuntime({ fetch, clock: fakeClock({ autoMs: 20_000 }) });
  const client = httpClient({ baseUrl, http: { allowPrivateNetwork: true } }, runtime);
  return { url: baseUrl, fetch, client, server };
}

describe("[HT-3] strict decompression", () => {
  test.each(bodies)("gives a whole body of %s as it was", async (coding, bytes) => {
    const { url, fetch } = await strict(sends(coding, bytes));

    const response = await fetch(url);

    expect(await response.text()).toBe(text);
    expect(response.headers.get("content-encoding")).toBe(coding.replace("x-", ""));
    expect([response.url, response.redirected, response.status]).toEqual([url, false, 200]);
  });

  test.each(bodies)(
    "notices that a body of %s was cut, which `fetch` takes for whole",
    async (coding, bytes) => {
      const { url, fetch } = await strict(sends(coding, bytes.subarray(0, -9)));
      const loose = await (await globalThis.fetch(url)).text();

      const error = await errorOf((await fetch(url)).text());

      expect(text.startsWith(loose)).toBe(true);
      expect(error).toMatchObject({ name: "DecodeError", code: "truncated" });
    },
  );

  test.each(bodies)("notices what stands behind the end of %s", async (coding, bytes) => {
    const { url, fetch } = await strict(sends(coding, Buffer.concat([bytes, Buffer.alloc(9, 1)])));

    expect(await errorOf((await fetch(url)).text())).toMatchObject({ code: "truncated" });
  });

  // Raw deflate and Brotli carry no checksum.
  test.each(bodies.slice(0, 3))("notices a body of %s that was damaged", async (coding, bytes) => {
    const damaged = Buffer.from(bytes);
    damaged.fill(0xff, 5_000, 5_020);
    const { url, fetch } = await strict(sends(coding, damaged));

    expect(await errorOf((await fetch(url)).text())).toMatchObject({ code: "truncated" });
  });

  test("makes a client ask again for what was cut, and say so when it stays cut", async () => {
    const cut = sends("gzip", gzipSync(text).subarray(0, -9));
    const mended = await strict(cut, sends("gzip", gzipSync(text)));
    const broken = await strict(cut);

    expect((await mended.client.json("x")).body).toEqual(rows);
    expect(await errorOf(broken.client.json("x"))).toMatchObject({
      name: "DecodeError",
      code: "truncated",
      context: { attempts: 5, endpoint: "x" },
    });
    expect([mended.server.requests(), broken.server.requests()]).toEqual([2, 5]);
  });

  test("proves the end of lines that a server compressed although it was asked not to", async () => {
    const lines = gzipSync('{"n":1}\n{"n":2}\n');
    const { client } = await strict(sends("gzip", lines.subarray(0, -1)));

    const reading = (async () => {
      const { body } = await client.lines("x");
      for await (const read of body) void read;
    })();

    expect(await errorOf(reading)).toMatchObject({ code: "truncated" });
  });

  test("does not call a connection that broke a cut body", async () => {
    const { url, fetch } = await strict((_request, response) => {
      response.writeHead(200, { "content-encoding": "gzip" });
      response.write(gzipSync(text).subarray(0, 100));
      setImmediate(() => response.destroy());
    });

    const error = await errorOf((await fetch(url)).text());

    expect(error).toMatchObject({ message: "terminated" });
  });

  test("leaves alone what has no body, an empty one, or a coding that is not known", async () => {
    const { url, fetch } = await strict(
      sends("gzip", gzipSync(text)),
      sends("gzip", Buffer.alloc(0)),
      sends("compress", Buffer.from("as it is")),
      (_request, response) => response.writeHead(304, { "content-encoding": "br" }).end(),
    );

    const head = await fetch(url, { method: "HEAD" });

    expect(head.headers.get("content-encoding")).toBe("gzip");
    for (const expected of ["", "as it is", ""]) {
      expect(await (await fetch(url)).text()).toBe(expected);
    }
  });

  test("undoes the body of an error, and the last of a chain of redirects alone", async () => {
    const { url, fetch } = await strict(
      sends("gzip", gzipSync("no such thing"), 404),
      (_request, response) => {
        response.writeHead(302, { location: "/y", "content-encoding": "gzip" });
        response.end(gzipSync("elsewhere"));
      },
      (_request, response) => response.end("plain"),
    );

    expect(await (await fetch(url)).text()).toBe("no such thing");
    const redirected = await fetch(url);
    expect(await redirected.text()).toBe("plain");
    expect([redirected.url, redirected.redirected]).toEqual([`${url}y`, true]);
  });
});

describe("[HT-2] strict decompression", () => {
  const bomb = gzipSync(Buffer.alloc(64 * 2 ** 20));

  test("stops beyond 100:1, chunked too, where nothing tells the size", async () => {
    const { url, fetch, client } = await strict((_request, response) => {
      response.setHeader("content-encoding", "gzip");
      response.write(bomb.subarray(0, 1_000));
      response.end(bomb.subarray(1_000));
    });
    let bytes = 0;

    const error = await errorOf(
      (async () => {
        for await (const chunk of (await fetch(url)).body ?? []) bytes += chunk.length;
      })(),
    );

    expect(error).toMatchObject({ name: "DecodeError", code: "response_too_large" });
    expect(bytes).toBeLessThanOrEqual(100 * bomb.length);
    expect(await errorOf(client.json("x"))).toMatchObject({ code: "response_too_large" });
  });

  test("lets any ratio pass below 1 MiB", async () => {
    const { url, fetch } = await strict(sends("gzip", gzipSync(Buffer.alloc(2 ** 20))));

    expect((await (await fetch(url)).arrayBuffer()).byteLength).toBe(2 ** 20);
  });
});

test("[HT-8] a strict body that is given up frees its connection, though a read is under way", async () => {
  const closed = Promise.withResolvers<void>();
  const { url, fetch } = await strict((request, response) => {
    request.socket.once("close", () => closed.resolve());
    response.writeHead(200, { "content-encoding": "gzip" });
    response.write(gzipSync(text).subarray(0, 50));
  });
  const reader = (await fetch(url)).body?.getReader();

  const reading = reader?.read();
  await reader?.cancel();

  await closed.promise;
  expect(await reading).toMatchObject({ done: true });
});
