import { defineStream, type Page } from "@brain/core";
import { path, tokenGuard } from "@brain/http";
import { z } from "zod";
import type { RedditClient } from "../client.ts";
import type { ResolvedRedditConfig } from "../config.ts";
import { keywordFilter } from "../keywords.ts";
import { DAY_MS } from "../limits.ts";
import { commentPii, commentSchema, toComment } from "../records.ts";
import { subredditPartitions } from "../subreddit-partitions.ts";
import { createdMs, fullnameOf, number, text, type Thing } from "../things.ts";
import { readTree } from "../tree.ts";
import { sinceOf, threadStateSchema, withoutOld, type ThreadState } from "../thread-state.ts";
import { tellUnreadable } from "../unreadable.ts";

/** A comment below its post. */
export const postCommentSchema = commentSchema.extend({
  /** When the post was made. */
  link_created_at: z.iso.datetime(),
});

/** A record of the stream `post_comments`. */
export type PostComment = z.infer<typeof postCommentSchema>;

type ThreadPage = Page<PostComment, ThreadState>;

/**
 * All comments below the posts that `posts` reads, every stub expanded. A thread is read again, and replaced as a whole,
 * when its number of comments has changed within the lookback. Windows and the cursor go by the post's time.
 *
 * @see https://www.reddit.com/dev/api#GET_comments_{article} (read 2026-11-24)
 */
export function postComments(config: ResolvedRedditConfig) {
  const { lookbackDays, commentDepth = Infinity } = config;
  const isWanted = keywordFilter(config);
  return defineStream<RedditClient>()({
    schema: postCommentSchema,
    primaryKey: ["id"],
    cursor: {
      field: "link_created_at",
      order: "unordered",
      lookbackMs: lookbackDays * DAY_MS,
    },
    deletes: ["link_id"],
    pii: commentPii,
    stateSchema: threadStateSchema,
    partitions: () => subredditPartitions(config, "post_comments"),
    async *read({ client, emit, partition: { key }, state, resuming, window }) {
      const since = sinceOf(state, resuming, window, lookbackDays);
      const [from, to] = [since === null ? -Infinity : Date.parse(since), Date.parse(window.to)];
      // By post: how many comments it had when its thread was read, and when it was made (epoch seconds).
      let read = state?.read ?? {};
      const guard = tokenGuard();
      let after: string | undefined;
      do {
        const listing = { path: path`r/${key}/new`, endpoint: "r/{subreddit}/new" };
        const answer = await client.list(listing, after);
        if ("unreadable" in answer) {
          tellUnreadable(emit, `r/${key}`, answer);
          if (state !== undefined) yield { records: [], checkpoint: state } satisfies ThreadPage;
          return;
        }
        ({ after } = answer);
        guard.page(after, answer.things.length);
        for (const post of answer.things) {
          const made = createdMs(post);
          if (made < from || made >= to || !isWanted(post)) continue;
          const id = fullnameOf(post);
          const comments = number(post.data, "num_comments");
          if (read[id]?.[0] === comments) continue;
          const isKnown = read[id] !== undefined;
          if (comments > 0 || isKnown) {
            const checkpoint = { since, read };
            yield* readThread(client, post, commentDepth, isKnown, checkpoint);
          }
          read = { ...read, [id]: [comments, made / 1_000] };
          yield { records: [], checkpoint: { since, read } } satisfies ThreadPage;
        }
        const loose = answer.things.filter(({ data }) => data["stickied"] !== true);
        if (loose.length > 0 && loose.every((post) => createdMs(post) < from)) break;
      } while (after !== undefined);
      const done = { to: new Date(to).toISOString(), read: withoutOld(read, to, lookbackDays) };
      yield { records: [], checkpoint: done } satisfies ThreadPage;
    },
  });
}

/** One thread. Its pages leave the reading where it was: cut within it, it is read anew from its first comment. */
async function* readThread(
  client: RedditClient,
  post: Thing,
  maxDepth: number,
  isKnown: boolean,
  checkpoint: ThreadState,
): AsyncGenerator<ThreadPage> {
  const link = { link_created_at: new Date(createdMs(post)).toISOString() };
  let isFirst = true;
  for await (const comments of readTree(client, text(post.data, "id"), maxDepth)) {
    if (comments === undefined) return;
    yield {
      records: comments.map(({ thing, depth }) => ({ ...toComment(thing, depth), ...link })),
      checkpoint,
      ...(isFirst && isKnown && { deletes: [{ link_id: fullnameOf(post) }] }),
    };
    isFirst = false;
  }
}
