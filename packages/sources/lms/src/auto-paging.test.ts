import { describe, expect, test } from "vitest";
import { errorOf, idsOf, items, ownApi } from "./own-api.fixture.ts";

const streams = { users: { paging: { type: "auto", size: 2 } } } as const;
const BASE = "https://own.example/api";

/** Answers one after the other; who asks further gets an empty list. */
const answers =
  (...given: readonly unknown[]) =>
  ({ count }: { readonly count: number }): unknown =>
    given[count - 1] ?? [];

describe("a list whose answers show how it goes on", () => {
  test.each([
    [
      "next address",
      [
        { data: items(1, 2), next: `${BASE}/users?p=2` },
        { data: items(3), next: null },
      ],
      "users?p=2",
    ],
    [
      "relative address in links",
      [
        { data: items(1, 2), links: { next: "?p=2" } },
        { data: items(3), links: { next: null } },
      ],
      "users?p=2",
    ],
    [
      "number of the next page",
      [
        { items: items(1, 2), meta: { pagination: { next_page: 2 } } },
        { items: items(3), meta: { pagination: { next_page: null } } },
      ],
      "users?limit=2&page=2",
    ],
    [
      "cursor",
      [
        { results: items(1, 2), meta: { next_cursor: "b:c" } },
        { results: items(3), meta: { next_cursor: "" } },
      ],
      "users?limit=2&cursor=b:c",
    ],
  ])("by a %s is followed to where it says that nothing follows", async (_how, given, second) => {
    const { read, paths } = ownApi(streams, answers(...given));

    expect(idsOf(await read("users"))).toEqual(["1", "2", "3"]);
    expect(paths()).toEqual(["users?limit=2&page=1", second]);
  });

  test("by a Link header is followed, and a header about other things is not one", async () => {
    const link = (value: string, ...ids: number[]): Response =>
      Response.json(items(...ids), { headers: { link: value } });
    const linked = ownApi(
      streams,
      answers(
        link(`<${BASE}/users?p=2>; rel="next"`, 1, 2),
        link(`<${BASE}/users>; rel="first"`, 3),
      ),
    );
    const styled = ownApi(
      streams,
      answers(link("</style.css>; rel=preload", 1, 2), link("</style.css>; rel=preload", 3)),
    );

    expect(idsOf(await linked.read("users"))).toEqual(["1", "2", "3"]);
    expect(linked.paths()).toHaveLength(2);
    expect(idsOf(await styled.read("users"))).toEqual(["1", "2", "3"]);
  });

  test("says `has_more: false` and ends there", async () => {
    const { read, paths } = ownApi(streams, answers({ data: items(1, 2), has_more: false }));

    expect(idsOf(await read("users"))).toEqual(["1", "2"]);
    expect(paths()).toHaveLength(1);
  });
});

describe("a list whose answers show nothing", () => {
  test("is read page by page until an empty one", async () => {
    const { read, paths } = ownApi(streams, answers(items(1, 2), items(3, 4), items(5)));

    expect(idsOf(await read("users"))).toEqual(["1", "2", "3", "4", "5"]);
    expect(paths()).toHaveLength(4);
  });

  test("[lifterlms#2310] ends at an empty page, whatever total or number of pages it claims", async () => {
    const claiming = (ids: readonly number[], total: number, total_pages: number) => ({
      data: items(...ids),
      meta: { total, total_pages },
    });
    const exact = ownApi(streams, answers(claiming([1, 2], 4, 2), claiming([3, 4], 4, 2)));
    const tooFew = ownApi(streams, answers(claiming([1, 2], 2, 1), claiming([3, 4], 2, 1)));
    const tooMany = ownApi(streams, answers(claiming([1, 2], 9, 4), claiming([3, 4], 9, 4)));

    for (const { read, paths } of [exact, tooFew, tooMany]) {
      expect(idsOf(await read("users"))).toEqual(["1", "2", "3", "4"]);
      expect(paths()).toHaveLength(3);
    }
  });

  test("of a server that does not page is read once, and no error", async () => {
    const { read, paths } = ownApi({ users: { paging: { type: "auto", size: 10 } } }, () => ({
      data: items(1, 2, 3),
    }));

    expect(idsOf(await read("users"))).toEqual(["1", "2", "3"]);
    expect(paths()).toHaveLength(2);
  });

  test("of a server with smaller pages than asked for is read to its end", async () => {
    const { read } = ownApi(
      { users: { paging: { type: "auto", size: 10 } } },
      answers(items(1, 2), items(3, 4), items(5, 6), items(7)),
    );

    expect(idsOf(await read("users"))).toEqual(["1", "2", "3", "4", "5", "6", "7"]);
  });

  test("of a server that gives its last page again and again ends there", async () => {
    const { read, paths } = ownApi(streams, ({ count }) =>
      count < 3 ? items(count * 2, count * 2 + 1) : items(9),
    );

    expect(idsOf(await read("users"))).toEqual(["2", "3", "4", "5", "9"]);
    expect(paths()).toHaveLength(4);
  });

  test("[RD-3] of a server that ignores full pages' numbers is an error", async () => {
    const { read } = ownApi(streams, () => items(1, 2));

    expect(await errorOf(read("users"))).toMatchObject({ code: "pagination_loop" });
  });
});

test("one object in place of a list is one record where the stream says so, and an error of the server never", async () => {
  const today = { active_users: 5, completions: 2, date: "2026-11-23" };
  const analytics = { analytics: { single: true } };
  const single = ownApi(analytics, () => today);

  expect(await single.read("analytics")).toMatchObject([{ ...today, id: "2026-11-23" }]);
  expect(single.paths()).toHaveLength(1);
  for (const body of [{}, null, { error: "down" }, { message: "Please log in" }, [[]][1]]) {
    const { read } = ownApi(analytics, () => Response.json(body ?? null));
    expect(await errorOf(read("analytics"))).toMatchObject({ code: "wrong_shape" });
  }
});

test("[HT-6] a next link to another origin is refused before anything is sent there", async () => {
  for (const next of [
    "https://evil.example.net/users",
    "//evil.example.net/users",
    "http://own.example/api/users",
  ]) {
    const { read, requests } = ownApi(streams, () => ({ data: items(1, 2), next }));

    expect(await errorOf(read("users"))).toMatchObject({
      code: expect.stringMatching(/^(?:redirect|address)_blocked$/),
    });
    expect(requests).toHaveLength(1);
  }
});
