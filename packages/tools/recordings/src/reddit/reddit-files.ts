import type { Recordings } from "../recordings.ts";
import { ABOUT, type Files } from "../play-all.ts";
import { playAuth, playErrors } from "./play-access.ts";
import { playListing, playMore, playThread } from "./play-listing.ts";
import { playShape, playSubredditShape } from "./play-shape.ts";

type Play = (recordings: Recordings, path: string) => Promise<string>;

const fixtures = "reddit/fixtures";
const post = { score: "BIGINT", num_comments: "BIGINT", is_deleted: "BOOLEAN" };

/** One play after the other, of one file. */
function both(first: Play, second: Play): Play {
  return async (recordings, path) =>
    `${await first(recordings, path)}; ${await second(recordings, path)}`;
}

export const redditFiles: Files = {
  "reddit/README.md": ABOUT,
  "reddit/LICENSE-praw-BSD-2-Clause.txt": { leftOut: "the recordings' licence" },
  [`${fixtures}/auth.json`]: {
    proves: "each grant posts what was recorded, and a bad refresh token wants a new consent",
    play: playAuth,
  },
  [`${fixtures}/comments-tree-small.json`]: {
    proves: "a thread's comments, nested in replies, each a row with its depth",
    play: playThread,
  },
  [`${fixtures}/errors.json`]: {
    proves: "each refusal becomes an error of its kind",
    play: playErrors,
  },
  [`${fixtures}/listing-new.json`]: {
    proves: "posts by their fullnames, the right one of two times",
    play: playListing("posts", "t3", { subreddits: ["askreddit"] }, post),
  },
  [`${fixtures}/morechildren.json`]: {
    proves: "what stands side by side in an expansion becomes rows of the thread",
    play: playMore,
  },
  [`${fixtures}/post-and-comment-2025.json`]: {
    proves: "today's fields are kept, and the emulator has the same ones",
    play: both(playThread, playShape),
  },
  [`${fixtures}/subreddit-comments.json`]: {
    proves: "newest comments of a subreddit, whose depth is not told",
    play: playListing("comments", "t1", { subreddits: ["askreddit"] }, { depth: "BIGINT" }),
  },
  [`${fixtures}/subreddits-search.json`]: {
    proves: "subreddits, also private ones of which little is told",
    play: both(
      playListing("subreddit_search", "t5", { subredditSearches: ["praw"] }),
      playSubredditShape,
    ),
  },
  [`${fixtures}/user-overview-mixed-kinds.json`]: {
    leftOut:
      "what a user wrote, posts and comments in one list: the source reads subreddits, not people",
  },
};
