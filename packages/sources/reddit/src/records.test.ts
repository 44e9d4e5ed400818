import { describe, expect, test } from "vitest";
import { commentSchema, postSchema, toComment, toPost } from "./records.ts";

const post = {
  id: "48fbm9",
  name: "t3_48fbm9",
  subreddit: "AskBrain",
  author: "someone",
  title: "A title",
  selftext: "A text",
  is_self: true,
  permalink: "/r/AskBrain/comments/48fbm9/a_title/",
  created: 1_456_850_258,
  created_utc: 1_456_821_458,
  edited: false,
  score: 10,
  num_comments: 3,
  removed_by_category: null,
  brand_new: { kept: true },
};
const comment = {
  id: "d4y8bdp",
  name: "t1_d4y8bdp",
  link_id: "t3_48fbm9",
  parent_id: "t3_48fbm9",
  author: "someone",
  body: "A body",
  created_utc: 1_456_821_460.0,
  edited: 1_456_821_500,
  score: 1,
  replies: "",
};

describe("a post", () => {
  test("has its fullname, its address and the only right one of its times; what is unknown is kept", () => {
    const record = postSchema.parse(toPost({ kind: "t3", data: post }));

    expect(record).toMatchObject({
      id: "t3_48fbm9",
      permalink: "https://www.reddit.com/r/AskBrain/comments/48fbm9/a_title/",
      created_at: "2016-03-01T08:37:38.000Z",
      edited_at: null,
      is_deleted: false,
      brand_new: { kept: true },
    });
    expect(record).not.toHaveProperty("created");
  });

  test.each([
    ["deleted by its author", { author: "[deleted]", selftext: "[deleted]" }, true],
    ["removed by a moderator", { selftext: "[removed]", removed_by_category: "moderator" }, true],
    [
      "a link that was removed",
      { is_self: false, selftext: "", removed_by_category: "reddit" },
      true,
    ],
    ["of an account that is deleted", { author: "[deleted]" }, false],
    [
      "an older link without its author",
      { author: "[deleted]", is_self: false, selftext: "", removed_by_category: undefined },
      true,
    ],
  ])("%s", (_, changes, isDeleted) => {
    const record = postSchema.parse(toPost({ kind: "t3", data: { ...post, ...changes } }));

    expect(record.is_deleted).toBe(isDeleted);
    expect(record.author).toBe("author" in changes ? null : "someone");
  });
});

test("a comment has its depth where that is known, and no replies in it", () => {
  const record = commentSchema.parse(toComment({ kind: "t1", data: comment }));

  expect(record).toMatchObject({
    id: "t1_d4y8bdp",
    depth: null,
    edited_at: "2016-03-01T08:38:20.000Z",
  });
  expect(record).not.toHaveProperty("replies");
  expect(toComment({ kind: "t1", data: { ...comment, depth: 2 } }).depth).toBe(2);
  expect(toComment({ kind: "t1", data: { ...comment, body: "[removed]" } }).is_deleted).toBe(true);
});
