import { createRuntime } from "@brain/core";
import { httpClient, type HttpClientOptions } from "@brain/http";
import { fakeClock } from "@brain/testkit";
import { describe, expect, test } from "vitest";
import { authority } from "./certificates.fixture.ts";
import { nodeFetch, type NodeFetch } from "./node-fetch.ts";
import { isPrivateAddress } from "./private-address.ts";
import { errorOf, names, serve, transport } from "./server.fixture.ts";

const ok = (_request: unknown, response: { end(text: string): void }): void =>
  response.end('{"fine":true}');
const blocked = { name: "HttpError", code: "address_blocked" };

function client(fetch: NodeFetch, baseUrl: string, more: Partial<HttpClientOptions> = {}) {
  const clock = fakeClock({ autoMs: 20_000 });
  return httpClient({ baseUrl, ...more }, createRuntime({ fetch, clock }));
}

describe("[HT-6] a public name", () => {
  test.each([
    [["127.0.0.1"]],
    [["10.0.0.1"]],
    [["169.254.169.254"]],
    [["::1"]],
    [["::ffff:127.0.0.1"]],
    [["fe80::1%eth0"]],
    [["192.0.2.1", "127.0.0.1"]],
    [["2001:db8::1", "fd00::1"]],
  ])("that resolves to %o is refused when it connects", async (addresses) => {
    const server = await serve("http", ok);
    const fetch = transport({}, names(addresses).lookup, isPrivateAddress);

    const error = await errorOf(fetch(`http://api.example.com:${server.port}/`));

    expect(error).toMatchObject({ ...blocked, context: { host: "api.example.com" } });
    expect(server.connections).toEqual([]);
  });

  test("is looked up once, and the address that was looked at is the one connected to", async () => {
    const server = await serve("http", ok);
    const { lookup, asked } = names(["127.0.0.1"], ["127.0.0.2"]);
    const fetch = transport({}, lookup);

    const response = await fetch(`http://api.example.com:${server.port}/`);

    expect(await response.json()).toEqual({ fine: true });
    expect([asked, server.connections]).toEqual([["api.example.com"], ["127.0.0.1"]]);
  });

  test("that resolves to something private the second time is refused then", async () => {
    const server = await serve("http", (_request, response) => {
      response.setHeader("connection", "close");
      response.end("{}");
    });
    const fetch = transport({}, names(["127.0.0.1"], ["127.0.0.2"]).lookup);
    const url = `http://api.example.com:${server.port}/`;
    await (await fetch(url)).text();

    expect(await errorOf(fetch(url))).toMatchObject(blocked);
    expect(server.connections).toEqual(["127.0.0.1"]);
  });

  test("is followed to another that is private neither by `fetch` nor by a client", async () => {
    const location = (): string => `https://files.example.com:${server.port}/x`;
    const server = await serve("https", (_request, response) => {
      response.writeHead(302, { location: location() }).end();
    });
    const { lookup, asked } = names(["127.0.0.1"], ["10.0.0.1"]);
    const url = `https://api.example.com:${server.port}/`;
    const redirectHosts = [new URL(location()).host];
    const byFetch = transport({ ca: authority }, lookup);
    const byClient = transport({ ca: authority }, names(["127.0.0.1"], ["10.0.0.1"]).lookup);

    expect(await errorOf(byFetch(url))).toMatchObject(blocked);
    expect(await errorOf(client(byClient, url, { redirectHosts }).json("x"))).toMatchObject(
      blocked,
    );
    expect(asked).toEqual(["api.example.com", "files.example.com"]);
    expect(server.requests()).toBe(2);
  });

  test("that is refused is not tried again", async () => {
    const { lookup, asked } = names(["10.0.0.1"]);

    const error = await errorOf(
      client(transport({}, lookup), "https://api.example.com/").json("x"),
    );

    expect(error).toMatchObject(blocked);
    expect(asked).toHaveLength(1);
  });
});

describe("[HT-6] a private address", () => {
  test.each(["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "localhost"])(
    "spelt %s is refused though no name is looked up",
    async (host) => {
      const server = await serve("http", ok);
      await using fetch = nodeFetch();

      expect(await errorOf(fetch(`http://${host}:${server.port}/`))).toMatchObject(blocked);
      expect(server.connections).toEqual([]);
    },
  );

  test("is connected to with allowPrivateNetwork", async () => {
    const server = await serve("http", ok);
    await using fetch = nodeFetch({ allowPrivateNetwork: true });

    expect((await fetch(`http://127.0.0.1:${server.port}/`)).status).toBe(200);
    expect((await fetch(`http://localhost:${server.port}/`)).status).toBe(200);
  });

  test("is connected to for a client whose config allows it, for no other", async () => {
    const server = await serve("http", ok);
    await using fetch = nodeFetch();
    const url = `http://127.0.0.1:${server.port}/`;
    const allowed = client(fetch, url, { http: { allowPrivateNetwork: true } });

    expect((await allowed.json("x")).body).toEqual({ fine: true });
    // Though a connection stands that it could have used.
    expect(await errorOf(fetch(url))).toMatchObject(blocked);
    expect(server.connections).toHaveLength(1);
  });
});
