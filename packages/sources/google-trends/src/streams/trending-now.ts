import { defineStream, type StreamDefinition } from "@brain/core";
import { z } from "zod";
import type { TrendsClient } from "../client.ts";
import type { ResolvedConfig } from "../config.ts";
import type { PlacePartition } from "../partitions.ts";
import { itemsIn } from "../rss.ts";

/** A search that is trending in a country. */
export const trendingSchema = z.looseObject({
  geo: z.string(),
  title: z.string(),
  /** When it began to trend: an instant in UTC. */
  pubDate: z.iso.datetime(),
  /** Text, as Google has it: `200,000+`. */
  approx_traffic: z.string().nullish(),
  /** Articles about it: `news_item_title`, `news_item_url`, `news_item_source`, … */
  news_items: z.array(z.record(z.string(), z.string())),
});

/** A record of the stream `trending_now`. */
export type Trending = z.infer<typeof trendingSchema>;

/** What trends now, by the feed of each country: read whole by each run, since the traffic of an entry grows. */
export function trendingNow(
  config: ResolvedConfig,
): StreamDefinition<TrendsClient, Trending, never, PlacePartition> {
  return defineStream<TrendsClient>()({
    schema: trendingSchema,
    primaryKey: ["geo", "title", "pubDate"],
    partitions: () => config.trendingGeos.map((geo) => ({ key: geo, geo })),
    async *read({ client, partition: { geo } }) {
      const items = itemsIn(await client.web.trending(geo));
      yield {
        records: items.map(({ title, pubDate, fields, news }) => ({
          ...fields,
          geo,
          title,
          pubDate: toInstant(pubDate),
          news_items: [...news],
        })),
      };
    },
  });
}

/** A date of RFC 822; what is none stays as it came, and is invalid. */
function toInstant(date: string): string {
  const at = Date.parse(date);
  return Number.isNaN(at) ? date : new Date(at).toISOString();
}
