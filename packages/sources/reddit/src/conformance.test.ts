import { redditEmulator, sandboxCredentials } from "@brain/sandbox";
import { fakeClock, testSource, type TestSourceOptions } from "@brain/testkit";
import { describe } from "vitest";
import { reddit } from "./reddit.ts";

const secrets = { clientSecret: "canary+client/secret", refreshToken: "canary-refresh+token/1" };

/** The source in front of a small emulated Reddit that accepts these secrets only. */
function setUp(commentsPerPost = 2) {
  const clock = fakeClock({ start: "2026-11-24T09:00:00Z", autoMs: 20_000 });
  const start = clock.now();
  const emulator = redditEmulator({
    // Its tokens and windows stand still: what moves is told by `change`.
    now: () => start,
    credentials: secrets,
    limits: "off",
    pageSize: 10,
    subreddits: {
      Brain: { posts: 26, commentsPerPost },
      Cafe: { posts: 2, commentsPerPost: 60 },
    },
    messages: 22,
  });
  const { clientId } = sandboxCredentials.reddit;
  const storedIds = emulator.fullnames("Brain");
  const options = {
    clock,
    server: (request) => emulator.fetch(request),
    secrets: Object.values(secrets),
    create: (runtime) =>
      reddit(
        {
          ...secrets,
          clientId,
          userAgent: "node:brain.test:v1.0.0 (by /u/brain)",
          subreddits: ["r/brain", "cafe"],
          topTime: "all",
          searches: ["post"],
          subredditSearches: ["a"],
          storedIds,
        },
        { runtime },
      ),
  } satisfies TestSourceOptions;
  const change = (): void => {
    const [post = ""] = emulator.addPosts("Brain", 8);
    emulator.addComments(post, 120);
    emulator.receiveMessages(3);
    for (const fullname of storedIds.slice(-12, -9)) emulator.end(fullname, "deleted");
  };
  return { options, change };
}

describe("the first run", () => {
  testSource({ ...setUp().options, cuts: 3, streams: ["posts", "comments"] });
});

describe("other lists", () => {
  testSource({
    ...setUp().options,
    cuts: 2,
    // What asks and judges answers is the code that was examined above.
    only: ["declaration", "read", "keys", "resume", "kill", "windows", "repeats"],
    streams: ["posts_hot", "search_posts", "inbox", "popular_subreddits", "subreddit_search"],
  });
});

describe("what is no list of things", () => {
  testSource({
    ...setUp().options,
    cuts: 2,
    only: ["declaration", "read", "keys", "resume", "kill", "windows", "repeats", "no-list"],
    streams: ["post_comments", "subreddits", "deletions", "me"],
  });
});

describe("a later run, which reads what is new and asks after what is missing", () => {
  // Threads are read by hundreds a minute: only few posts have one.
  const { options, change } = setUp(0);
  testSource({
    ...options,
    change,
    cuts: 3,
    streams: ["posts", "comments", "post_comments"],
    only: ["read", "resume", "kill", "moving-data", "cut-body"],
  });
});
