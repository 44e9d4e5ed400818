import type { RuleSet } from "@brain/core";
import type { Interest } from "./interest-record.ts";
import type { RegionInterest } from "./streams/interest-by-region.ts";
import type { RangeInterest } from "./streams/multi-range-interest.ts";
import type { RelatedQuery } from "./streams/related-queries.ts";
import type { RelatedTopic } from "./streams/related-topics.ts";
import type { Suggestion } from "./streams/topic-suggestions.ts";
import type { Trending } from "./streams/trending-now.ts";

const text = { minLength: 1 } as const;
/** Of the most that was searched for in one request. */
const index = { min: 0, max: 100 } as const;

const interestOverTime: RuleSet<Interest> = {
  required: ["keyword", "date", "snapshot_date"],
  types: { date: "datetime", snapshot_date: "date" },
  constraints: { keyword: text, value: index, rescaled_value: ">= 0" },
};

const regions: RuleSet<RegionInterest> = {
  required: ["keyword", "geo_name"],
  constraints: { keyword: text, value: index },
};

const ranges: RuleSet<RangeInterest> = {
  required: ["keyword", "date"],
  types: { date: "datetime" },
  constraints: { value: index, range_index: ">= 0" },
};

// Growth of rising ones is in per cent, and has no end.
const relatedQueries: RuleSet<RelatedQuery> = {
  required: ["keyword", "query"],
  constraints: { query: text, rank: ">= 1", value: ">= 0" },
};

const relatedTopics: RuleSet<RelatedTopic> = {
  required: ["keyword", "topic_mid"],
  constraints: { topic_mid: text, rank: ">= 1", value: ">= 0" },
};

const trendingNow: RuleSet<Trending> = {
  required: ["title", "pubDate"],
  types: { pubDate: "datetime" },
  constraints: { title: text },
};

const topicSuggestions: RuleSet<Suggestion> = {
  required: ["keyword", "mid"],
  constraints: { mid: text, rank: ">= 1" },
};

/** Rules of records, by stream. */
export const googleTrendsRules = {
  interest_over_time: interestOverTime,
  interest_by_region: regions,
  region_shares: regions,
  multi_range_interest: ranges,
  related_queries: relatedQueries,
  related_topics: relatedTopics,
  trending_now: trendingNow,
  topic_suggestions: topicSuggestions,
} as const;
