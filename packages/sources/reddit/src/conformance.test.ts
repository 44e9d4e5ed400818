import { redditEmulator, sandboxCredentials } from "@brain/sandbox";
import { fakeClock, testSource, type TestSourceOptions } from "@brain/testkit";
import { describe } from "vitest";
import { reddit } from "./reddit.ts";

const secrets = { clientSecret: "canary+client/secret", refreshToken: "canary-refresh+token/1" };

/** The source in front of a small emulated Reddit that accepts these secrets only. */
function setUp() {
  const clock = fakeClock({ start: "2026-11-24T09:00:00Z", autoMs: 20_000 });
  // The data stand still: comments are dated by the clock.
  const written = { at: clock.now() };
  const emulator = redditEmulator({
    now: () => written.at,
    credentials: secrets,
    limits: "off",
    subreddits: {
      Brain: { posts: 130, commentsPerPost: 2 },
      Cafe: { posts: 4, commentsPerPost: 40 },
    },
    messages: 110,
  });
  const { clientId } = sandboxCredentials.reddit;
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
          storedIds: emulator.addPosts("Cafe", 0),
        },
        { runtime },
      ),
  } satisfies TestSourceOptions;
  return { emulator, options, clock, written };
}

describe("the first run", () => {
  testSource({ ...setUp().options, cuts: 4, streams: ["posts"] });
});
