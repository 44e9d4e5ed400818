import { BrainError } from "@brain/core";
import type { Wall } from "@brain/sandbox";
import { expect, test } from "vitest";
import { read, trends } from "./trends.fixture.ts";

async function errorOf(reading: Promise<unknown>): Promise<BrainError> {
  const error: unknown = await reading.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (BrainError.isInstance(error)) return error;
  throw new Error("no error of ours", { cause: error });
}

test("[pytrends#618] [pytrends#614] [pytrends#609] [pytrends#588] [trendspy#13] [gtrendsR#457] a 429 to the first request is answered with its cookie", async () => {
  // Without the page that gives it, the cookie comes with the first refusal.
  const made = trends({
    intercept: (request) =>
      request.url.includes("/trends/explore/") ? new Response("", { status: 404 }) : undefined,
  });

  const rows = await read(made.source.streams.interest_over_time);

  expect(rows.length).toBeGreaterThan(100);
  expect(made.asked()).toEqual(["", "explore", "explore", "multiline"]);
});

test.each<Wall>(["429", "captcha", "consent", "page"])(
  "[pytrends#560] [pytrends#243] [google-trends-api#154] [google-trends-api#50] a wall (%s) is waited for, longer each time, and is never parsed",
  async (kind) => {
    const made = trends();
    await read(made.source.streams.topic_suggestions);
    made.requests.splice(0);
    made.emulator.wall(kind, 2);

    const rows = await read(made.source.streams.interest_over_time);

    const [first = 0, second = 0, third = 0] = made.requests.map(({ at }) => at);
    expect(second - first).toBeGreaterThanOrEqual(30_000);
    expect(third - second).toBeGreaterThanOrEqual(60_000);
    expect(rows.length).toBeGreaterThan(100);
    // A wall ends the visit: the next request comes without the old cookie.
    expect(made.requests[1]?.cookie).toBe(null);
  },
);

test("a wall that lasts ends the run `incomplete` with the time to come back, and nobody asks before", async () => {
  const made = trends();
  await made.load("interest_over_time").run();
  made.emulator.wall("429", 1_000);
  made.asked();

  const first = await made.load("related_queries").run();
  const asked = made.asked().length;
  const second = await made.load("related_topics").run();

  const [stream] = first.streams;
  expect(stream?.status).toBe("incomplete");
  expect(stream?.error?.code).toMatch(/rate_limited|quota_exhausted/);
  expect(Date.parse(stream?.resumeAt ?? "") - made.clock.now()).toBeGreaterThan(60_000);
  expect(asked).toBeLessThanOrEqual(4);
  expect(second.streams[0]?.status).toBe("incomplete");
  expect(made.asked()).toEqual([]);
});

test("[pytrends#631] no more than 12 requests a minute are sent", async () => {
  const keywords = Array.from({ length: 20 }, (_, index) => `word ${index}`);
  const made = trends({ config: { keywords } });

  await read(made.source.streams.topic_suggestions);

  const times = made.requests.map(({ at }) => at);
  for (const at of times) {
    // A burst, and what the minute gives back meanwhile.
    expect(times.filter((other) => other >= at && other < at + 60_000).length).toBeLessThan(25);
  }
  expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan(30_000);
});

test("[google-trends-api#175] [google-trends-api#173] [pytrends#638] an endpoint that is gone is said to be gone, at once", async () => {
  const made = trends();
  made.emulator.retire("/trends/api/widgetdata/relatedsearches");

  const error = await errorOf(read(made.source.streams.related_queries));
  const rows = await read(made.source.streams.interest_over_time);

  expect(error).toMatchObject({ name: "HttpError", code: "http_status" });
  expect(error.context["vendorCode"]).toBe("endpoint_removed");
  expect(error.message).toContain("removed");
  expect(made.requests.filter(({ url }) => url.pathname.endsWith("relatedsearches"))).toHaveLength(
    1,
  );
  expect(rows.length).toBeGreaterThan(100);
});

test("after 5 failures in a row the site is left alone for 15 minutes, then tried once", async () => {
  const made = trends({ config: { keywords: ["espresso"] } });
  made.emulator.retire("/trends/api/");
  const stream = made.source.streams.related_queries;
  for (let time = 0; time < 5; time++) await errorOf(read(stream));
  made.asked();

  const open = await errorOf(read(stream));
  expect(open.context["vendorCode"]).toBe("circuit_open");
  expect(Date.parse(open.resumeAt ?? "") - made.clock.now()).toBe(900_000);
  expect(made.asked()).toEqual([]);
  await made.clock.advance(900_000);
  expect((await errorOf(read(stream))).context["vendorCode"]).toBe("endpoint_removed");
  expect(made.asked().length).toBeGreaterThan(0);
  expect((await errorOf(read(stream))).context["vendorCode"]).toBe("circuit_open");
});

test("[trendspy#1] related searches that are empty because of the quota are an error, and empty ones are not", async () => {
  const made = trends({ config: { keywords: ["espresso"] } });
  made.emulator.overQuota(true);

  const error = await errorOf(read(made.source.streams.related_queries));
  expect(error).toMatchObject({ name: "RateLimitedError", code: "quota_exhausted" });

  made.emulator.overQuota(false);
  const rows = await read(made.source.streams.related_queries);
  expect(rows.length).toBeGreaterThan(10);

  const empty = trends({
    config: { keywords: ["espresso"] },
    intercept: (request) =>
      request.url.includes("relatedsearches")
        ? new Response(`)]}',\n{"default":{"rankedList":[{"rankedKeyword":[]},{}]}}`, {
            headers: { "content-type": "application/javascript; charset=utf-8" },
          })
        : undefined,
  });
  expect(await read(empty.source.streams.related_queries)).toEqual([]);
});

test("a token that has expired is asked for anew, once", async () => {
  const made = trends({ config: { keywords: ["espresso"] } });
  await read(made.source.streams.related_queries);
  made.emulator.expireTokens();
  await made.clock.advance(1_000);
  made.asked();

  const rows = await read(made.source.streams.interest_by_region);

  expect(rows.length).toBeGreaterThan(3);
  expect(made.asked()).toEqual(["comparedgeo", "", "explore", "comparedgeo"]);
});

test("a request that the site does not take is a fault of the config", async () => {
  const made = trends({
    intercept: (request) =>
      request.url.includes("api/explore") ? new Response("<html>", { status: 400 }) : undefined,
  });

  expect(await made.source.check()).toMatchObject({ ok: false, cause: "config" });
});
