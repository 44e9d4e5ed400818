import { defineStream, type StreamDefinition } from "@brain/core";
import { z } from "zod";
import { askedIn } from "../asked.ts";
import type { TrendsClient } from "../client.ts";
import type { ResolvedConfig } from "../config.ts";
import { keywordsOf, type KeywordPartition } from "../partitions.ts";
import { isRankedLists, rankedIn, relatedKey, relatedShape } from "../related-record.ts";
import { findWidget } from "../widgets.ts";

/** A topic that those who searched for a keyword were interested in as well. */
export const relatedTopicSchema = z.looseObject({
  ...relatedShape,
  /** The topic's id, which is a keyword, too. */
  topic_mid: z.string(),
  topic_title: z.string(),
  topic_type: z.string().nullish(),
});

/** A record of the stream `related_topics`. */
export type RelatedTopic = z.infer<typeof relatedTopicSchema>;

/** Related topics of each keyword, asked for one by one: a comparison has none. A snapshot of each day. */
export function relatedTopics(
  config: ResolvedConfig,
): StreamDefinition<TrendsClient, RelatedTopic, never, KeywordPartition> {
  return defineStream<TrendsClient>()({
    schema: relatedTopicSchema,
    primaryKey: [...relatedKey, "topic_mid"],
    partitions: () => keywordsOf(config),
    async *read({ client, partition: { keyword, geo }, ...context }) {
      const asked = askedIn(config, geo, context);
      const { body } = await client.web.related({
        items: [{ keyword, geo, time: asked.timeframe }],
        pick: (widgets) => findWidget(widgets, "RELATED_TOPICS", keyword),
        pathOf: () => "relatedsearches",
        isRight: isRankedLists,
      });
      const records = rankedIn(body).flatMap(({ topic, ...ranked }) =>
        topic
          ? [
              {
                ...ranked,
                ...asked,
                keyword,
                topic_mid: topic.mid,
                topic_title: topic.title,
                topic_type: topic.type,
              },
            ]
          : [],
      );
      yield { records };
    },
  });
}
