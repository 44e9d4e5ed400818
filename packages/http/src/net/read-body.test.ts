import { describe, expect, test } from "vitest";
import { errorOf, testApi } from "../api.fixture.ts";

const once = { retryAttempts: 1 };

describe("[HT-2]", () => {
  test("a body beyond the limit is cancelled and refused, without another attempt", async () => {
    let pulled = 0;
    let cancelled = false;
    const endless = (): Response =>
      new Response(
        new ReadableStream({
          pull: (controller) => {
            pulled++;
            controller.enqueue(new Uint8Array(1_000).fill(32));
          },
          cancel: () => {
            cancelled = true;
          },
        }),
      );
    const { client, requests } = testApi([endless], { http: { maxBodyBytes: 10_000 } });

    const error = await errorOf(client.json("x"));

    expect(error).toMatchObject({ code: "response_too_large", retryable: false });
    expect([cancelled, requests.length]).toEqual([true, 1]);
    expect(pulled).toBeLessThan(15);
  });

  test("the limit of 64 MiB is of decoded bytes", async () => {
    const chunk = new Uint8Array(2 ** 20).fill(32);
    let chunks = 0;
    const large = (): Response =>
      new Response(
        new ReadableStream({
          pull: (controller) => (++chunks > 65 ? controller.close() : controller.enqueue(chunk)),
        }),
      );
    const { client } = testApi([large], { http: once });

    expect(await errorOf(client.json("x"))).toMatchObject({ code: "response_too_large" });
    expect(chunks).toBeLessThanOrEqual(66);
  });

  test.each([
    [10_000, 2 * 2 ** 20, "response_too_large"],
    [10_000, 900_000, undefined],
    [30_000, 2 * 2 ** 20, undefined],
  ])("%i compressed bytes may not become %i", async (announced, decoded, code) => {
    const headers = { "content-encoding": "gzip", "content-length": String(announced) };
    const body = `"${" ".repeat(decoded - 2)}"`;
    const { client } = testApi([() => new Response(body, { headers })], { http: once });

    const result = await client.json("x").catch((error: unknown) => error);

    expect(Reflect.get(Object(result), "code")).toBe(code);
  });
});

describe("[HT-3]", () => {
  test("a body shorter than announced is truncated, even if it is good JSON", async () => {
    const short = new Response("[1]", { headers: { "content-length": "4" } });
    const { client } = testApi([short], { http: once });

    expect(await errorOf(client.json("x"))).toMatchObject({ code: "truncated" });
  });

  test("streamed bodies are asked for without compression", async () => {
    const { client, requests } = testApi([() => new Response("1\n")]);

    await client.bytes("x");
    await client.lines("x");

    expect(requests.map(({ headers }) => headers.get("accept-encoding"))).toEqual([
      "identity",
      "identity",
    ]);
  });
});

describe("[HT-4]", () => {
  test("a BOM is allowed", async () => {
    const { client } = testApi([new Response("\uFEFF[1]")]);

    expect((await client.json("x")).body).toEqual([1]);
  });

  test("a character cut by a chunk is whole again", async () => {
    const bytes = new TextEncoder().encode('"ä€😀"');
    const { client } = testApi([
      new Response(
        new ReadableStream({
          start(controller) {
            for (const byte of bytes) controller.enqueue(new Uint8Array([byte]));
            controller.close();
          },
        }),
      ),
    ]);

    expect((await client.json("x")).body).toBe("ä€😀");
  });

  test.each([
    ["at its end", [34, 0xe2, 0x82]],
    ["in its middle", [34, 0xff, 34]],
  ])("UTF-8 broken %s is refused", async (_where, bytes) => {
    const { client } = testApi([new Response(new Uint8Array(bytes))], { http: once });

    expect(await errorOf(client.json("x"))).toMatchObject({ code: "not_json" });
  });

  test("the content type does not matter for JSON that parses", async () => {
    const { client } = testApi([new Response("[1]", { headers: { "content-type": "text/html" } })]);

    expect((await client.json("x")).body).toEqual([1]);
  });

  test("HTML is shown with at most 200 characters, redacted", async () => {
    const html = `<html>\n<body>token=abc123secret, jane@example.com ${"x".repeat(500)}`;
    const headers = { "content-type": "application/json" };
    const { client } = testApi([new Response(html, { headers })], { http: once });

    const error = await errorOf(client.json("x"));

    expect(error).toMatchObject({ code: "not_json" });
    const { message } = error as Error; // the match above has seen that it is one
    expect(message).toContain("<html> <body>token=[redacted], [e-mail] xxx");
    expect(message.length).toBeLessThan(250);
  });
});

test.each([204, 205])("a %i has no body", async (status) => {
  const { client } = testApi([new Response(null, { status })]);

  expect(await client.json("x")).toMatchObject({ status, body: undefined });
});

test.each([
  [404, "", undefined],
  [404, "<html>not here</html>", undefined],
  [409, '{"state":"running"}', { state: "running" }],
])("an expected %i with %j is an answer", async (status, text, body) => {
  const { client } = testApi([new Response(text, { status })]);

  expect(await client.json("x", { expect: [404, 409] })).toMatchObject({ status, body });
});
