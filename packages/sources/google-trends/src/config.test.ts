import { expect, test } from "vitest";
import { googleTrendsConfigSchema } from "./config.ts";
import { googleTrends } from "./google-trends.ts";
import { timeframeOf, toTimeframe } from "./timeframe.ts";

test("the short time frames are those that Google accepts", () => {
  expect(["12m", "5y", "1h", "7D", "1y", "today 3-m", "all"].map(toTimeframe)).toEqual([
    "today 12-m",
    "today 5-y",
    "now 1-H",
    "now 7-d",
    "today 12-m",
    "today 3-m",
    "all",
  ]);
  expect(
    ["2m", "yesterday", "2026-13-01 2026-13-02", "2026-02-02 2026-02-01"].map(toTimeframe),
  ).toEqual([undefined, undefined, undefined, undefined]);
  expect(timeframeOf({ to: "2026-11-24T09:00:00Z" }, "all")).toBe("all");
});

test("every problem is listed at once, before any request", () => {
  const wrong = {
    keywords: ["a", "a"],
    anchor: "b",
    geo: "US,ES",
    timeframe: "2 weeks",
    compareRegions: true,
    clientId: "id",
    colour: 1,
  };
  const paths = (googleTrendsConfigSchema.safeParse(wrong).error?.issues ?? []).map(({ path }) =>
    path.join("."),
  );
  expect(new Set(paths)).toEqual(
    new Set(["keywords", "anchor", "geo", "timeframe", "clientSecret", "refreshToken", ""]),
  );
  expect(() => googleTrends({ keywords: [] })).toThrow(/keywords/);
});

test("comparing regions needs 2 to 5 keywords", () => {
  const result = googleTrendsConfigSchema.safeParse({ keywords: ["a"], compareRegions: true });
  expect(result.error?.issues[0]?.message).toBe("compares 2 to 5 keywords, not 1");
});
