import { CallbackError, HttpError } from "@brain/core";
import { describe, expect, test } from "vitest";
import { errorOf, fetchFailed, json, testApi } from "./api.fixture.ts";

const ok = json({ fine: true });
const status = (code: number, headers = {}): Response =>
  json({ message: "no" }, { status: code, headers });
/** Headers, then a body that breaks. */
const broken = (): Response =>
  new Response(
    new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('{"a":')),
      pull: (controller) => controller.error(new TypeError("terminated")),
    }),
  );

describe("[RT-1] tried again", () => {
  test.each([408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529])(
    "is status %i",
    async (code) => {
      const { client, requests } = testApi([status(code), ok]);

      expect((await client.json("x")).body).toEqual({ fine: true });
      expect(requests).toHaveLength(2);
    },
  );

  test.each([
    ["a network error", fetchFailed("ECONNRESET")],
    ["a network error of which nothing is known", new TypeError("Load failed")],
    ["a body that is cut", broken],
    ["JSON that ends early", new Response('{"a":[1,2')],
    ["an empty body", new Response("")],
    ["what is no JSON", new Response("<html>maintenance</html>")],
    ["bytes that are no UTF-8", new Response(new Uint8Array([34, 0xc3, 0x28, 34]))],
    ["a body shorter than announced", new Response("{}", { headers: { "content-length": "9" } })],
  ])("is %s", async (_what, first) => {
    const { client, requests, events } = testApi([first, ok]);

    expect((await client.json("x")).body).toEqual({ fine: true });
    expect(requests).toHaveLength(2);
    expect(events.filter(({ type }) => type === "retry")).toHaveLength(1);
  });

  test("is a wrong shape, at last DecodeError", async () => {
    const { client, requests } = testApi([json({ results: null })]);

    const error = await errorOf(client.json("x", { shape: (body) => Array.isArray(body.results) }));

    expect(error).toMatchObject({ code: "wrong_shape", context: { attempts: 5 } });
    expect(requests).toHaveLength(5);
  });

  test("is what the connector calls transient, whatever its status", async () => {
    const { client, requests } = testApi([status(400), ok], {
      classify: (response) => (response.status === 400 ? "retry" : undefined),
    });

    await client.json("x");

    expect(requests).toHaveLength(2);
  });

  test("is what the connector gives fewer attempts", async () => {
    const { client, requests } = testApi([status(500)], { classify: () => ({ attempts: 3 }) });

    expect(await errorOf(client.json("x"))).toMatchObject({ code: "http_status" });
    expect(requests).toHaveLength(3);
  });
});

describe("[RT-1] not tried again", () => {
  test.each([
    400, 402, 404, 405, 406, 409, 410, 411, 412, 413, 414, 415, 416, 422, 423, 424, 426, 428, 431,
    451, 501, 505, 511, 525, 530, 599,
  ])("is status %i", async (code) => {
    const { client, requests } = testApi([status(code), ok]);

    const error = await errorOf(client.json("x", { query: { key: "k" } }));

    expect(error).toBeInstanceOf(HttpError);
    expect(error).toMatchObject({
      code: "http_status",
      retryable: false,
      message: `api.example.com answered ${code}: no`,
      context: { status: code, attempts: 1, url: "https://api.example.com/v1/x" },
    });
    expect(requests).toHaveLength(1);
  });

  test("is a 403, which is a lack of permission", async () => {
    const { client, requests } = testApi([status(403), ok]);

    expect(await errorOf(client.json("x"))).toMatchObject({
      name: "PermissionError",
      code: "scope_missing",
    });
    expect(requests).toHaveLength(1);
  });

  test.each([
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "SELF_SIGNED_CERT_IN_CHAIN",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    "CERT_HAS_EXPIRED",
    "ERR_TLS_CERT_ALTNAME_INVALID",
  ])("is a certificate that is not accepted (%s)", async (code) => {
    const { client, requests } = testApi([fetchFailed(code), ok]);

    expect(await errorOf(client.json("x"))).toMatchObject({ code: "tls", retryable: false });
    expect(requests).toHaveLength(1);
  });

  test("more than once is a host that does not exist", async () => {
    const { client, requests } = testApi([fetchFailed("ENOTFOUND")]);

    expect(await errorOf(client.json("x"))).toMatchObject({ code: "network" });
    expect(requests).toHaveLength(2);
  });

  test("is an error of the connector's own code", async () => {
    const { client, requests } = testApi([ok], {
      classify: () => {
        throw new TypeError("undefined is not a function");
      },
    });

    const error = await errorOf(client.json("x"));

    expect(error).toBeInstanceOf(CallbackError);
    expect(error).toMatchObject({ message: expect.stringContaining("classify") });
    expect(requests).toHaveLength(1);
  });

  test("is an error that the connector gives, which is thrown as it is", async () => {
    const own = new HttpError({ code: "http_status", message: "gone", retryable: true });
    const { client, requests } = testApi([status(500)], { classify: () => own });

    expect(await errorOf(client.json("x"))).toBe(own);
    expect(requests).toHaveLength(1);
  });
});

describe("[RT-2]", () => {
  test("a body that can be read but once is sent but once", async () => {
    const { client, requests } = testApi([status(503), ok]);
    const body = new Response("x").body ?? undefined;

    await errorOf(client.json("x", { method: "PUT", body }));

    expect(requests).toHaveLength(1);
  });

  test.each([429, 503, 401, 500])(
    "a POST that may have done something is not repeated after %i",
    async (code) => {
      const { client, requests } = testApi([status(code), ok]);

      await errorOf(client.json("x", { json: {} }));

      expect(requests).toHaveLength(1);
    },
  );

  test.each([
    ["GET", {}, 2],
    ["HEAD", {}, 2],
    ["PUT", { json: {} }, 2],
    ["DELETE", {}, 2],
    ["POST", { json: {} }, 1],
    ["PATCH", { json: {} }, 1],
    ["POST", { json: {}, readOnly: true }, 2],
    ["POST", { json: {}, idempotencyKey: "k1" }, 2],
  ])("%s %o is sent %i times", async (method, options, sent) => {
    const { client, requests } = testApi([status(503), new Response("{}")]);

    await errorOf(client.json("x", { method, ...options }));

    expect(requests).toHaveLength(sent);
  });

  test("a repeated POST carries the same body and idempotency key", async () => {
    const { client, requests } = testApi([status(503), ok]);

    await client.json("x", { json: { a: 1 }, idempotencyKey: "k1" });

    const sent = await Promise.all(requests.map((request) => request.json()));
    expect(sent).toEqual([{ a: 1 }, { a: 1 }]);
    expect(requests.map(({ headers }) => headers.get("idempotency-key"))).toEqual(["k1", "k1"]);
  });

  test.each([
    "ECONNREFUSED",
    "ConnectionRefused",
    "ENOTFOUND",
    "EAI_AGAIN",
    "UND_ERR_CONNECT_TIMEOUT",
  ])("a POST is repeated after %s: it was never sent", async (code) => {
    const { client, requests } = testApi([fetchFailed(code), ok]);

    await client.json("x", { json: {} });

    expect(requests).toHaveLength(2);
  });

  test.each([fetchFailed("ECONNRESET"), new TypeError("fetch failed")])(
    "a POST is not repeated after %s: it may have arrived",
    async (failure) => {
      const { client, requests } = testApi([failure, ok]);

      const error = await errorOf(client.json("x", { json: {} }));

      expect(error).toMatchObject({ code: "network", context: { sent: true } });
      expect(requests).toHaveLength(1);
    },
  );
});
