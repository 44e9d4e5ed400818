import { from, rules, type RecordOf, type RuleSet, type StreamFlow } from "@brain/core";
import { googleTrends } from "./google-trends.ts";
import { googleTrendsRules } from "./rules.ts";

type Equal<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

const { streams } = googleTrends({
  keywords: ["espresso", "matcha"],
  anchor: "matcha",
  timeframe: "12m",
  geo: ["US", "ES"],
  compareRegions: true,
  ranges: [
    { keyword: "chai", timeframe: "3m" },
    { keyword: "mate", timeframe: "5y", geo: "AR" },
  ],
});

void (true satisfies Equal<
  RecordOf<typeof streams.interest_over_time>["keyword"],
  "espresso" | "matcha"
>);
void (true satisfies Equal<RecordOf<typeof streams.interest_over_time>["value"], number | null>);
void (true satisfies Equal<RecordOf<typeof streams.related_queries>["kind"], "top" | "rising">);
void (true satisfies Equal<RecordOf<typeof streams.related_topics>["topic_mid"], string>);
void (true satisfies Equal<RecordOf<typeof streams.trending_now>["pubDate"], string>);
void (true satisfies Equal<RecordOf<typeof streams.region_shares>["geo_code"], string>);
void (true satisfies Equal<
  RecordOf<typeof streams.multi_range_interest>["keyword"],
  "chai" | "mate"
>);
from(streams.interest_over_time).into("interest");

const few = googleTrends({ keywords: ["espresso"] }).streams;
// @ts-expect-error nothing was compared
void few.region_shares;
// @ts-expect-error no ranges were asked for
void few.multi_range_interest;
// @ts-expect-error Google removed it
void few.daily_trends;
// @ts-expect-error not a declared field
void few.related_queries.read({ fields: ["qeury"] });
// @ts-expect-error no keywords
googleTrends({ geo: "US" });
// @ts-expect-error the anchor is none of the keywords
googleTrends({ keywords: ["espresso"], anchor: "matcha" });
// @ts-expect-error no such property
googleTrends({ keywords: ["espresso"], property: "maps" });
// @ts-expect-error no such resolution
googleTrends({ keywords: ["espresso"], regionResolution: "STREET" });

// Its rules fit its streams, whose keywords stay known.
void (from(streams.interest_over_time).validate(
  rules(googleTrendsRules.interest_over_time),
) satisfies StreamFlow<RecordOf<typeof streams.interest_over_time>>);
// @ts-expect-error no such field
void ({ required: ["nope"] } satisfies RuleSet<RecordOf<typeof streams.interest_over_time>>);
