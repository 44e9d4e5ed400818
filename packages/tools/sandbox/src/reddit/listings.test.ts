import { describe, expect, test } from "vitest";
import { askReddit } from "./ask.fixture.ts";

async function walk(list: ReturnType<typeof askReddit>["list"], path: string): Promise<string[][]> {
  const pages: string[][] = [];
  let after: string | undefined;
  do {
    const page = await list(`${path}${after === undefined ? "" : `&after=${after}`}`);
    pages.push(page.names);
    ({ after } = page);
  } while (after !== undefined);
  return pages;
}

describe("a listing", () => {
  test("ends at a thousand, with stickied posts beside the first hundred", async () => {
    const pages = await walk(askReddit().list, "r/brain/new?limit=100");

    expect(pages.map(({ length }) => length)).toEqual([102, ...Array(9).fill(100)]);
    expect(new Set(pages.flat()).size).toBe(1_002);
  });

  test.each([
    ["limit=1000", 102],
    ["limit=nonsense", 27],
    ["", 27],
    ["limit=3", 5],
  ])("asked for with %s has %i things", async (query, length) => {
    expect((await askReddit().list(`r/brain/new?${query}`)).names).toHaveLength(length);
  });

  test("goes on behind a deleted post, and comes short there", async () => {
    const { emulator, list } = askReddit();
    const { names, after = "" } = await list("r/brain/new?limit=10");
    emulator.end(after, "deleted");
    const next = await list(`r/brain/new?limit=10&after=${after}`);
    expect(next.names).toHaveLength(10);
    expect((await list("r/brain/new?limit=10")).names).toHaveLength(names.length - 1);
  });

  test("is empty behind an anchor that is nowhere", async () => {
    expect(await askReddit().list("r/brain/new?after=t3_zzzzzz")).toEqual({
      names: [],
      after: undefined,
    });
  });

  test("escapes texts unless they are asked for raw", async () => {
    const { emulator, get } = askReddit();
    emulator.addPosts("Brain", 1, { title: "a < b & c" });

    expect(await (await get("r/brain/new?limit=1")).text()).toContain("a &lt; b &amp; c");
    expect(await (await get("r/brain/new?limit=1&raw_json=1")).text()).toContain("a < b & c");
  });
});

test.each([
  ["r/closed/new", 403],
  ["r/closed/about", 403],
  ["r/nowhere/new", 302],
  ["comments/zzz", 404],
  ["nothing/at/all", 404],
])("%s is answered with %i", async (path, status) => {
  expect((await askReddit().get(path)).status).toBe(status);
});

describe("what is gone", () => {
  test("is a tombstone where it is asked for by name, or is left out", async () => {
    const { emulator, get, list } = askReddit();
    const [deleted = "", removed = "", purged = ""] = emulator.fullnames("Brain").slice(-3);
    emulator.end(deleted, "deleted");
    emulator.end(removed, "removed");
    emulator.end(purged, "purged");
    const path = `api/info?id=${deleted},${removed},${purged},t3_zzz`;

    expect((await list(path)).names).toEqual([deleted, removed]);
    const text = await (await get(path)).text();
    expect(text).toContain('"removed_by_category":"deleted"');
    expect(text).toContain('"removed_by_category":"moderator"');
    expect(text).not.toContain("author_fullname");
  });
});

test("the same seed gives the same Reddit", async () => {
  const one = await (await askReddit().get("r/brain/hot")).text();
  expect(await (await askReddit().get("r/brain/hot")).text()).toBe(one);
  expect(await (await askReddit({ seed: 2 }).get("r/brain/hot")).text()).not.toBe(one);
});
