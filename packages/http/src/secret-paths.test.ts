import { inspect } from "node:util";
import {
  defineConnector,
  definePipeline,
  from,
  Secret,
  secret,
  toErrorReport,
  type Runtime,
} from "@brain/core";
import { collect, fakeClock, findSecrets, memoryDestination } from "@brain/testkit";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { errorOf, fetchFailed, json, testApi, type Script } from "./api.fixture.ts";
import { basic } from "./auth/basic.ts";
import { bearer } from "./auth/bearer.ts";
import { headerKey } from "./auth/header-key.ts";
import { oauthRefresh } from "./auth/oauth-refresh.ts";
import type { HttpClient, HttpClientOptions, RequestOptions } from "./contracts.ts";
import { httpClient } from "./http-client.ts";
import { cursorPaging } from "./paging/cursor-paging.ts";
import { restStream } from "./rest/rest-stream.ts";

/** With what percent-encoding, base64 and JSON change. */
const CANARIES = ["canary-token/7f3a+b=", "canary-key&9c?d1", "canary-refresh%5e e6"];
const [TOKEN = "", KEY = "", REFRESH = ""] = CANARIES;

/** Everything that a log or a person may get to see of a value. */
function shown(value: unknown): string {
  const stack = value instanceof Error ? value.stack : "";
  return [
    inspect(value, { depth: 12, showHidden: true }),
    JSON.stringify(value),
    String(value),
    stack,
  ].join("\n");
}

function search(...values: readonly unknown[]): unknown {
  return findSecrets(values.map(shown).join("\n"), CANARIES);
}

const signed = { auth: bearer(Secret.of(TOKEN)), headers: { "X-API-Key": KEY } };
const query = { api_key: KEY };
const lines =
  (...parts: readonly (string | Error)[]): Script =>
  () => {
    let at = 0;
    return new Response(
      new ReadableStream({
        pull(controller) {
          const part = parts[at++];
          if (part === undefined) controller.close();
          else if (part instanceof Error) controller.error(part);
          else controller.enqueue(new TextEncoder().encode(part));
        },
      }),
    );
  };
const foreign = Object.assign(new TypeError(`fetch failed: https://a.example/?k=${KEY}`), {
  request: { headers: { authorization: `Bearer ${TOKEN}` } },
  cause: Object.assign(new Error(`connect https://a.example/?api_key=${encodeURIComponent(KEY)}`), {
    code: "ECONNRESET",
    options: { headers: [TOKEN] },
  }),
});
const throwing = (): never => {
  throw Object.assign(new Error("no such field"), { config: { token: TOKEN } });
};
const redirect = (location: string): Response =>
  new Response(null, { status: 302, headers: { location } });

type Call = (client: HttpClient) => Promise<unknown>;
const asJson: Call = (client) => client.json("x", { query, json: { a: 1 }, readOnly: true });
const asLines: Call = async (client) => {
  const { body } = await client.lines("x", { query });
  for await (const batch of body) if (batch.length > 1_000) return;
};
type Failing = readonly [string, readonly Script[], Partial<HttpClientOptions>, Call];
const failing: readonly Failing[] = [
  ["a broken connection", [foreign], {}, asJson],
  ["a broken connection in a stream", [lines("1\n", foreign)], {}, asLines],
  ["a line that is no JSON", [lines("1\n", `Bearer ${TOKEN} ${KEY}\n`)], {}, asLines],
  ["a redirect to elsewhere", [redirect(`https://evil.example/?k=${KEY}&t=${TOKEN}`)], {}, asJson],
  ["a redirect to no address", [redirect(`https://[${encodeURIComponent(KEY)}`)], {}, asJson],
  ["a `classify` that throws", [json({})], { classify: throwing }, asJson],
  ["an `allowance` that throws", [json({})], { allowance: throwing }, asJson],
  [
    "a `shape` that throws",
    [json({})],
    {},
    (client) => client.json("x", { query, shape: throwing }),
  ],
  [
    "a `parse` that throws",
    [lines("1\n")],
    {},
    (client) => client.lines("x", { query, parse: throwing }),
  ],
  [
    "a wrong shape",
    [json({ echo: TOKEN })],
    {},
    (client) => client.json("x", { shape: () => false }),
  ],
  ["a header that cannot be sent", [json({})], { headers: { "X-API-Key": `${KEY}\n.` } }, asJson],
  [
    "a base URL with a password",
    [json({})],
    {},
    (client) => client.json(`https://u:${encodeURIComponent(KEY)}@api.example.com/`),
  ],
  [
    "a path that leads elsewhere",
    [json({})],
    {},
    (client) => client.json(`https://evil.example/?k=${KEY}`),
  ],
  [
    "an empty retry budget",
    [json({ message: TOKEN }, { status: 503 })],
    { http: { retryBaseMs: 1, retryAttempts: 12 } },
    async (client) => {
      for (let call = 0; call < 3; call++) await errorOf(asJson(client));
      return asJson(client);
    },
  ],
  [
    "a pause of a day",
    [json({ message: KEY }, { status: 429, headers: { "retry-after": "86400" } })],
    {},
    asJson,
  ],
];

test.each(failing)(
  "[SE-1] [SE-2] no secret shows in errors and events after %s",
  async (_what, scripts, options, call) => {
    const api = testApi(scripts, { ...signed, http: { retryAttempts: 2 }, ...options });

    const error = await errorOf(call(api.client));

    expect(error).toHaveProperty("hint");
    expect(search(error, toErrorReport(error), api.events, api.client)).toEqual([]);
  },
);

test("[SE-1] the body of a base URL with a password is not shown either", () => {
  const making = (): unknown =>
    httpClient({ baseUrl: `https://user:${KEY}@api.example.com/` }, testApi([]).runtime);

  const error = ((): unknown => {
    try {
      return making();
    } catch (caught) {
      return caught;
    }
  })();

  expect(error).toMatchObject({ code: "address_blocked" });
  expect(search(error, toErrorReport(error))).toEqual([]);
});

test("[SE-2] no secret shows after an abort whose request was under way", async () => {
  const stop = new AbortController();
  const api = testApi([() => new Promise<Response>(() => undefined)], signed, {
    clock: fakeClock(),
  });
  const reading = errorOf(asJson(api.scope(stop.signal)));
  await api.clock.advance(0);

  stop.abort();

  expect(search(await reading, api.events)).toEqual([]);
});

describe("[SE-1] [SE-2] a token endpoint", () => {
  const grant = oauthRefresh({
    clientId: "client",
    clientSecret: Secret.of(KEY),
    refreshToken: Secret.of(REFRESH),
    tokenUrl: "https://login.example.com/token",
  });
  const echo =
    (status: number): Script =>
    async (request) => {
      const form = await request.text();
      return json(
        { error: "invalid_grant", error_description: `bad ${form} ${REFRESH}` },
        { status },
      );
    };
  const answers: readonly (readonly [string, Script])[] = [
    ["refuses the grant", echo(400)],
    ["refuses the client", echo(401)],
    ["is broken", echo(500)],
    ["limits the rate", echo(429)],
    ["cuts the connection", foreign],
    ["does not exist", fetchFailed("ENOTFOUND")],
    ["answers with what is no token", json({ token: REFRESH })],
    ["answers with HTML", async (request) => new Response(`<html>${await request.text()}`)],
    ["redirects", redirect(`https://evil.example/?refresh_token=${REFRESH}`)],
  ];

  test.each(answers)(
    "that %s shows no secret in errors, events and keys",
    async (_what, script) => {
      const api = testApi([script], { auth: grant, http: { retryAttempts: 2 } });

      const error = await errorOf(api.client.json("x"));

      expect(error).toHaveProperty("hint");
      expect(search(error, toErrorReport(error), api.events, grant)).toEqual([]);
    },
  );
});

describe("[SE-1] [SE-2] a connector with secrets in its config", () => {
  const config = z.strictObject({ token: secret(), key: secret() });
  const acme = defineConnector({
    name: "acme",
    version: "1.0.0",
    config,
    identity: () => "acme",
    connect: ({ token, key }, runtime) =>
      httpClient(
        {
          baseUrl: "https://api.example.com/",
          auth: headerKey("X-Token", token),
          headers: { authorization: `Basic ${btoa(`user:${key.reveal()}`)}` },
          http: { retryAttempts: 2 },
        },
        runtime,
      ),
    check: (client: HttpClient) => client.json("me"),
    streams: {
      items: restStream({
        schema: z.object({ id: z.number() }),
        primaryKey: ["id"],
        path: "items",
        request: (): RequestOptions => ({ query: { limit: 1 } }),
        records: (body) => body.data,
        paging: cursorPaging({ param: "after", next: (body) => body.next }),
      }),
    },
  });
  /** The first page is fine; what follows says back all that it was sent. */
  const echoing =
    (status: number): Script =>
    (request) => {
      if (!request.url.includes("after")) return json({ data: [{ id: 1 }], next: "n1" });
      const sent = [...request.headers].map((pair) => pair.join(": ")).join("; ");
      return json({ message: sent }, { status, headers: { "x-request-id": TOKEN } });
    };

  test.each([401, 403, 404, 429, 500])(
    "shows none in report, events, log, checkpoints and identity after a %i",
    async (status) => {
      const { runtime, clock } = testApi([echoing(status)]);
      const said: unknown[] = [];
      const say = (...words: readonly unknown[]): void => void said.push(words);
      const log: Runtime["log"] = { debug: say, info: say, warn: say, error: say };
      const source = acme({ token: TOKEN, key: KEY }, { runtime: { ...runtime, log } });
      const destination = memoryDestination();
      const pipeline = definePipeline({
        name: "p",
        destination,
        flows: [from(source.streams.items).into("items")],
        runtime: { clock, log },
      });

      const report = await pipeline.run({ observers: [(event) => void said.push(event)] });
      const error = await errorOf(collect(source.streams.items));
      const checked = await source.check();

      expect(report.status).not.toBe("succeeded");
      expect(said.length).toBeGreaterThan(5);
      const saved = [];
      for await (const point of destination.state.list({
        pipeline: "p",
        flow: "items",
        scope: "",
      })) {
        saved.push(point);
      }
      expect(saved.length).toBeGreaterThan(0);
      const { identity, info } = source.streams.items;
      expect(search(report, said, error, checked, saved, source, identity, info)).toEqual([]);
    },
  );

  test("shows none when the config itself is wrong", () => {
    const wrong = { token: TOKEN, key: KEY, tokne: REFRESH };
    let error: unknown;

    try {
      acme(wrong);
    } catch (caught) {
      error = caught;
    }

    expect(error).toMatchObject({ name: "ConfigError" });
    expect(search(error)).toEqual([]);
  });
});

test("[SE-1] Basic credentials are found wherever they stand, so that this search means something", () => {
  const auth = basic("us", Secret.of(KEY));
  const header = `Basic ${btoa(`us:${KEY}`)}`;

  expect(findSecrets(header, CANARIES)).toEqual([{ index: 1, form: "in base64" }]);
  expect(search(auth)).toEqual([]);
});
