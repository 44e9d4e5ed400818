import { collect } from "@brain/testkit";
import { describe, expect, test } from "vitest";
import { community } from "./community.fixture.ts";

const SIZE = 900;
const deep = { Brain: { posts: 1, commentsPerPost: 0 } };

/** One post with very many comments: stubs in stubs, threads that go on elsewhere. */
function longThread(size = SIZE) {
  const made = community({ subreddits: deep });
  const [post = ""] = made.emulator.addPosts("Brain", 1);
  const comments = made.emulator.addComments(post, size);
  return { ...made, post, comments };
}

describe("a thread", () => {
  test("[snoowrap#16] [snoowrap#345] comes with all its comments, each once, at its depth", async () => {
    const made = longThread();
    await made.clock.advance(120_000);
    const records = await collect(made.source.streams.post_comments);

    expect(records.map(({ id }) => id).toSorted()).toEqual(made.comments.toSorted());
    const depths = new Map(records.map(({ id, depth }) => [id, depth]));
    for (const { parent_id: parent, depth } of records) {
      expect(depth).toBe(parent === made.post ? 0 : (depths.get(parent) ?? Number.NaN) + 1);
    }
    expect(Math.max(...records.map(({ depth }) => depth ?? 0))).toBeGreaterThan(10);
    // Unlike what others count, what cannot be fetched is no error.
    expect(made.warnings()).toEqual([]);
  });

  test("[snoowrap#170] is handed on piece by piece, and no piece is larger than an answer", async () => {
    const made = longThread();
    await made.clock.advance(120_000);
    const sizes: number[] = [];
    for await (const { records, position } of made.source.streams.post_comments.read()) {
      sizes.push(records.length);
      expect(position).toBeDefined();
    }

    expect(sizes.filter((size) => size > 0).length).toBeGreaterThan(5);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(600);
  });

  test("[praw#2023] is expanded by one request at a time, a hundred stubs each", async () => {
    let most = 0;
    let under = 0;
    const made = longThread();
    const source = made.create({ subreddits: ["brain", "brain"] });
    await made.clock.advance(120_000);
    await Promise.all(
      [1, 2].map(async () => {
        for await (const page of source.streams.post_comments.read()) void page;
      }),
    );
    for (const request of made.requests) {
      if (!request.url.includes("morechildren")) continue;
      under = new URLSearchParams(await request.text()).get("children")?.split(",").length ?? 0;
      most = Math.max(most, under);
    }

    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(100);
    expect(made.emulator.ledger.byStatus()[429]).toBeUndefined();
  });

  test("ends at the depth that is asked for", async () => {
    const made = longThread(200);
    await made.clock.advance(120_000);
    const { post_comments: threads } = made.create({ commentDepth: 2 }).streams;
    const records = await collect(threads);

    expect(new Set(records.map(({ depth }) => depth))).toEqual(new Set([0, 1]));
  });

  test("is read again, and replaced, when its number of comments has changed; else not", async () => {
    const made = longThread(40);
    await made.clock.advance(120_000);
    const run = made.load(made.source.streams.post_comments);
    await run.run();
    made.asked();
    await made.clock.advance(7_200_000);
    await run.run();
    expect(made.asked().map(({ pathname }) => pathname)).toEqual(["/r/brain/new"]);

    const [gone = ""] = made.comments.slice(-1);
    made.emulator.end(gone, "purged");
    made.emulator.addComments(made.post, 1);
    await made.clock.advance(7_200_000);
    await run.run();

    const rows = made.rows("post_comments").map((row) => row["id"]);
    expect(rows).toHaveLength(40);
    expect(rows).not.toContain(gone);
  });

  test("whose comments are deleted keeps their places, without who and what", async () => {
    const made = longThread(30);
    const [first = ""] = made.comments;
    made.emulator.end(first, "deleted");
    await made.clock.advance(120_000);
    const records = await collect(made.source.streams.post_comments);

    expect(records.find(({ id }) => id === first)).toMatchObject({
      author: null,
      body: "[deleted]",
      is_deleted: true,
    });
  });
});
