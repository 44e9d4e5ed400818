import { describe, expect, test } from "vitest";
import { chunked, errorOf, json, testApi, type TestApi } from "./api.fixture.ts";
import type { RequestOptions } from "./contracts.ts";

async function collect<T>(batches: AsyncIterable<T[]>): Promise<T[]> {
  const all: T[] = [];
  for await (const batch of batches) all.push(...batch);
  return all;
}

describe("lines", () => {
  test("are parsed, long numbers kept", async () => {
    const { client, events } = testApi([chunked(['{"n":1}\n{"n":', "9007199254740993}\n"])]);

    const answer = await client.lines<{ n: unknown }>("export", { query: { day: "x" } });

    expect(await collect(answer.body)).toEqual([{ n: 1 }, { n: "9007199254740993" }]);
    expect(events).toMatchObject([
      { type: "request", status: 200, bytesIn: 31, endpoint: "export" },
    ]);
  });

  test("that are no JSON go to `parse`", async () => {
    const { client } = testApi([chunked(["{}\nterminated early\n"])]);

    const answer = await client.lines("export", { parse: (line) => line.length });

    expect(await collect(answer.body)).toEqual([2, 16]);
  });

  test.each([
    ["cut before the first line", chunked(['{"n":'], new TypeError("terminated"))],
    ["refused", json({}, { status: 503 })],
    ["without an end in its first line", chunked(['{"n":1}'])],
    ["whose first line is no JSON", chunked(["<html>\n"])],
  ])("of a body %s are asked for again", async (_what, first) => {
    const { client, requests } = testApi([first, chunked(["1\n2\n"])]);

    expect(await collect((await client.lines("export")).body)).toEqual([1, 2]);
    expect(requests).toHaveLength(2);
  });

  test.each([
    ["cut later", chunked(["1\n", "2\n"], new TypeError("terminated")), "network", [1, 2]],
    ["without a last newline", chunked(["1\n", "2"]), "truncated", [1]],
    ["with a bad line", chunked(["1\n", "{]\n"]), "not_json", [1]],
  ])(
    "[RT-1] of a body %s are not: those before were handed on",
    async (_what, script, code, seen) => {
      const { client, requests } = testApi([script]);
      const { body: batches } = await client.lines<number>("export");
      const lines: number[] = [];

      const error = await errorOf(
        (async () => {
          for await (const batch of batches) lines.push(...batch);
        })(),
      );

      expect(error).toMatchObject({ code, context: { host: "api.example.com" } });
      expect(lines).toEqual(seen);
      expect(requests).toHaveLength(1);
    },
  );

  test("of an empty body are none", async () => {
    const { client } = testApi([chunked([])]);

    expect(await collect((await client.lines("export")).body)).toEqual([]);
  });

  test("of an expected status are none", async () => {
    const { client } = testApi([json({ error: "no data" }, { status: 404 })]);

    const answer = await client.lines("export", { expect: [404] });

    expect(answer.status).toBe(404);
    expect(await collect(answer.body)).toEqual([]);
  });

  test("[ER-2] a `parse` that throws is named", async () => {
    const { client, requests } = testApi([chunked(["1\n"])]);
    const parse = (): never => {
      throw new Error("bad");
    };

    const error = await errorOf(client.lines("export", { parse }));

    expect(error).toMatchObject({
      code: "connector_failed",
      message: expect.stringContaining("parse"),
    });
    expect(requests).toHaveLength(1);
  });
});

test("every answer tells where it came from, without the query, which may hold a secret", async () => {
  const moved = new Response(null, { status: 302, headers: { location: "/v2/b?key=k" } });
  const url = "https://api.example.com/v2/b";
  const api = (): TestApi => testApi([moved, () => new Response("1\n")]);
  const asked = { query: { api_key: "k" } };

  expect(await api().client.json("a", asked)).toMatchObject({ url, body: 1 });
  expect(await api().client.lines("a", asked)).toMatchObject({ url });
  expect(await api().client.bytes("a", asked)).toMatchObject({ url });
});

describe("bytes", () => {
  test("come as they arrive", async () => {
    const { client } = testApi([chunked(["ab", "cd"])]);

    const { body: stream } = await client.bytes("file");

    expect(await new Response(stream).text()).toBe("abcd");
  });

  test("are asked for again until the first of them", async () => {
    const { client, requests } = testApi([
      chunked([], new TypeError("terminated")),
      chunked(["ab"]),
    ]);

    expect(await new Response((await client.bytes("file")).body).text()).toBe("ab");
    expect(requests).toHaveLength(2);
  });

  test("[HT-3] fewer than announced are truncated", async () => {
    const short = new Response("ab", { headers: { "content-length": "5" } });
    const { client } = testApi([short]);

    const { body: stream } = await client.bytes("file");

    expect(await errorOf(new Response(stream).text())).toMatchObject({ code: "truncated" });
  });

  test("[RT-1] vendor errors are classified before a byte is handed on", async () => {
    const { client } = testApi([json({ message: "too late" }, { status: 400 })]);

    expect(await errorOf(client.bytes("file"))).toMatchObject({
      message: "api.example.com answered 400: too late",
    });
  });
});

describe("[RT-1] a body cut behind what was handed on", () => {
  const cut = chunked(["1\n"], new TypeError("terminated"));
  const failing = async (api: TestApi, options: RequestOptions = {}): Promise<unknown> =>
    errorOf(collect((await api.client.lines("export", options)).body));

  test.each([
    ["lines", async (api: TestApi) => collect((await api.client.lines("x")).body)],
    ["bytes", async (api: TestApi) => new Response((await api.client.bytes("x")).body).text()],
  ])("of %s is marked for the engine, which reads it again", async (_what, read) => {
    expect(await errorOf(read(testApi([cut])))).toMatchObject({
      code: "network",
      retryable: true,
      context: { streamed: true },
    });
  });

  test.each([
    ["a POST that may do something", cut, { json: {} }],
    ["a line that is too long", chunked(["1\n", "x".repeat(2 ** 24 + 1)]), {}],
  ])("is not marked for %s", async (_what, script, options) => {
    const error = await failing(testApi([script]), options);

    expect(error).toMatchObject({ name: expect.stringMatching(/^(NetworkError|DecodeError)$/) });
    expect(error).not.toHaveProperty("context.streamed");
  });

  test("costs a retry each: at last the budget is empty", async () => {
    const api = testApi([cut]);
    const codes: unknown[] = [];

    for (let call = 0; call < 40; call++) {
      codes.push(Reflect.get(Object(await failing(api)), "code"));
    }

    // 500 tokens, one more for each answer that begins, 14 less for each cut.
    expect(codes.indexOf("retry_budget_exhausted")).toBe(38);
  });

  test("is given back once such a body came to its end", async () => {
    const whole = chunked(["1\n"]);
    const api = testApi(Array.from({ length: 200 }, (_, call) => (call % 2 === 0 ? cut : whole)));

    for (let call = 0; call < 100; call++) {
      expect(await failing(api)).toMatchObject({ code: "network" });
      await collect((await api.client.lines("export")).body);
    }
  });
});

describe("[HT-8] a streamed body", () => {
  test("keeps no place from other requests while it is read", async () => {
    const { client } = testApi(
      [({ url }) => (url.endsWith("export") ? new Response("1\n2\n3\n") : json({ fine: true }))],
      { http: { concurrency: 1 } },
    );

    const streams = await Promise.all([client.lines("export"), client.lines("export")]);
    const inner = await client.json("other");

    expect(inner.body).toEqual({ fine: true });
    expect(await collect(streams[0].body)).toEqual([1, 2, 3]);
  });

  test("gives its budget's place back when it has ended", async () => {
    const { client, clock } = testApi([() => new Response("1\n")], {
      budgets: { default: [{ atOnce: 1 }] },
    });
    const first = await client.lines("a");
    let second = "waits";
    const waiting = client.lines("b").then(() => {
      second = "runs";
    });

    await clock.advance(50);
    expect(second).toBe("waits");
    await collect(first.body);
    await clock.advance(50);
    await waiting;

    expect(second).toBe("runs");
  });
});
