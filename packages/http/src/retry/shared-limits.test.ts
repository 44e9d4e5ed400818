import { memoryBudget, Secret, type Budget } from "@brain/core";
import { fakeClock } from "@brain/testkit";
import { describe, expect, test } from "vitest";
import { bearer } from "../auth/bearer.ts";
import { delays, errorOf, fetchFailed, json, testApi } from "../api.fixture.ts";

const ok = json({ fine: true });
const status = (code: number, headers = {}): Response =>
  json({ message: "no" }, { status: code, headers });
describe("[RT-5]", () => {
  test("after a 429 nobody else sends before the time given", async () => {
    const { client, clock, requests } = testApi([status(429, { "retry-after": "10" }), ok]);
    const sent: number[] = [];
    const note = async (call: Promise<unknown>): Promise<void> => {
      await call;
      sent.push(clock.now());
    };
    const start = clock.now();

    const first = note(client.json("a"));
    await clock.advance(0);
    await Promise.all([first, note(client.json("b")), note(client.json("c"))]);

    expect(requests).toHaveLength(4);
    expect(Math.min(...sent) - start).toBeGreaterThanOrEqual(10_000);
  });

  test("who waits for a place finds the limit that the answer before it told, however slow the budget", async () => {
    const clock = fakeClock({ autoMs: 20_000 });
    const inner = memoryBudget(clock);
    const budget: Budget = {
      take: inner.take,
      async settle(...told) {
        await clock.sleep(50);
        await inner.settle(...told);
      },
    };
    const sent: number[] = [];
    const { client } = testApi(
      [
        () => {
          sent.push(clock.monotonic());
          return sent.length === 1 ? status(429, { "retry-after": "10" }) : json({});
        },
      ],
      { http: { concurrency: 1 } },
      { clock, budget },
    );

    await Promise.all(["a", "b", "c"].map((path) => client.json(path)));

    expect(sent).toHaveLength(4);
    expect(Math.min(...sent.slice(1))).toBeGreaterThanOrEqual(10_000);
  });

  test("a bare 429 holds the others back for half a second at least", async () => {
    const sent: number[] = [];
    const { client, clock } = testApi(
      [
        () => {
          sent.push(clock.monotonic());
          return sent.length === 1 ? status(429) : json({});
        },
      ],
      { http: { concurrency: 1 } },
    );

    await Promise.all(["a", "b"].map((path) => client.json(path)));

    expect(Math.min(...sent.slice(1))).toBeGreaterThanOrEqual(500);
  });

  test("another credential, and another host, is not held back", async () => {
    const api = testApi(
      [
        ({ headers, url }) =>
          headers.has("authorization") || url.includes("other")
            ? json({})
            : status(429, { "retry-after": "100" }),
      ],
      {},
      { clock: fakeClock() },
    );
    const held = api.client.json("x");
    await api.clock.advance(0);
    const others = [
      { auth: bearer(Secret.of("another-token")) },
      { baseUrl: "https://other.example.com/" },
    ];

    for (const other of others) {
      expect((await api.scope(api.runtime.signal, other).json("y")).status).toBe(200);
    }
    expect(api.clock.monotonic()).toBe(0);
    held.catch(() => undefined);
  });

  test("a pause that the connector reads out of an answer holds for the budget it names", async () => {
    const pauseUntil = Date.parse("2026-11-24T00:00:05Z");
    const { client, clock, events, requests } = testApi(
      [status(400), ok],
      {
        classify: ({ status: code }) =>
          code === 400 ? { pauseUntil, budget: "search" } : undefined,
      },
      { clock: fakeClock() },
    );

    const search = client.json("search", { budget: "search" });
    await clock.advance(0);
    await client.json("other");
    await clock.advance(5_000);
    expect(requests.map(({ url }) => new URL(url).pathname)).toEqual(["/v1/search", "/v1/other"]);
    await clock.advance(300);

    expect((await search).body).toEqual({ fine: true });
    expect(delays(events)).toEqual([5_250]);
  });

  test("a pause beyond maxWaitMs is quota_exhausted for all, without another request", async () => {
    const pauseUntil = Date.parse("2026-11-24T05:00:00Z");
    const { client, requests } = testApi([status(429)], { classify: () => ({ pauseUntil }) });

    const errors = [await errorOf(client.json("a")), await errorOf(client.json("b"))];

    for (const error of errors) {
      expect(error).toMatchObject({
        code: "quota_exhausted",
        resumeAt: "2026-11-24T05:00:00.000Z",
      });
    }
    expect(requests).toHaveLength(1);
  });

  test("what the answers tell corrects the budget and is told to observers", async () => {
    const resetAt = Date.parse("2026-11-24T00:00:08Z");
    const { client, clock, events } = testApi([ok], {
      budgets: { default: [{ requests: 100, perMs: 10_000 }] },
      allowance: () => ({ budget: "default", requests: 1, resetAt }),
    });

    for (const path of ["a", "b", "c"]) await client.json(path);

    expect(events).toContainEqual({
      type: "budget",
      budget: "default",
      limit: 100,
      left: 1,
      resetAt,
    });
    expect(events).toContainEqual({
      type: "wait",
      reason: "budget",
      until: resetAt,
      budget: "default",
    });
    expect(clock.now()).toBe(resetAt);
  });

  test("what a call cost is charged where nothing tells what is left, too", async () => {
    const { client, clock, events } = testApi([ok], {
      budgets: { default: [{ requests: 10, perMs: 10_000 }] },
      allowance: () => ({ budget: "default", cost: 5 }),
    });
    const start = clock.now();

    for (const path of ["a", "b"]) await client.json(path);
    expect(clock.now()).toBe(start);
    await client.json("c");

    expect(clock.now() - start).toBeGreaterThanOrEqual(10_000);
    expect(events.filter(({ type }) => type === "budget")).toEqual([]);
  });

  test("scopes of one credential share what is left", async () => {
    const api = testApi([ok], { budgets: { default: [{ requests: 2, perMs: 10_000 }] } });
    const other = api.scope(new AbortController().signal);

    await api.client.json("a");
    await other.json("b");
    await other.json("c");

    expect(api.clock.now() - Date.parse("2026-11-24T00:00:00Z")).toBeGreaterThanOrEqual(10_000);
  });
});

describe("[RT-6]", () => {
  test("retries of a host end when they only do harm", async () => {
    const { client, requests } = testApi([status(503)], { http: { retryBaseMs: 1 } });
    const codes: unknown[] = [];

    for (let call = 0; call < 20; call++) {
      codes.push(Reflect.get(Object(await errorOf(client.json("x"))), "code"));
    }

    // 35 retries of 14 tokens.
    expect(requests).toHaveLength(20 + 35);
    expect(codes.indexOf("retry_budget_exhausted")).toBe(8);
    expect(codes.at(-1)).toBe("retry_budget_exhausted");
  });

  test("one layer retries, and no other beneath it", async () => {
    const { client, requests } = testApi([fetchFailed("ECONNRESET")]);

    expect(await errorOf(client.json("x"))).toMatchObject({ context: { attempts: 5 } });
    expect(requests).toHaveLength(5);
  });

  test("a limit costs less: a hundred retries", async () => {
    const { client, requests } = testApi([status(429)], { http: { retryBaseMs: 1 } });

    for (let call = 0; call < 30; call++) await errorOf(client.json("x"));

    // 100 retries of 5 tokens.
    expect(requests).toHaveLength(30 + 100);
  });

  test("the error of an empty budget keeps what it was that failed", async () => {
    const { client } = testApi([status(503)], { http: { retryBaseMs: 1 } });
    for (let call = 0; call < 20; call++) await errorOf(client.json("x"));

    expect(await errorOf(client.json("x"))).toMatchObject({
      name: "HttpError",
      code: "retry_budget_exhausted",
      context: { attempts: 1, status: 503 },
      cause: { code: "http_status" },
    });
  });

  test("a success gives back what its retries took", async () => {
    const scripts = Array.from({ length: 60 }, (_, call) => (call % 2 === 0 ? status(503) : ok));
    const { client } = testApi(scripts, { http: { retryBaseMs: 1 } });

    for (let call = 0; call < 30; call++) await client.json("x");

    expect((await client.json("x")).body).toEqual({ fine: true });
  });

  test("another host has a budget of its own", async () => {
    const api = testApi([status(503)], { http: { retryBaseMs: 1 } });
    for (let call = 0; call < 20; call++) await errorOf(api.client.json("x"));
    const other = api.scope(api.runtime.signal, { baseUrl: "https://other.example.com/" });

    expect(await errorOf(other.json("x"))).toMatchObject({ code: "http_status" });
  });
});

test("[RT-7] every attempt, retry and its reason is an event; the error has their sum", async () => {
  const { client, events } = testApi([
    fetchFailed("ECONNRESET"),
    status(503, { "x-request-id": "r-2" }),
    new Response("[1"),
    status(429),
    status(404, { "x-request-id": "r-5" }),
  ]);

  const error = await errorOf(client.json("contacts/7", { endpoint: "contacts/{id}" }));

  expect(events.filter(({ type }) => type === "retry")).toMatchObject([
    { attempt: 1, reason: "network", code: "network" },
    { attempt: 2, reason: "status", status: 503 },
    { attempt: 3, reason: "body", code: "truncated" },
    { attempt: 4, reason: "throttled", status: 429, endpoint: "contacts/{id}" },
  ]);
  expect(events.filter(({ type }) => type === "request")).toMatchObject([
    { attempt: 1, error: "network", bytesIn: 0 },
    { attempt: 2, error: "http_status", status: 503, requestId: "r-2" },
    { attempt: 3, error: "truncated", status: 200, bytesIn: 2 },
    { attempt: 4, error: "rate_limited", status: 429 },
    { attempt: 5, error: "http_status", status: 404, host: "api.example.com", method: "GET" },
  ]);
  expect(error).toMatchObject({ context: { attempts: 5, requestId: "r-5", waitedMs: 8_625 } });
});
