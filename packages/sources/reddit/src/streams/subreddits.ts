import { defineStream, type Page } from "@brain/core";
import { z } from "zod";
import type { RedditClient } from "../client.ts";
import type { ResolvedRedditConfig } from "../config.ts";
import { asked } from "../subreddit-partitions.ts";
import { toSubreddit, subredditSchema, type Subreddit } from "../subreddit-record.ts";
import { tellUnreadable } from "../unreadable.ts";

const stateSchema = z.object({
  /** The last subreddit that was read. */
  done: z.string(),
});

/**
 * What the subreddits of the config say of themselves: subscribers, descriptions, rules of access.
 *
 * @see https://www.reddit.com/dev/api#GET_r_{subreddit}_about (read 2026-11-24)
 */
export function subreddits(config: ResolvedRedditConfig) {
  return defineStream<RedditClient>()({
    schema: subredditSchema,
    primaryKey: ["id"],
    stateSchema,
    async *read({
      client,
      emit,
      state,
      resuming,
    }): AsyncGenerator<Page<Subreddit, z.infer<typeof stateSchema>>> {
      const names = asked(config.subreddits, "subreddits", "subreddits");
      const done = resuming && state !== undefined ? names.indexOf(state.done) + 1 : 0;
      for (const name of names.slice(done)) {
        const answer = await client.about(name);
        if ("unreadable" in answer) {
          tellUnreadable(emit, `r/${name}`, answer);
          yield { records: [], checkpoint: { done: name } };
        } else {
          yield { records: [toSubreddit(answer)], checkpoint: { done: name } };
        }
      }
    },
  });
}
