import type { RuleSet } from "@brain/core";
import type { Comment, Post } from "./records.ts";
import type { Deletion } from "./streams/deletions.ts";
import type { Message } from "./streams/inbox.ts";
import type { Subreddit } from "./subreddit-record.ts";

const count = ">= 0";

const posts: RuleSet<Post> = {
  required: ["id", "created_at"],
  constraints: {
    id: { pattern: "^t3_[0-9a-z]+$" },
    upvote_ratio: { min: 0, max: 1 },
    num_comments: count,
    num_crossposts: count,
  },
  compare: [["edited_at", ">=", "created_at", "warn"]],
};

// Its score may be below 0, and is not held to anything.
const comments: RuleSet<Comment> = {
  required: ["id", "link_id", "created_at"],
  constraints: {
    id: { pattern: "^t1_[0-9a-z]+$" },
    link_id: { pattern: "^t3_[0-9a-z]+$" },
    depth: count,
  },
  compare: [["edited_at", ">=", "created_at", "warn"]],
};

const subreddits: RuleSet<Subreddit> = {
  required: ["id", "display_name"],
  constraints: { id: { minLength: 1 }, subscribers: count },
};

const deletions: RuleSet<Deletion> = {
  required: ["id"],
  types: { last_checked: "datetime" },
};

const inbox: RuleSet<Message> = {
  required: ["id", "created_at"],
  constraints: { id: { minLength: 1 } },
};

/** Rules of records, by stream: those of posts and comments fit every stream of them. */
export const redditRules = {
  posts,
  posts_hot: posts,
  posts_top: posts,
  posts_rising: posts,
  posts_controversial: posts,
  search_posts: posts,
  comments,
  post_comments: comments,
  subreddits,
  popular_subreddits: subreddits,
  subreddit_search: subreddits,
  deletions,
  inbox,
} as const;
