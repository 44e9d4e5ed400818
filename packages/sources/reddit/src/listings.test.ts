import { collect } from "@brain/testkit";
import { describe, expect, test } from "vitest";
import { community } from "./community.fixture.ts";

const ids = (rows: readonly object[]): unknown[] => rows.map((row) => Reflect.get(row, "id"));
/** Enough for first and later runs of many pages, without a wait of minutes. */
const big = { Brain: { posts: 1_300, commentsPerPost: 0, everyS: 7_200 } };

describe("the thousand things at which a listing ends", () => {
  test("[praw#430] [praw#614] [snoowrap#162] are said in the pages' quality and in a warning", async () => {
    const made = community({ subreddits: big });
    const pages = [];
    for await (const page of made.source.streams.posts.read()) pages.push(page);

    expect(made.warnings()).toContain("results_capped");
    expect(pages.filter(({ quality }) => quality?.["capped"] === true).length).toBeGreaterThan(0);
  });

  test("[snoowrap#51] [snoowrap#275] are not the end: the rankings of longer windows give older posts", async () => {
    const made = community({ subreddits: big });

    await made.load(made.source.streams.posts).run();

    // The newest thousand, and what of a year's best thousand is older.
    expect(new Set(ids(made.rows("posts"))).size).toBeGreaterThan(1_100);
    expect(made.asked().map(({ searchParams }) => searchParams.get("t"))).toContain("year");
  });

  test("are gone beyond by searches where there are keywords", async () => {
    const made = community({ subreddits: big, config: { keywords: ["party"] } });

    await made.load(made.source.streams.posts).run();

    const searched = made.asked().filter(({ pathname }) => pathname.endsWith("/search"));
    expect(searched.map(({ searchParams }) => searchParams.get("t"))).toContain("all");
    expect(searched[0]?.searchParams.get("q")).toBe('"party"');
  });

  test("are not suspected where the window was reached", async () => {
    const made = community({ subreddits: big });
    const window = { from: "2026-11-20", to: "2026-11-24" };

    for await (const page of made.source.streams.posts.read({ window })) {
      expect(page.quality).toBeUndefined();
    }

    expect(made.warnings()).toEqual([]);
    expect(made.asked()).toHaveLength(2);
  });

  test("a search that ends at its cap is asked for the best of each window, too", async () => {
    const made = community({
      subreddits: { Brain: { posts: 900, commentsPerPost: 0 } },
      config: { searches: ["post"], searchInSubreddits: true },
    });

    await made.load(made.source.streams.search_posts).run();

    expect(made.rows("search_posts").length).toBeGreaterThan(350);
    expect(new Set(made.rows("search_posts").map((row) => row["query"]))).toEqual(
      new Set(["post"]),
    );
  });
});

test("[praw#146] [Social-Amnesia#63] a page asks for a hundred, and the pages go on to the end", async () => {
  const made = community();

  await made.load(made.source.streams.posts).run();

  expect(made.rows("posts")).toHaveLength(240);
  for (const { searchParams } of made.asked()) expect(searchParams.get("limit")).toBe("100");
});

test("[RD-5] a list that ends behind an anchor which is gone says that it may have moved", async () => {
  const empty = { kind: "Listing", data: { children: [], after: null } };
  const made = community({
    intercept: (_, { searchParams }) =>
      searchParams.has("after") ? Response.json(empty) : undefined,
  });
  const pages = [];
  for await (const page of made.source.streams.posts.read()) pages.push(page);

  expect(pages.map(({ quality }) => quality?.["drift"] === true)).toContain(true);
  expect((await collect(community().source.streams.posts)).length).toBe(240);
});

describe("a later run", () => {
  test("reads what is new and the lookback, and what it sees again replaces what was there", async () => {
    const made = community({ subreddits: { Brain: { posts: 400, commentsPerPost: 0 } } });
    const run = made.load(made.source.streams.posts);
    await run.run();
    made.asked();
    await made.clock.advance(7_200_000);
    const known = made.emulator.fullnames("Brain");
    const [liked = ""] = known.slice(-5);
    made.emulator.vote(liked, 5_000);
    const added = made.emulator.addPosts("Brain", 3, { title: "Fresh & new" });
    await made.clock.advance(120_000);

    await run.run();

    const rows = new Map(made.rows("posts").map((row) => [row["id"], row]));
    expect(rows.size).toBe(403);
    for (const id of added) expect(rows.get(id)).toMatchObject({ title: "Fresh & new" });
    expect(rows.get(liked)?.["score"]).toBeGreaterThanOrEqual(5_000);
    // Three days are 72 posts: one page, and one that shows that the rest is older.
    expect(made.asked()).toHaveLength(2);
  });

  test("deletes the posts that are gone, and keeps what only left the list", async () => {
    const made = community();
    const run = made.load(made.source.streams.posts);
    await run.run();
    const [deleted = "", removed = "", purged = "", kept = ""] = made.emulator
      .fullnames("Brain")
      .slice(-4);
    made.emulator.end(deleted, "deleted");
    made.emulator.end(removed, "removed");
    made.emulator.end(purged, "purged");
    made.emulator.removeAuthor(kept);
    await made.clock.advance(7_200_000);

    await run.run();

    const rows = new Map(made.rows("posts").map((row) => [row["id"], row]));
    expect([deleted, removed, purged].map((id) => rows.has(id))).toEqual([false, false, false]);
    // Who wrote it is deleted, so nobody is named; what was written stays.
    expect(rows.get(kept)).toMatchObject({ author: null, is_deleted: false });
    expect(rows.get(kept)?.["author_fullname"] ?? null).toBeNull();
  });

  test("comments go the same way", async () => {
    const made = community({ subreddits: { Brain: { posts: 20, commentsPerPost: 6 } } });
    const run = made.load(made.source.streams.comments);
    await run.run();
    const [post = ""] = made.emulator.fullnames("Brain").slice(-1);
    const added = made.emulator.addComments(post, 2);
    await made.clock.advance(7_200_000);
    await run.run();
    expect(ids(made.rows("comments"))).toEqual(expect.arrayContaining(added));
    made.emulator.end(added[0] ?? "", "deleted");
    await made.clock.advance(7_200_000);

    await run.run();

    expect(ids(made.rows("comments"))).not.toContain(added[0]);
    expect(ids(made.rows("comments"))).toContain(added[1]);
  });

  test("`deletions` tells which stored ids are gone", async () => {
    const made = community();
    const storedIds = made.emulator.fullnames("Brain").slice(0, 150);
    const [first = "", second = ""] = storedIds;
    made.emulator.end(first, "purged");
    made.emulator.removeAuthor(second);
    const { deletions } = made.create({ storedIds }).streams;

    await made.load(deletions).run();

    const rows = made.rows("deletions");
    expect(rows).toHaveLength(150);
    expect(rows.filter((row) => row["is_deleted"] === true).map((row) => row["id"])).toEqual([
      first,
    ]);
    expect(rows.filter((row) => row["is_author_deleted"] === true)).toHaveLength(2);
    expect(made.asked()).toHaveLength(2);
  });
});

describe("one closed subreddit", () => {
  test.each(["private", "quarantined", "banned"] as const)(
    "that is %s is told and passed over; the others are read",
    async (access) => {
      const made = community({
        subreddits: { Brain: { posts: 20 }, Closed: { posts: 5, access } },
        config: { subreddits: ["closed", "nowhere", "brain"] },
      });

      const { status } = await made.load(made.source.streams.posts).run();

      expect(status).toBe("succeeded");
      expect(made.rows("posts")).toHaveLength(20);
      await collect(made.source.streams.posts);
      expect(made.warnings()).toEqual(["subreddit_unreadable", "subreddit_unreadable"]);
    },
  );
});

test("keywords are looked for in titles, whatever the case; whole words and accents as asked", async () => {
  const made = community({ subreddits: { Brain: { posts: 0 } } });
  for (const title of ["A PARTY", "Modern art", "Café au lait", "cafe"]) {
    made.emulator.addPosts("Brain", 1, { title, text: "hidden gem" });
  }
  await made.clock.advance(120_000);
  const titles = async (config: Parameters<typeof made.create>[0]): Promise<string[]> => {
    const found: string[] = [];
    const { posts } = made.create(config).streams;
    for await (const { title } of posts.read().records()) found.push(title);
    return found.toSorted();
  };

  expect(await titles({ keywords: ["art"] })).toEqual(["A PARTY", "Modern art"]);
  expect(await titles({ keywords: ["art"], wholeWords: true })).toEqual(["Modern art"]);
  expect(await titles({ keywords: ["cafe"] })).toEqual(["cafe"]);
  expect(await titles({ keywords: ["cafe"], ignoreAccents: true })).toEqual([
    "Café au lait",
    "cafe",
  ]);
  expect(await titles({ keywords: ["gem"] })).toEqual([]);
  expect(await titles({ keywords: ["gem"], keywordFields: ["selftext"] })).toHaveLength(4);
});

test("a ranking is kept as it was at each run", async () => {
  const made = community();
  const run = made.load(made.source.streams.posts_hot);
  await run.run();
  await made.clock.advance(7_200_000);
  await run.run();

  const rows = made.rows("posts_hot");
  expect(rows).toHaveLength(480);
  expect(new Set(rows.map((row) => row["snapshot_at"])).size).toBe(2);
  expect(rows[0]).toMatchObject({ rank: 1, stickied: true });
});

test("a stream without its option says which one it lacks", async () => {
  const { deletions } = community().source.streams;

  await expect(collect(deletions)).rejects.toMatchObject({
    code: "config_invalid",
    message: expect.stringContaining("storedIds"),
  });
});
