import { sandboxCredentials } from "@brain/sandbox";
import type { SourceFacts, StreamFacts } from "../source-facts.ts";

const { username, password } = sandboxCredentials.reddit;
const ranking: StreamFacts = { read: "whole, at each run", partition: "a subreddit" };

export const reddit: SourceFacts = {
  config: {
    username,
    password,
    searches: ["brain"],
    subredditSearches: ["brain"],
    storedIds: ["t3_15bfi0"],
  },
  streams: {
    posts: { lookbackOption: "lookbackDays", partition: "a subreddit" },
    posts_hot: ranking,
    posts_top: ranking,
    posts_rising: ranking,
    posts_controversial: ranking,
    search_posts: { lookbackOption: "lookbackDays", partition: "a query (in a subreddit)" },
    comments: { lookbackOption: "lookbackDays", partition: "a subreddit" },
    post_comments: {
      read: "threads that changed, whole",
      lookbackOption: "lookbackDays",
      partition: "a subreddit",
    },
    subreddits: { read: "whole" },
    subreddit_search: { read: "whole", partition: "a query" },
    deletions: { read: "all `storedIds`" },
    me: { read: "whole" },
  },
  limits: [
    "Requests are counted by client id, over ten minutes; answers tell what is left, and a pace that they show is kept.",
    "A listing ends at about 1,000 things, 100 a page; a search at about 250.",
    "A thread's first 500 comments are one request, the rest 100 a request, one at a time.",
  ],
  others: [
    {
      product: "Airbyte",
      streams: {
        posts: "`subreddit_explore`, no key",
        search_posts: "`search`, no key",
        popular_subreddits: "`subreddit_popular`, no key",
        subreddit_search: "`subreddit_search`, no key",
        me: "`self`",
        inbox: "`message_inbox`, no key",
      },
    },
  ],
  without: "Fivetran and Singer read Reddit Ads only, dlt has no source, and Nango only signs in.",
  lacking: [],
};
