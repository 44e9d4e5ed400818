import { defineStream, type StreamDefinition } from "@brain/core";
import { z } from "zod";
import type { TrendsClient } from "../client.ts";
import type { ResolvedConfig } from "../config.ts";

/** A topic that Google suggests for a keyword. */
export const suggestionSchema = z.looseObject({
  keyword: z.string(),
  rank: z.int(),
  /** The topic's id, to be taken as a keyword. */
  mid: z.string(),
  title: z.string(),
  type: z.string().nullish(),
});

/** A record of the stream `topic_suggestions`. */
export type Suggestion = z.infer<typeof suggestionSchema>;

const answerSchema = z.looseObject({
  default: z.looseObject({
    topics: z.array(
      z.looseObject({ mid: z.string(), title: z.string(), type: z.string().nullish() }),
    ),
  }),
});
const isAnswer = (body: unknown): boolean => answerSchema.safeParse(body).success;

/** Topics that a keyword may mean, as the site's search box suggests them. */
export function topicSuggestions(
  config: ResolvedConfig,
): StreamDefinition<TrendsClient, Suggestion> {
  return defineStream<TrendsClient>()({
    schema: suggestionSchema,
    primaryKey: ["keyword", "mid"],
    mode: "mirror",
    partitions: () => config.keywords.map((keyword) => ({ key: keyword })),
    async *read({ client, partition: { key: keyword } }) {
      const body = await client.web.suggestions<unknown>(keyword, isAnswer);
      const { topics } = answerSchema.parse(body).default;
      yield { records: topics.map((topic, index) => ({ ...topic, keyword, rank: index + 1 })) };
    },
  });
}
