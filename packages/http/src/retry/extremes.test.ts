import { RateLimitedError } from "@brain/core";
import { fakeClock } from "@brain/testkit";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { delays, errorOf, json, testApi } from "../api.fixture.ts";
import { backoffMs, notBefore } from "./backoff.ts";
import { retry } from "./retry.ts";
import { retryAfterMs } from "./retry-after.ts";

const runs = { numRuns: 500, seed: 20_261_124 };
const chances = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const throttled = (headers = {}): Response => json({}, { status: 429, headers });

describe("[RT-3] a delay", () => {
  test("is between half and all of what is computed, at most 30 s, whatever the retry", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5_000 }),
        fc.integer({ min: 1, max: 60_000 }),
        chances,
        (retries, baseMs, chance) => {
          const computed = Math.min(30_000, baseMs * 2 ** (retries - 1));

          const ms = backoffMs(retries, baseMs, fakeClock({ random: [chance] }));

          expect(ms).toBeGreaterThanOrEqual(computed / 2);
          expect(ms).toBeLessThanOrEqual(computed);
        },
      ),
      runs,
    );
  });

  test("of the defaults doubles from half a second up to 30 s, of a limit from a second", () => {
    const clock = fakeClock({ random: [0.999_999] });
    const series = (baseMs: number): number[] =>
      [1, 2, 3, 4, 5, 6, 7, 8].map((number) => Math.round(backoffMs(number, baseMs, clock)));

    expect(series(500)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    expect(series(1_000)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  });

  test.each([Number.NaN, Infinity, -Infinity, -5, 0])(
    "is a number when the connector reads the pause %d out of an answer",
    async (pauseUntil) => {
      const { client, clock, requests } = testApi([throttled(), json({})], {
        classify: ({ status }) => (status === 429 ? { pauseUntil } : undefined),
      });

      const outcome = await client.json("x").catch((error: unknown) => error);

      const far = pauseUntil === Infinity;
      expect(outcome).toMatchObject(
        far ? { code: "quota_exhausted", resumeAt: "2027-11-25T00:00:00.000Z" } : { status: 200 },
      );
      expect(requests).toHaveLength(far ? 1 : 2);
      for (const ms of clock.slept) expect(ms).toBeLessThan(2 ** 31);
      expect(clock.slept).not.toContain(Number.NaN);
    },
  );

  test.each([Number.NaN, 0, -1])(
    "an allowance of %d attempts does not retry for ever",
    async (attempts) => {
      const { client, requests } = testApi([json({}, { status: 500 })], {
        classify: () => ({ attempts }),
      });

      expect(await errorOf(client.json("x"))).toMatchObject({ code: "http_status" });
      expect(requests).toHaveLength(1);
    },
  );

  test("an allowance that is no number tells nothing, and stops nobody", async () => {
    const { client, events, clock } = testApi([json({})], {
      budgets: { default: [{ requests: 100, perMs: 1_000 }] },
      allowance: ({ headers }) => ({
        budget: "default",
        requests: Number(headers.get("x-left") ?? "none"),
        resetAt: Number(headers.get("x-reset") ?? "none"),
      }),
    });

    for (let call = 0; call < 20; call++) await client.json("x");

    expect(events.filter(({ type }) => type === "budget")).toEqual([]);
    expect(clock.now()).toBe(Date.parse("2026-11-24T00:00:00Z"));
  });

  test.each(["yesterday", "2020-01-01T00:00:00Z", ""])(
    "of `retry` after an error with the resumeAt %j is an ordinary one",
    async (resumeAt) => {
      const api = testApi([]);
      let calls = 0;

      await retry(
        async () => {
          if (++calls > 1) return;
          throw new RateLimitedError({ code: "rate_limited", message: "slow down", resumeAt });
        },
        { runtime: api.runtime },
      );

      expect(delays(api.events)).toEqual([750]);
    },
  );
});

describe("[RT-4] Retry-After", () => {
  test("of any text is a sound number of milliseconds, or none", () => {
    const texts = fc.oneof(
      fc.string({ unit: "grapheme-ascii", maxLength: 40 }),
      fc.double().map(String),
      fc.bigInt().map(String),
      fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    );
    fc.assert(
      fc.property(texts, texts, (value, date) => {
        const ms = retryAfterMs(new Headers({ "retry-after": value, date }), Date.now()) ?? 1;

        expect(ms).toBeGreaterThan(0);
        expect(ms).toBeLessThanOrEqual(366 * 86_400_000);
      }),
      runs,
    );
  });

  test("is never cut short by chance", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 120_000 }), chances, (asked, chance) => {
        const ms = notBefore(asked, fakeClock({ random: [chance] }));

        expect(ms).toBeGreaterThanOrEqual(asked);
        expect(ms).toBeLessThanOrEqual(asked * 1.1);
      }),
      runs,
    );
  });

  test.each([
    ["seconds", { "retry-after": "7" }, 7_000],
    ["decimal seconds", { "retry-after": "1.5" }, 1_500],
    ["exactly 120 s", { "retry-after": "120" }, 120_000],
    ["a date", { "retry-after": "Tue, 24 Nov 2026 00:00:30 GMT" }, 30_000],
    [
      "a date of a server whose clock is an hour ahead",
      { "retry-after": "Tue, 24 Nov 2026 01:00:30 GMT", date: "Tue, 24 Nov 2026 01:00:00 GMT" },
      30_000,
    ],
    [
      "a date of a server whose clock is an hour behind",
      { "retry-after": "Mon, 23 Nov 2026 23:00:30 GMT", date: "Mon, 23 Nov 2026 23:00:00 GMT" },
      30_000,
    ],
  ])("of %s is waited for before the next request", async (_what, headers, asked) => {
    const clock = fakeClock({ autoMs: 200_000 });
    const { client, requests } = testApi([throttled(headers), json({})], {}, { clock });

    await client.json("x");

    expect(requests).toHaveLength(2);
    expect(clock.monotonic()).toBeGreaterThanOrEqual(asked);
    expect(clock.monotonic()).toBeLessThanOrEqual(asked * 1.1);
  });

  test.each(["-1", "0", "soon", "", "1e3", "Mon, 23 Nov 2026 00:00:00 GMT", "99 bottles"])(
    "of %j means the ordinary delay",
    async (value) => {
      const { client, events } = testApi([throttled({ "retry-after": value }), json({})]);

      await client.json("x");

      expect(delays(events)).toEqual([750]);
    },
  );

  test.each([
    ["seconds", "86400"],
    ["a date", "Wed, 25 Nov 2026 00:00:00 GMT"],
  ])("of a day in %s is thrown at once, with the time to go on", async (_what, value) => {
    const { client, clock, requests } = testApi([throttled({ "retry-after": value })]);

    const error = await errorOf(client.json("x"));

    expect(error).toBeInstanceOf(RateLimitedError);
    expect(error).toMatchObject({
      resumeAt: "2026-11-25T00:00:00.000Z",
      context: { attempts: 1, waitedMs: 0, status: 429 },
    });
    expect(requests).toHaveLength(1);
    expect(clock.monotonic()).toBe(0);
  });
});
