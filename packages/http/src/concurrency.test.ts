import { fakeClock } from "@brain/testkit";
import { describe, expect, test } from "vitest";
import { errorOf, json, testApi } from "./api.fixture.ts";
import type { HttpClientOptions } from "./contracts.ts";

/** The most requests that were under way at once, of 100 by as many callers. */
async function most(options: Partial<HttpClientOptions>, latencyMs: number): Promise<number> {
  const clock = fakeClock({ autoMs: 20_000 });
  let [now, peak] = [0, 0];
  const { client } = testApi(
    [
      async () => {
        peak = Math.max(peak, ++now);
        await clock.sleep(latencyMs);
        now--;
        return json({});
      },
    ],
    options,
    { clock },
  );
  await Promise.all(Array.from({ length: 100 }, () => client.json("x")));
  return peak;
}

const rate = (requests: number) => ({ budgets: { default: [{ requests, perMs: 1_000 }] } });

describe("[HT-8] requests under way at once", () => {
  test.each([
    ["4 where no budget is known", {}, 100, 4],
    ["at least 4", { budgets: { default: [{ requests: 100, perMs: 1_000_000 }] } }, 100, 4],
    ["the rate times the latency, and half as many more", rate(40), 200, 12],
    ["at most 16", rate(1_000), 500, 16],
    ["as many as the vendor allows at once", { budgets: { default: [{ atOnce: 10 }] } }, 100, 10],
    [
      "never more than the vendor allows at once",
      { budgets: { default: [{ atOnce: 2 }] } },
      100,
      2,
    ],
    ["what the user says", { http: { concurrency: 30 } }, 100, 30],
    ["one, if the user says so", { http: { concurrency: 1 }, ...rate(1_000) }, 100, 1],
  ])("%s", async (_what, options, latencyMs, expected) => {
    expect(await most(options, latencyMs)).toBe(expected);
  });

  test("a place is free again after an error", async () => {
    const { client, requests } = testApi(
      [new TypeError("fetch failed"), json({}, { status: 404 })],
      {
        http: { concurrency: 1, retryAttempts: 1 },
      },
    );

    for (let call = 0; call < 5; call++) await errorOf(client.json("x"));

    expect(requests).toHaveLength(5);
  });

  test("those who wait for one budget do not keep the places of others", async () => {
    const { client, clock } = testApi(
      [json({})],
      { http: { concurrency: 2 }, budgets: { search: [{ requests: 1, perMs: 60_000 }] } },
      { clock: fakeClock() },
    );
    await client.json("s", { budget: "search" });
    const searches = [1, 2, 3].map(() => client.json("s", { budget: "search" }));
    await clock.advance(0);

    expect((await client.json("other")).status).toBe(200);
    await clock.advance(200_000);
    await Promise.all(searches);
  });
});

describe("[CN-1] an abort", () => {
  const full = { budgets: { default: [{ requests: 1, perMs: 60_000 }] } };

  test.each([
    ["waits for a budget", 0, full],
    ["waits behind one that waits for a budget", 1, full],
    ["waits for a place", 0, { http: { concurrency: 1 } }],
  ])("ends a call that %s, at once", async (_what, ahead, options) => {
    const api = testApi(
      [() => (options === full ? json({}) : new Promise<Response>(() => undefined))],
      options,
      { clock: fakeClock() },
    );
    const first = errorOf(api.client.json("x"));
    if (options === full) await first;
    const others = Array.from({ length: ahead }, () => api.client.json("x"));
    const stop = new AbortController();
    const waiting = errorOf(api.scope(stop.signal).json("waiting"));
    await api.clock.advance(0);

    stop.abort(new Error("enough"));

    expect(await waiting).toMatchObject({ code: "cancelled", cause: { message: "enough" } });
    await api.clock.advance(200_000);
    await Promise.all(others);
    expect(api.requests.filter(({ url }) => url.endsWith("waiting"))).toEqual([]);
  });

  test("ends a call that waits for the lane while others read, and no event tells of a failure that is none", async () => {
    const stop = new AbortController();
    const api = testApi([() => new Promise<Response>(() => undefined)], {}, { clock: fakeClock() });
    const client = api.scope(stop.signal);
    const calls = Array.from({ length: 10 }, () => errorOf(client.json("x")));
    await api.clock.advance(0);
    const sent = api.requests.length;

    stop.abort("enough");

    for (const error of await Promise.all(calls)) {
      expect(error).toMatchObject({ name: "CancelledError", code: "cancelled", cause: "enough" });
    }
    await api.clock.advance(1_000_000);
    expect(api.requests).toHaveLength(sent);
    expect(api.events.filter(({ type }) => type === "retry")).toEqual([]);
  });

  test("of a redirect's second hop sends no third", async () => {
    const stop = new AbortController();
    const to = (location: string): Response =>
      new Response(null, { status: 302, headers: { location } });
    const api = testApi(
      [
        to("/a"),
        () => {
          stop.abort();
          return to("/b");
        },
        json({}),
      ],
      {},
      { clock: fakeClock() },
    );

    expect(await errorOf(api.scope(stop.signal).json("x"))).toMatchObject({ code: "cancelled" });
    expect(api.requests).toHaveLength(2);
  });

  test("ends the wait of a Retry-After", async () => {
    const stop = new AbortController();
    const api = testApi(
      [json({}, { status: 429, headers: { "retry-after": "100" } })],
      {},
      { clock: fakeClock() },
    );
    const failing = errorOf(api.scope(stop.signal).json("x"));
    await api.clock.advance(50_000);

    stop.abort();

    expect(await failing).toMatchObject({ code: "cancelled" });
    expect(api.clock.monotonic()).toBe(50_000);
    expect(api.requests).toHaveLength(1);
  });

  test("ends the sleep before a retry", async () => {
    const stop = new AbortController();
    const api = testApi([json({}, { status: 503 })], {}, { clock: fakeClock() });
    const failing = errorOf(api.scope(stop.signal).json("x"));
    await api.clock.advance(0);

    stop.abort();

    expect(await failing).toMatchObject({ code: "cancelled" });
    expect(api.requests).toHaveLength(1);
  });

  test("by the call's own signal leaves the scope alone", async () => {
    const stop = new AbortController();
    const api = testApi(
      [() => new Promise<Response>(() => undefined), json({})],
      {},
      { clock: fakeClock() },
    );
    const failing = errorOf(api.client.json("x", { signal: stop.signal }));
    await api.clock.advance(0);

    stop.abort();

    expect(await failing).toMatchObject({ code: "cancelled" });
    expect(api.requests[0]?.signal.aborted).toBe(true);
    expect((await api.client.json("y")).status).toBe(200);
  });

  test("before the call sends nothing", async () => {
    const api = testApi([json({})]);

    expect(await errorOf(api.scope(AbortSignal.abort()).json("x"))).toMatchObject({
      code: "cancelled",
    });
    expect(api.requests).toHaveLength(0);
  });

  test("[HT-8] that never comes leaves no timer and no listener behind", async () => {
    const inner = fakeClock({ autoMs: 20_000 });
    let sleeping = 0;
    const clock = {
      ...inner,
      async sleep(ms: number, until?: AbortSignal) {
        sleeping++;
        await inner.sleep(ms, until).finally(() => sleeping--);
      },
    };
    const listening = new Map<string, number>();
    const signal = new AbortController().signal;
    const count = (by: number) => (type: string) =>
      listening.set(type, (listening.get(type) ?? 0) + by);
    const watched = new Proxy(signal, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== "function") return value;
        return (...args: unknown[]) => {
          if (name === "addEventListener") count(1)(String(args[0]));
          if (name === "removeEventListener") count(-1)(String(args[0]));
          return Reflect.apply(value, target, args);
        };
      },
    });
    const broken = json({}, { status: 503 });
    const scripts = [json({}), broken, json({}), new TypeError("fetch failed"), json({})];
    const api = testApi([...scripts, () => new Response("1\n2\n")], {}, { clock });

    const client = api.scope(watched);
    for (let call = 0; call < 3; call++) await client.json("x");
    for await (const lines of (await client.lines("x")).body) if (lines.length > 0) break;
    await (await client.bytes("x")).body.cancel();
    await new Promise((resolve) => setTimeout(resolve, 0));

    expect(api.requests).toHaveLength(7);
    expect(listening.get("abort")).toBe(0);
    expect(sleeping).toBe(0);
  });
});
