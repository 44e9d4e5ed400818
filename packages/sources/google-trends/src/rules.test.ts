import { check } from "@brain/core";
import { brokenRules, collect } from "@brain/testkit";
import { expect, test } from "vitest";
import { trends } from "./trends.fixture.ts";
import { googleTrendsRules } from "./rules.ts";

const { source } = trends({
  config: {
    compareRegions: true,
    ranges: [
      { keyword: "espresso", timeframe: "3m" },
      { keyword: "espresso", timeframe: "2020-01-01 2020-03-31" },
    ],
  },
});

test("what the emulated site answers keeps every rule", async () => {
  expect(await brokenRules(source.streams, googleTrendsRules, { limit: 100 })).toEqual([]);
});

test("interest beyond the most that there can be is found", async () => {
  const good = await collect(source.streams.interest_over_time, { limit: 2 });
  const records = good.map((one, at) => (at === 0 ? one : { ...one, value: 101 }));

  const found = check(records, googleTrendsRules.interest_over_time);

  expect(found).toMatchObject({ records: 2, invalid: 1 });
  expect(found.issues[0]?.issues.map(({ rule }) => rule)).toEqual(["constraints.value.max"]);
});
