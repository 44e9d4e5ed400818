import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { createRuntime } from "@brain/core";
import { httpClient } from "@brain/http";
import { fakeClock } from "@brain/testkit";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { authority, otherAuthority, privateKey } from "./certificates.fixture.ts";
import { nodeFetch, type NodeFetch, type NodeFetchOptions } from "./node-fetch.ts";
import { errorOf, names, serve, transport } from "./server.fixture.ts";

/** A server whose authority the platform does not know. */
async function secured(options: NodeFetchOptions, host = "api.example.com") {
  const server = await serve("https", (_request, response) => response.end('{"fine":true}'));
  const fetch = transport(options, names(["127.0.0.1"]).lookup);
  return { server, fetch, url: `https://${host}:${server.port}/` };
}

function client(fetch: NodeFetch, baseUrl: string) {
  const runtime = createRuntime({ fetch, clock: fakeClock({ autoMs: 20_000 }) });
  return httpClient({ baseUrl }, runtime);
}

describe("[HT-7] a certificate of an authority that nobody here knows", () => {
  test("is accepted with `ca`", async () => {
    const { fetch, url } = await secured({ ca: authority });

    expect((await client(fetch, url).json("x")).body).toEqual({ fine: true });
  });

  test("is refused without, as NetworkError tls, and not tried again", async () => {
    const { fetch, url, server } = await secured({});

    const error = await errorOf(client(fetch, url).json("x"));

    expect(error).toMatchObject({ name: "NetworkError", code: "tls", context: { attempts: 1 } });
    expect(server.connections).toHaveLength(1);
    expect(server.requests()).toBe(0);
  });

  test("is refused though NODE_TLS_REJECT_UNAUTHORIZED says otherwise", async () => {
    vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
    onTestFinished(() => void vi.unstubAllEnvs());
    const { fetch, url, server } = await secured({});

    const error = await errorOf(fetch(url));

    expect(error).toMatchObject({ cause: { code: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" } });
    expect(server.requests()).toBe(0);
  });

  test("is refused for a host that it does not name", async () => {
    const { fetch, url } = await secured({ ca: authority }, "other.example.com");

    expect(await errorOf(client(fetch, url).json("x"))).toMatchObject({ code: "tls" });
  });

  test("is refused whatever else is said: no option turns verification off", async () => {
    // Not by their types, which would not let them pass.
    const wrong: object = { rejectUnauthorized: false, insecure: true, connect: {}, tls: {} };
    const { fetch, url } = await secured(wrong);
    const init: object = { rejectUnauthorized: false, dispatcher: undefined, tls: {} };

    expect(await errorOf(fetch(url, init))).toMatchObject({
      cause: { code: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" },
    });
  });
});

describe("[HT-7] `ca`", () => {
  test("adds to the platform's authorities, and takes nothing from them", async () => {
    const platform = getCACertificates("default");
    onTestFinished(() => setDefaultCACertificates(platform));
    setDefaultCACertificates([authority]);
    const { fetch, url } = await secured({ ca: otherAuthority });

    expect((await fetch(url)).status).toBe(200);
  });

  test.each([
    ["no certificate", "hello"],
    ["a private key", privateKey],
    ["nothing", ""],
  ])("that is %s is a wrong config, found before a request", (_what, ca) => {
    expect(() => nodeFetch({ ca: [authority, ca] })).toThrow(
      expect.objectContaining({ code: "config_invalid" }),
    );
  });
});
