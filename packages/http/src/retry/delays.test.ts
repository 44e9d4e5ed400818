import { RateLimitedError } from "@brain/core";
import { describe, expect, test } from "vitest";
import { delays, errorOf, json, testApi } from "../api.fixture.ts";

const ok = json({ fine: true });
const status = (code: number, headers = {}): Response =>
  json({ message: "no" }, { status: code, headers });
describe("[RT-3]", () => {
  test("five attempts, each wait twice the one before", async () => {
    const { client, requests, events } = testApi([status(503)]);

    const error = await errorOf(client.json("x"));

    expect(requests).toHaveLength(5);
    expect(delays(events)).toEqual([375, 750, 1_500, 3_000]);
    expect(error).toMatchObject({ context: { attempts: 5, waitedMs: 5_625 } });
  });

  test("a limit is waited for twice as long", async () => {
    const { client, events } = testApi([status(429), status(429), ok]);

    await client.json("x");

    expect(delays(events)).toEqual([750, 1_500]);
  });

  test("the user sets attempts and base", async () => {
    const { client, events } = testApi([status(503)], {
      http: { retryAttempts: 3, retryBaseMs: 10 },
    });

    await errorOf(client.json("x"));

    expect(delays(events)).toEqual([7.5, 15]);
  });
});

describe("[RT-4]", () => {
  test.each([429, 503, 500])(
    "Retry-After of a %i is waited for, and a little more",
    async (code) => {
      const { client, events } = testApi([status(code, { "retry-after": "7" }), ok]);

      await client.json("x");

      expect(delays(events)).toEqual([7_350]);
      expect(events).toContainEqual(
        expect.objectContaining({ type: "wait", reason: "retry-after" }),
      );
    },
  );

  test("one of more than 120 s is not slept through", async () => {
    const { client, clock, requests } = testApi([status(429, { "retry-after": "121" }), ok]);

    const error = await errorOf(client.json("x"));

    expect(error).toBeInstanceOf(RateLimitedError);
    expect(error).toMatchObject({ code: "rate_limited", resumeAt: "2026-11-24T00:02:01.000Z" });
    expect(requests).toHaveLength(1);
    expect(clock.slept.filter((ms) => ms < 30_000)).toEqual([]);
  });

  test("a limit that outlives all attempts says when to go on", async () => {
    const { client } = testApi([status(429, { "retry-after": "2" })]);

    expect(await errorOf(client.json("x"))).toMatchObject({
      code: "rate_limited",
      resumeAt: "2026-11-24T00:00:10.400Z",
    });
  });
});
