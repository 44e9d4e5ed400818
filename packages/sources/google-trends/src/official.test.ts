import { sandboxCredentials } from "@brain/sandbox";
import { expect, test } from "vitest";
import { read, trends } from "./trends.fixture.ts";

const official = {
  ...sandboxCredentials.googleTrends,
  keywords: ["espresso"],
  timeframe: "3m",
  officialResolution: "DAY",
} as const;
const DAY_MS = 86_400_000;

test("later runs of the official API read what is new, and two buckets again", async () => {
  const made = trends({ config: official });
  const pipeline = made.load("interest_over_time");
  await pipeline.run();
  const first = made.rows("interest_over_time").length;
  await made.clock.advance(3 * DAY_MS);
  made.requests.splice(0);

  await pipeline.run();

  expect(first).toBeGreaterThan(85);
  const rows = made.rows("interest_over_time");
  expect(rows.length).toBe(first + 3);
  expect(rows.every((row) => typeof row["search_interest"] === "number")).toBe(true);
  expect(made.requests.length).toBeLessThan(6);
});

test("a bucket that is not over is read again until it is", async () => {
  const bodies: Promise<string>[] = [];
  const made = trends({
    config: { ...official, officialResolution: "WEEK" },
    intercept(request) {
      if (request.url.endsWith("fetchTimeSeries")) bodies.push(request.clone().text());
      return undefined;
    },
  });
  const pipeline = made.load("interest_over_time");
  await pipeline.run();
  const partial = made.rows("interest_over_time").filter((row) => row["is_partial"]);
  await made.clock.advance(7 * DAY_MS);

  await pipeline.run();

  const [week] = partial;
  expect(partial).toHaveLength(1);
  const later = made.rows("interest_over_time").find((row) => row["date"] === week?.["date"]);
  expect(later?.["is_partial"]).toBe(false);
  // Two weeks before the last one that was over, which is the one before the partial one.
  const { spec } = JSON.parse((await bodies[1]) ?? "");
  const begun = spec.timeRange.startTime.seconds * 1_000;
  expect(begun).toBe(Date.parse(String(week?.["date"])) - 21 * DAY_MS);
});

test("an operation that is not done in a minute is asked for by the next run, and not begun again", async () => {
  const made = trends({ config: official, official: { polls: 100 } });
  const pipeline = made.load("interest_over_time");

  const cut = await pipeline.run();
  expect(cut.streams[0]?.status).toBe("incomplete");
  expect(made.emulator.official.begun()).toBe(1);
  made.emulator.official.delay(0);
  const report = await pipeline.run();

  expect(report.status).toBe("succeeded");
  expect(made.emulator.official.begun()).toBe(1);
  expect(made.rows("interest_over_time").length).toBeGreaterThan(85);
});

test("the quota of the day ends the run `incomplete` until midnight in California", async () => {
  const made = trends({ config: official, official: { requestsPerDay: 0 } });

  const report = await made.load("interest_over_time").run();

  expect(report.streams[0]?.status).toBe("incomplete");
  expect(report.streams[0]?.error?.code).toBe("quota_exhausted");
  expect(report.streams[0]?.resumeAt).toBe("2026-11-25T08:00:00.000Z");
});

test("a project that is not let into the alpha lacks permission, and related queries come from the site all the same", async () => {
  const made = trends({ config: official });
  made.emulator.official.unlist();

  expect(await made.source.check()).toMatchObject({ ok: false, cause: "permission" });
  expect((await read(made.source.streams.related_queries)).length).toBeGreaterThan(10);
});

test("refused credentials, and times that the API does not have, are told apart", async () => {
  const wrong = trends({ config: { ...official, refreshToken: "1//wrong" } });
  expect(await wrong.source.check()).toMatchObject({ ok: false, cause: "auth" });

  const made = trends({ config: official });
  const rows = await read(made.source.streams.interest_by_region);
  expect(rows[0]).toMatchObject({ keyword: "espresso", geo: "US", resolution: "REGION" });
  const old = await read(made.source.streams.interest_over_time, {
    from: "2010-01-01",
    to: "2010-02-01",
  });
  expect(old).toEqual([]);
});
