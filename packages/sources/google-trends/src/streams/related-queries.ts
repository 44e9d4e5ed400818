import { defineStream, type StreamDefinition } from "@brain/core";
import { z } from "zod";
import { askedIn } from "../asked.ts";
import type { TrendsClient } from "../client.ts";
import type { ResolvedConfig } from "../config.ts";
import { keywordsOf, type KeywordPartition } from "../partitions.ts";
import { isRankedLists, rankedIn, relatedKey, relatedShape } from "../related-record.ts";
import { findWidget } from "../widgets.ts";

/** What those who searched for a keyword searched for as well. */
export const relatedQuerySchema = z.looseObject({ ...relatedShape, query: z.string() });

/** A record of the stream `related_queries`. */
export type RelatedQuery = z.infer<typeof relatedQuerySchema>;

/** Related queries of each keyword, at most about 25 of each kind: a snapshot of each day. */
export function relatedQueries(
  config: ResolvedConfig,
): StreamDefinition<TrendsClient, RelatedQuery, never, KeywordPartition> {
  return defineStream<TrendsClient>()({
    schema: relatedQuerySchema,
    primaryKey: [...relatedKey, "query"],
    partitions: () => keywordsOf(config),
    async *read({ client, partition: { keyword, geo }, ...context }) {
      const asked = askedIn(config, geo, context);
      const { body } = await client.web.related({
        items: [{ keyword, geo, time: asked.timeframe }],
        pick: (widgets) => findWidget(widgets, "RELATED_QUERIES", keyword),
        pathOf: () => "relatedsearches",
        isRight: isRankedLists,
      });
      const records = rankedIn(body).flatMap(({ query, ...ranked }) =>
        typeof query === "string" ? [{ ...ranked, ...asked, keyword, query }] : [],
      );
      yield { records };
    },
  });
}
