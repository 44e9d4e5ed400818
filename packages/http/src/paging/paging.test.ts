import { describe, expect, test } from "vitest";
import { cursorPaging } from "./cursor-paging.ts";
import { nextLink } from "./link-header.ts";
import { linkPaging } from "./link-paging.ts";
import { nextUrlPaging } from "./next-url-paging.ts";
import { offsetPaging } from "./offset-paging.ts";
import { pagePaging } from "./page-paging.ts";
import type { PageSeen } from "./paging.ts";

const seen = (page: Partial<PageSeen>): PageSeen => ({
  body: {},
  headers: new Headers(),
  url: "https://api.example.com/v1/items?p=1",
  records: 1,
  token: undefined,
  ...page,
});

describe("[RD-1] a cursor", () => {
  const paging = cursorPaging({
    param: "after",
    next: (body) => body.next,
    limit: { param: "limit", size: 100 },
  });

  test("is added to the query from the second page on", () => {
    expect(paging.request(undefined).query).toEqual({ limit: "100" });
    expect(paging.request("a b&c").query).toEqual({ limit: "100", after: "a b&c" });
  });

  test("may be a number, and is a text like any other", () => {
    expect(paging.next(seen({ body: { next: 123 } }))).toBe("123");
  });

  test.each([undefined, null, "", 0])("of %j is the end", (next) => {
    expect(paging.next(seen({ body: { next } }))).toBeUndefined();
  });

  test("behind an empty page goes on", () => {
    expect(paging.next(seen({ body: { next: "x" }, records: 0 }))).toBe("x");
  });
});

describe("[RD-3] an offset", () => {
  const paging = offsetPaging({
    param: "offset",
    limit: { param: "limit", size: 10 },
    total: (body) => body.total,
  });

  test("asks for the last record of the page before again", () => {
    expect(paging.request(undefined).query).toEqual({ offset: "0", limit: "10" });
    expect(paging.next(seen({ records: 10 }))).toBe("10");
    expect(paging.request("10").query).toEqual({ offset: "9", limit: "10" });
    expect(paging.next(seen({ token: "10", records: 10 }))).toBe("19");
  });

  test("ends at the announced total, else at the first empty page, never at a short one", () => {
    expect(paging.next(seen({ token: "10", records: 6, body: { total: 15 } }))).toBeUndefined();
    expect(paging.next(seen({ token: "10", records: 6 }))).toBe("15");
    expect(paging.next(seen({ token: "15", records: 1 }))).toBeUndefined();
    expect(paging.next(seen({ token: "15", records: 0 }))).toBeUndefined();
    expect(paging.next(seen({ records: 0 }))).toBeUndefined();
  });

  test("of pages of one record asks for nothing twice", () => {
    const single = offsetPaging({ param: "skip", limit: { param: "take", size: 1 } });

    expect(single.next(seen({ records: 1 }))).toBe("1");
    expect(single.request("1").query).toEqual({ skip: "1", take: "1" });
  });
});

describe("[RD-3] a page number", () => {
  test("ends at the announced last page, empty ones before it included", () => {
    const paging = pagePaging({ param: "page", last: (body) => body.pages });

    expect(paging.request(undefined).query).toEqual({ page: "1" });
    expect(paging.next(seen({ body: { pages: 3 }, records: 0 }))).toBe("2");
    expect(paging.next(seen({ token: "3", body: { pages: 3 } }))).toBeUndefined();
  });

  test("[RD-3] refuses another page than the one that was asked for, but behind an end that moved", () => {
    const paging = pagePaging({
      param: "page",
      last: (body) => body.pages,
      page: (body) => body.page,
    });
    const next = (token: string, body: object) => (): unknown => paging.next(seen({ token, body }));

    expect(next("3", { page: 1, pages: 9 })).toThrow(/Page 3 .* page 1 came/);
    expect(next("3", { page: 1 })).toThrow(/page 1 came/);
    expect(next("3", { page: 1, pages: 0 })).toThrow(/page 1 came/);
    expect(next("3", { page: 3, pages: 9 })()).toBe("4");
    expect(next("3", { page: null, pages: 9 })()).toBe("4");
    expect(next("3", { page: 2, pages: 2 })()).toBeUndefined();
  });

  test("ends at the first empty page where none is announced", () => {
    const paging = pagePaging({ param: "page", first: 0, limit: { param: "size", size: 5 } });

    expect(paging.request(undefined).query).toEqual({ size: "5", page: "0" });
    expect(paging.next(seen({}))).toBe("1");
    expect(paging.next(seen({ token: "1", records: 0 }))).toBeUndefined();
  });
});

describe("a next URL", () => {
  const paging = nextUrlPaging({ next: (body) => body.next, limit: { param: "n", size: 5 } });

  test("is requested as it is", () => {
    const next = "https://api.example.com/items?after=a%20b";

    expect(paging.request(undefined)).toEqual({ query: { n: "5" } });
    expect(paging.next(seen({ body: { next } }))).toBe(next);
    expect(paging.request(next)).toEqual({ url: next });
  });

  test.each([
    ["/v2/items?p=2", "https://api.example.com/v2/items?p=2"],
    ["?p=2", "https://api.example.com/v1/items?p=2"],
    ["more?p=2", "https://api.example.com/v1/more?p=2"],
    ["../items?p=2", "https://api.example.com/items?p=2"],
    ["//other.example/items", "https://other.example/items"],
    ["/items?api_key=canary&p=2", "https://api.example.com/items?p=2"],
  ])("%s counts from the page that it stands on", (next, expected) => {
    expect(paging.next(seen({ body: { next } }))).toBe(expected);
    expect(linkPaging().next(seen({ headers: new Headers({ link: `<${next}>; rel=next` }) }))).toBe(
      expected,
    );
  });

  test.each([
    "ftp://api.example.com/x",
    "javascript:alert(1)",
    "data:,x",
    "https://[",
    "file:///x",
  ])("[HT-6] %s is no next page", (next) => {
    expect(() => paging.next(seen({ body: { next } }))).toThrow(
      expect.objectContaining({ code: "redirect_blocked" }),
    );
  });

  test("[CP-4] carries no credential into a checkpoint", () => {
    const next = "https://api.example.com/items?access_token=canary&page_token=p1";

    expect(paging.next(seen({ body: { next } }))).toBe(
      "https://api.example.com/items?page_token=p1",
    );
  });
});

describe("a Link header", () => {
  test.each([
    ['<https://a.example/?p=2>; rel="next"', "https://a.example/?p=2"],
    ["<https://a.example/?p=2>; rel=next", "https://a.example/?p=2"],
    [
      '<https://a.example/?p=1>; rel="prev", <https://a.example/?p=3>; rel="next"',
      "https://a.example/?p=3",
    ],
    [
      '<https://a.example/?a=1,2;b>; title="x, <y>; rel=\\"no\\""; rel="last next"',
      "https://a.example/?a=1,2;b",
    ],
    ['<https://a.example/>;rel="NEXT"', "https://a.example/"],
    ['<https://a.example/>; rel="nextish"', undefined],
    ['<https://a.example/>; title="rel=next"', undefined],
    ["nonsense", undefined],
    ["", undefined],
  ])("%s", (header, expected) => {
    expect(nextLink(header)).toBe(expected);
    expect(linkPaging().next(seen({ headers: new Headers({ link: header }) }))).toBe(expected);
  });

  test("[VA-6] is read in linear time", () => {
    const started = performance.now();

    nextLink(`<a>${"; x=y".repeat(100_000)}`);
    nextLink("<".repeat(100_000));
    nextLink(`<a>;${" ".repeat(100_000)}`);

    expect(performance.now() - started).toBeLessThan(500);
  });
});
