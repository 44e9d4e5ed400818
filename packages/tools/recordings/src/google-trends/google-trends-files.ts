import { ABOUT, type Files } from "../play-all.ts";
import { lineRows, rangeRows, regionRows, relatedRows, topicRows } from "./expected-rows.ts";
import { playOfficial } from "./play-official.ts";
import { playSite } from "./play-site.ts";

const fixtures = "google-trends/fixtures";
const week = "2021-01-01 2021-01-05";
const year = "2021-01-01 2021-12-31";
const line = { date: "TIMESTAMP", value: "DOUBLE", has_data: "BOOLEAN", is_partial: "BOOLEAN" };

export const googleTrendsFiles: Files = {
  "google-trends/README.md": ABOUT,
  "google-trends/LICENSE-pytrends-Apache-2.0.txt": { leftOut: "the licence of the recordings" },
  "google-trends/alpha-v1alpha-examples.json": {
    proves: "the official API's operations, points, failures and quota, as far as they are known",
    play: playOfficial,
  },
  [`${fixtures}/autocomplete.json`]: {
    proves: "a page that answers 404 gives the cookie; topics of a keyword",
    play: playSite({
      stream: "topic_suggestions",
      config: { keywords: ["pizza"], tz: 0 },
      key: ["mid"],
      due: { mid: "VARCHAR", title: "VARCHAR", rank: "BIGINT" },
      expected: topicRows,
    }),
  },
  [`${fixtures}/compared-geo-country.json`]: {
    proves: "shares of two keywords in each country, names unescaped",
    play: playSite({
      stream: "region_shares",
      config: { timeframe: year, compareRegions: true },
      key: ["keyword", "geo_code"],
      due: { geo_code: "VARCHAR", value: "DOUBLE", has_data: "BOOLEAN" },
      expected: regionRows,
    }),
  },
  [`${fixtures}/explore-then-multiline-day.json`]: {
    proves: "cookie, token and data; columns in the order of the request",
    play: playSite({
      stream: "interest_over_time",
      config: { timeframe: week },
      key: ["keyword", "date"],
      due: line,
      expected: lineRows,
    }),
  },
  [`${fixtures}/multiline-gprop-images.json`]: {
    proves: "searches for images",
    play: playSite({
      stream: "interest_over_time",
      config: { timeframe: week, property: "images" },
      key: ["keyword", "date"],
      due: line,
      expected: lineRows,
    }),
  },
  [`${fixtures}/multirange-two-keywords.json`]: {
    proves: "keywords of different times on one scale",
    play: playSite({
      stream: "multi_range_interest",
      config: {
        ranges: [
          { keyword: "pizza", timeframe: week },
          { keyword: "bagel", timeframe: "2021-01-06 2021-01-10" },
        ],
      },
      key: ["range_index", "date"],
      due: { date: "TIMESTAMP", value: "DOUBLE", range_index: "BIGINT" },
      expected: rangeRows,
    }),
  },
  [`${fixtures}/related-queries.json`]: {
    proves: "top and rising queries of each keyword, with their ranks",
    play: playSite({
      stream: "related_queries",
      config: { timeframe: year },
      key: ["keyword", "kind", "query"],
      due: { value: "DOUBLE", rank: "BIGINT", is_breakout: "BOOLEAN" },
      expected: relatedRows,
      sameRequests: false,
    }),
  },
  [`${fixtures}/topcharts-retired.json`]: {
    leftOut: "an endpoint that Google has removed, kept as an example of one",
  },
};
