import type { ConnectorInfo, Source, SourceOptions, Stream } from "@brain/core";
import type { z } from "zod";
import type { googleTrendsConfigSchema } from "./config.ts";
import type { Interest } from "./interest-record.ts";
import type { RegionInterest } from "./streams/interest-by-region.ts";
import type { RangeInterest } from "./streams/multi-range-interest.ts";
import type { RelatedQuery } from "./streams/related-queries.ts";
import type { RelatedTopic } from "./streams/related-topics.ts";
import type { Suggestion } from "./streams/topic-suggestions.ts";
import type { Trending } from "./streams/trending-now.ts";

type Given = z.input<typeof googleTrendsConfigSchema>;
type Range = NonNullable<Given["ranges"]>[number];

/** What a user writes to read Google Trends. */
export type GoogleTrendsConfig<
  K extends string = string,
  C extends boolean | undefined = boolean | undefined,
  R extends readonly Range[] | undefined = readonly Range[] | undefined,
> = Omit<Given, "keywords" | "anchor" | "compareRegions" | "ranges"> & {
  /** Search terms, or topics by their id (`/m/0663v`). More than 5 are compared through the anchor. */
  readonly keywords: readonly K[];
  /** The keyword that every batch of more than 5 has. Default: the first. */
  readonly anchor?: NoInfer<K> | undefined;
  /** Adds the stream `region_shares`. */
  readonly compareRegions?: C | undefined;
  /** Adds the stream `multi_range_interest`. */
  readonly ranges?: R | undefined;
};

/** A record whose keyword is one of these. */
type Of<T, K extends string> = T & { readonly keyword: K };

/** The streams of a config: its keywords type the records. */
export type GoogleTrendsStreams<K extends string, C, R> = {
  readonly interest_over_time: Stream<Of<Interest, K>, "interest_over_time">;
  readonly interest_by_region: Stream<Of<RegionInterest, K>, "interest_by_region">;
  readonly related_queries: Stream<Of<RelatedQuery, K>, "related_queries">;
  readonly related_topics: Stream<Of<RelatedTopic, K>, "related_topics">;
  readonly trending_now: Stream<Trending, "trending_now">;
  readonly topic_suggestions: Stream<Of<Suggestion, K>, "topic_suggestions">;
} & (C extends true
  ? { readonly region_shares: Stream<Of<RegionInterest, K>, "region_shares"> }
  : unknown) &
  (R extends readonly Range[]
    ? {
        readonly multi_range_interest: Stream<
          Of<RangeInterest, R[number]["keyword"]>,
          "multi_range_interest"
        >;
      }
    : unknown);

/** The connector: the literals of `keywords`, `compareRegions` and `ranges` type streams and records. */
export type GoogleTrends = ConnectorInfo &
  (<
    const K extends string,
    const C extends boolean | undefined = undefined,
    // Without any the stream is not there.
    const R extends readonly Range[] | undefined = undefined,
  >(
    config: GoogleTrendsConfig<K, C, R>,
    options?: SourceOptions,
  ) => Source<GoogleTrendsStreams<K, C, R>>);
