import { expect, test } from "vitest";
import * as trendsPackage from "./index.ts";

test("exports these names and no others", () => {
  expect(Object.keys(trendsPackage).toSorted()).toEqual([
    "googleTrends",
    "googleTrendsConfigSchema",
    "googleTrendsRules",
    "interestSchema",
    "rangeInterestSchema",
    "regionSchema",
    "relatedQuerySchema",
    "relatedTopicSchema",
    "suggestionSchema",
    "trendingSchema",
  ]);
});

test("offers these streams; comparisons only where the config asks for them", () => {
  const always = [
    "interest_over_time",
    "interest_by_region",
    "related_queries",
    "related_topics",
    "trending_now",
    "topic_suggestions",
  ];
  const keywords = ["espresso", "matcha"] as const;
  expect(Object.keys(trendsPackage.googleTrends({ keywords }).streams)).toEqual(always);
  const asking = trendsPackage.googleTrends({
    keywords,
    compareRegions: true,
    ranges: [
      { keyword: "espresso", timeframe: "3m" },
      { keyword: "espresso", timeframe: "2020-01-01 2020-03-31" },
    ],
  });
  expect(Object.keys(asking.streams)).toEqual([...always, "region_shares", "multi_range_interest"]);
});
