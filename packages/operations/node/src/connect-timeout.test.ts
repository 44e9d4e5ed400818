import { createRuntime } from "@brain/core";
import { httpClient } from "@brain/http";
import { fakeClock } from "@brain/testkit";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Lookup } from "./checked-lookup.ts";
import type { NodeFetchOptions } from "./node-fetch.ts";
import { errorOf, names, serve, silent, transport } from "./server.fixture.ts";

// For the whole file, since undici keeps one timer for all its connections. Sockets go on as ever.
beforeAll(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterAll(() => void vi.useRealTimers());

/** A connection that does not come. */
function waiting(url: string, lookup: Lookup, options: NodeFetchOptions = {}) {
  let ended = false;
  const error = errorOf(transport(options, lookup)(url)).finally(() => {
    ended = true;
  });
  return { error, ended: () => ended };
}

const late = { message: "fetch failed", cause: { code: "UND_ERR_CONNECT_TIMEOUT" } };

describe("[HT-1] a connection", () => {
  test("whose name is not found within 10 s is given up", async () => {
    const { error, ended } = waiting("https://api.example.com/", silent);

    await vi.advanceTimersByTimeAsync(9_900);
    expect(ended()).toBe(false);
    // The timer beneath ticks twice a second.
    await vi.advanceTimersByTimeAsync(1_100);

    expect(await error).toMatchObject(late);
  });

  test("whose TLS handshake is not answered within connectTimeoutMs is given up", async () => {
    const { port } = await serve("silent");
    const url = `https://api.example.com:${port}/`;
    const { error, ended } = waiting(url, names(["127.0.0.1"]).lookup, { connectTimeoutMs: 3_000 });

    await vi.advanceTimersByTimeAsync(2_900);
    expect(ended()).toBe(false);
    await vi.advanceTimersByTimeAsync(1_100);

    expect(await error).toMatchObject(late);
  });

  test("that stands has all the time for its answer", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { port } = await serve("http", (_request, response) => {
      resolve();
      setImmediate(() => response.end("late"));
    });
    const fetch = transport({ connectTimeoutMs: 3_000 }, names(["127.0.0.1"]).lookup);

    const answer = fetch(`http://api.example.com:${port}/`);
    await promise;
    await vi.advanceTimersByTimeAsync(20_000);

    expect(await (await answer).text()).toBe("late");
  });

  test("given up is NetworkError timeout, that nothing was sent is known, and it is tried again", async () => {
    const runtime = createRuntime({
      fetch: transport({}, silent),
      clock: fakeClock({ autoMs: 20_000 }),
    });
    const client = httpClient(
      { baseUrl: "https://api.example.com/", http: { retryAttempts: 2 } },
      runtime,
    );

    const error = errorOf(client.json("x", { json: {} }));
    for (let step = 0; step < 30; step++) await vi.advanceTimersByTimeAsync(1_000);

    expect(await error).toMatchObject({
      name: "NetworkError",
      code: "timeout",
      context: { attempts: 2, sent: false },
    });
  });

  test.each([0, -1, Number.NaN, Infinity])("has no timeout of %s ms", (connectTimeoutMs) => {
    expect(() => transport({ connectTimeoutMs }, silent)).toThrow(/connectTimeoutMs/);
  });
});
