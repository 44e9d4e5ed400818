/** Google Trends as a Brain source. @packageDocumentation */
export { googleTrends } from "./google-trends.ts";
export { googleTrendsConfigSchema } from "./config.ts";
export type { GoogleTrends, GoogleTrendsConfig, GoogleTrendsStreams } from "./types.ts";
export { googleTrendsRules } from "./rules.ts";
export { interestSchema, type Interest } from "./interest-record.ts";
export { regionSchema } from "./region-record.ts";
export type { RegionInterest } from "./streams/interest-by-region.ts";
export { rangeInterestSchema, type RangeInterest } from "./streams/multi-range-interest.ts";
export { relatedQuerySchema, type RelatedQuery } from "./streams/related-queries.ts";
export { relatedTopicSchema, type RelatedTopic } from "./streams/related-topics.ts";
export { suggestionSchema, type Suggestion } from "./streams/topic-suggestions.ts";
export { trendingSchema, type Trending } from "./streams/trending-now.ts";
