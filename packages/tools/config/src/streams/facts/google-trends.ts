import { sandboxCredentials } from "@brain/sandbox";
import { ADDRESS } from "../observe-source.ts";
import type { SourceFacts, StreamFacts } from "../source-facts.ts";

const snapshot: StreamFacts = { read: "a snapshot each day", partition: "a keyword, a place" };

export const googleTrends: SourceFacts = {
  config: {
    compareRegions: true,
    ranges: [
      { keyword: "espresso", geo: "US", timeframe: "2026-01-01 2026-03-31" },
      { keyword: "espresso", geo: "IT", timeframe: "2025-01-01 2025-03-31" },
    ],
  },
  variants: [
    { label: "the site", config: {} },
    {
      label: "the official API",
      config: {
        ...sandboxCredentials.googleTrends,
        officialUrl: ADDRESS,
        tokenUrl: `${ADDRESS}/token`,
      },
      streams: {
        interest_over_time: {
          lookbackOption: "officialResolution",
          partition: "a keyword, a place",
        },
      },
    },
  ],
  streams: {
    interest_over_time: { partition: "a place" },
    interest_by_region: snapshot,
    related_queries: snapshot,
    related_topics: snapshot,
    trending_now: { read: "the feed as it is", partition: "a country" },
    topic_suggestions: { partition: "a keyword" },
    region_shares: { read: "a snapshot each day", partition: "a place" },
  },
  limits: [
    "Google tells no limit of the site, and limits each address; `requestsPerMinute` is what is asked for.",
    "5 keywords a request, and 100 characters a keyword; about 25 related queries or topics of each kind.",
    "The official API: 100 requests and 10,000 points a day, the last 1,800 days up to two days ago.",
  ],
  others: [],
  without:
    "No maintained source of Airbyte, Fivetran, Singer, Meltano or dlt was found. Libraries (pytrends, `google-trends-api`) are no longer maintained; SerpApi and SearchApi sell results of the site, 5 keywords at a time.",
  lacking: [],
};
