import { expect, test } from "vitest";
import * as redditPackage from "./index.ts";

test("exports these names and no others", () => {
  expect(Object.keys(redditPackage).toSorted()).toEqual([
    "commentSchema",
    "deletionSchema",
    "foundPostSchema",
    "foundSubredditSchema",
    "meSchema",
    "messageSchema",
    "postCommentSchema",
    "postSchema",
    "rankedPostSchema",
    "reddit",
    "redditConfigSchema",
    "redditRules",
    "subredditSchema",
  ]);
});

test("offers these streams", () => {
  const { streams } = redditPackage.reddit({
    clientId: "c",
    clientSecret: "s",
    userAgent: "node:x:v1 (by /u/x)",
  });

  expect(Object.keys(streams)).toEqual([
    "posts",
    "posts_hot",
    "posts_top",
    "posts_rising",
    "posts_controversial",
    "search_posts",
    "comments",
    "post_comments",
    "subreddits",
    "popular_subreddits",
    "subreddit_search",
    "deletions",
    "me",
    "inbox",
  ]);
});
