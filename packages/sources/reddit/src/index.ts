/** Reddit as a Brain source. @packageDocumentation */
export { reddit } from "./reddit.ts";
export { redditConfigSchema, type RedditConfig } from "./config.ts";
export { commentSchema, postSchema, type Comment, type Post } from "./records.ts";
export { redditRules } from "./rules.ts";
export { rankedPostSchema, type RankedPost, type Ranking } from "./streams/ranked-posts.ts";
export { foundPostSchema, type FoundPost } from "./streams/search-posts.ts";
export { postCommentSchema, type PostComment } from "./streams/post-comments.ts";
export { subredditSchema, type Subreddit } from "./subreddit-record.ts";
export { foundSubredditSchema, type FoundSubreddit } from "./streams/subreddit-lists.ts";
export { deletionSchema, type Deletion } from "./streams/deletions.ts";
export { meSchema, type Me } from "./streams/me.ts";
export { messageSchema, type Message } from "./streams/inbox.ts";
