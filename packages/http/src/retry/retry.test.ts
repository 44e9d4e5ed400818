import { createRuntime, NetworkError, RateLimitedError, type SourceEvent } from "@brain/core";
import { fakeClock } from "@brain/testkit";
import { describe, expect, test } from "vitest";
import { errorOf, fetchFailed, json, testApi } from "../api.fixture.ts";
import { retry } from "./retry.ts";

function setup() {
  const clock = fakeClock({ autoMs: 20_000 });
  const events: SourceEvent[] = [];
  const runtime = createRuntime({ clock, emit: (event) => events.push(event) });
  /** Fails with these, then succeeds. */
  const failing = (...errors: unknown[]) => {
    let call = 0;
    return Object.assign(
      async (): Promise<string> => {
        const error = errors[call++];
        if (error !== undefined) throw error;
        return "fine";
      },
      { calls: () => call },
    );
  };
  return { clock, events, runtime, failing };
}

const passing = (): NetworkError => new NetworkError({ code: "network", message: "cut" });

describe("[RT-1] retry", () => {
  test("tries passing errors of ours and of fetch again", async () => {
    const { runtime, failing, events } = setup();
    const fn = failing(passing(), fetchFailed("ECONNRESET"));

    expect(await retry(fn, { runtime, name: "job" })).toBe("fine");
    expect(fn.calls()).toBe(3);
    expect(events).toMatchObject([
      { type: "retry", attempt: 1, endpoint: "job", code: "network", delayMs: 375 },
      { type: "retry", attempt: 2, delayMs: 750 },
    ]);
  });

  test.each([new Error("bug"), new TypeError("x is not a function"), "text"])(
    "throws %s as it is: a fault of code",
    async (error) => {
      const { runtime, failing } = setup();
      const fn = failing(error);

      expect(await errorOf(retry(fn, { runtime }))).toBe(error);
      expect(fn.calls()).toBe(1);
    },
  );

  test("asks the user about errors that are none of ours", async () => {
    const { runtime, failing } = setup();
    const fn = failing(new Error("deadlock"));

    expect(
      await retry(fn, { runtime, retryable: (error) => String(error).includes("deadlock") }),
    ).toBe("fine");
  });
});

test("[RT-3] retry gives up after so many attempts, with the last error", async () => {
  const { runtime, failing } = setup();
  const errors = [passing(), passing(), passing()];
  const fn = failing(...errors);

  expect(await errorOf(retry(fn, { runtime, attempts: 3, baseMs: 1 }))).toBe(errors[2]);
});

test("[RT-4] retry waits until resumeAt, unless that is too far", async () => {
  const { runtime, failing, clock } = setup();
  const limited = (resumeAt: string): RateLimitedError =>
    new RateLimitedError({ code: "rate_limited", message: "slow down", resumeAt });
  const far = limited("2026-11-24T09:00:00.000Z");

  await retry(failing(limited("2026-11-24T00:00:09.000Z")), { runtime });
  expect(clock.now()).toBeGreaterThanOrEqual(Date.parse("2026-11-24T00:00:09Z"));

  expect(await errorOf(retry(failing(far), { runtime }))).toMatchObject({
    code: "rate_limited",
    resumeAt: far.resumeAt,
  });
});

test("[RT-6] retry does not multiply the client's own", async () => {
  const { client, requests, runtime } = testApi([json({}, { status: 503 })]);

  await errorOf(retry(() => client.json("x"), { runtime }));

  expect(requests).toHaveLength(5);
});

test("[CN-1] retry ends with its runtime's signal", async () => {
  const { runtime, failing } = setup();
  const stop = new AbortController();
  const fn = failing(passing(), passing());

  const trying = errorOf(
    retry(fn, { runtime: { ...runtime, clock: fakeClock(), signal: stop.signal } }),
  );
  await Promise.resolve();
  stop.abort();

  expect(await trying).toMatchObject({ code: "cancelled" });
});
