import { defineConnector, type Json } from "@brain/core";
import { checkAccess } from "./check.ts";
import { createRedditClient } from "./client.ts";
import { consent } from "./consent.ts";
import { redditConfigSchema, type ResolvedRedditConfig } from "./config.ts";
import { comments } from "./streams/comments.ts";
import { deletions } from "./streams/deletions.ts";
import { inbox } from "./streams/inbox.ts";
import { me } from "./streams/me.ts";
import { postComments } from "./streams/post-comments.ts";
import { posts } from "./streams/posts.ts";
import { rankedPosts } from "./streams/ranked-posts.ts";
import { searchPosts } from "./streams/search-posts.ts";
import { popularSubreddits, subredditSearch } from "./streams/subreddit-lists.ts";
import { subreddits } from "./streams/subreddits.ts";

/**
 * Reddit: posts of subreddits and of searches, their comments, what subreddits say of themselves, and what was deleted.
 *
 * @example
 * ```ts
 * const { posts } = reddit({ clientId, clientSecret, userAgent, subreddits: ["r/dataengineering"] }).streams;
 * for await (const post of posts.read().records()) console.log(post.created_at, post.title);
 * ```
 * @throws ConfigError `config_invalid` with every problem of the config.
 * @see https://www.reddit.com/dev/api (read 2026-11-24)
 */
export const reddit = defineConnector({
  name: "reddit",
  version: "0.0.0",
  docs: "https://www.reddit.com/dev/api",
  oauth: consent,
  config: redditConfigSchema,
  identity: identityOf,
  connect: createRedditClient,
  check: checkAccess,
  streams: (config) => ({
    posts: posts(config),
    posts_hot: rankedPosts(config, "hot"),
    posts_top: rankedPosts(config, "top"),
    posts_rising: rankedPosts(config, "rising"),
    posts_controversial: rankedPosts(config, "controversial"),
    search_posts: searchPosts(config),
    comments: comments(config),
    post_comments: postComments(config),
    subreddits: subreddits(config),
    popular_subreddits: popularSubreddits,
    subreddit_search: subredditSearch(config),
    deletions: deletions(config),
    me,
    inbox,
  }),
});

/** What decides the rows of a partition. Subreddits and queries are the partitions' keys; lookback changes no row. */
function identityOf(config: ResolvedRedditConfig, stream: string): Json {
  const { keywords, keywordFields, wholeWords, ignoreAccents } = config;
  const filter =
    keywords === undefined
      ? null
      : { keywords: keywords.toSorted(), in: keywordFields.toSorted(), wholeWords, ignoreAccents };
  switch (stream) {
    case "posts":
    case "posts_hot":
    case "posts_rising":
      return { filter };
    case "posts_top":
    case "posts_controversial":
      return { filter, topTime: config.topTime };
    case "post_comments":
      return { filter, depth: config.commentDepth ?? null };
    case "me":
    case "inbox":
      return { username: config.username ?? null };
    default:
      return null;
  }
}
