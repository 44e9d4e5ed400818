import { check } from "@brain/core";
import { brokenRules, collect } from "@brain/testkit";
import { expect, test } from "vitest";
import { community } from "./community.fixture.ts";
import { redditRules } from "./rules.ts";

const { source, create, emulator } = community({
  subreddits: { Brain: { posts: 12 } },
  messages: 3,
});

test("what the emulated Reddit answers keeps every rule", async () => {
  const { streams } = create({
    subredditSearches: ["a"],
    searches: ["post"],
    storedIds: emulator.fullnames("Brain"),
  });

  expect(await brokenRules(streams, redditRules, { limit: 100 })).toEqual([]);
});

test("a ratio above 1 is found", async () => {
  const good = await collect(source.streams.posts, { limit: 2 });
  const records = good.map((one, at) => (at === 0 ? one : { ...one, upvote_ratio: 55 }));

  const found = check(records, redditRules.posts);

  expect(found).toMatchObject({ records: 2, invalid: 1 });
  expect(found.issues[0]?.issues.map(({ rule }) => rule)).toEqual(["constraints.upvote_ratio.max"]);
});
