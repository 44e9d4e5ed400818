import { defineConnector, type Json, type StreamDefinitions } from "@brain/core";
import { createTrendsClient, type TrendsClient } from "./client.ts";
import { googleTrendsConfigSchema, type ResolvedConfig } from "./config.ts";
import { isOfficial } from "./credentials.ts";
import { interestByRegion } from "./streams/interest-by-region.ts";
import { interestOverTime } from "./streams/interest-over-time.ts";
import { multiRangeInterest } from "./streams/multi-range-interest.ts";
import { officialInterest } from "./streams/official-interest.ts";
import { officialRegions } from "./streams/official-regions.ts";
import { regionShares } from "./streams/region-shares.ts";
import { relatedQueries } from "./streams/related-queries.ts";
import { relatedTopics } from "./streams/related-topics.ts";
import { topicSuggestions } from "./streams/topic-suggestions.ts";
import { trendingNow } from "./streams/trending-now.ts";
import type { GoogleTrends } from "./types.ts";

/**
 * Google Trends: interest over time and by region, related queries and topics, what trends now. Without credentials it
 * reads the site's own endpoints, which are unofficial, limit each address and may change; with credentials of the official
 * API (alpha) interest over time and by region come from there.
 *
 * @example
 * ```ts
 * const trends = googleTrends({ keywords: ["espresso", "matcha"], geo: "US", timeframe: "12m" });
 * for await (const row of trends.streams.interest_over_time.read().records()) console.log(row.date, row.keyword, row.value);
 * ```
 * @throws ConfigError `config_invalid` at once, with every problem.
 * @see https://developers.google.com/search/apis/trends (read 2026-11-24)
 */
export const googleTrends: GoogleTrends = defineConnector({
  name: "google-trends",
  version: "0.0.0",
  docs: "https://developers.google.com/search/apis/trends",
  config: googleTrendsConfigSchema,
  identity: identityOf,
  connect: createTrendsClient,
  check: (client: TrendsClient) => client.check(),
  streams: (config): StreamDefinitions<TrendsClient> => ({
    interest_over_time: isOfficial(config) ? officialInterest(config) : interestOverTime(config),
    interest_by_region: isOfficial(config) ? officialRegions(config) : interestByRegion(config),
    related_queries: relatedQueries(config),
    related_topics: relatedTopics(config),
    trending_now: trendingNow(config),
    topic_suggestions: topicSuggestions(config),
    ...(config.compareRegions ? { region_shares: regionShares(config) } : {}),
    ...(config.ranges === undefined ? {} : { multi_range_interest: multiRangeInterest(config) }),
  }),
});

/** What decides the rows of a partition. Keywords and places are partitions, but for those that are compared. */
function identityOf(config: ResolvedConfig, stream: string): Json {
  const { timeframe, property, category, language, keywords, anchor = null } = config;
  const surface = isOfficial(config) ? `official ${config.officialResolution}` : "web";
  const regions = config.regionResolution ?? null;
  const common = { timeframe, property, category };
  switch (stream) {
    case "interest_over_time":
      return surface === "web"
        ? { ...common, surface, keywords: [...keywords], anchor }
        : { property, category, surface };
    case "interest_by_region":
      return { ...common, surface, regions };
    case "region_shares":
      return { ...common, regions, keywords: [...keywords] };
    case "multi_range_interest":
      return {
        property,
        category,
        ranges: (config.ranges ?? []).map((range) => Object.values(range)),
      };
    case "related_queries":
    case "related_topics":
      return { ...common, language };
    default:
      return { language };
  }
}
