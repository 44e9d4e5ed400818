import { describe, expect, test } from "vitest";
import { errorOf, idsOf, items, ownApi } from "./own-api.fixture.ts";

const list = Array.from({ length: 7 }, (_, at) => at + 1);
const cut = (first: number, size: number) => items(...list.slice(first, first + size));
const numberIn = (url: URL, name: string): number => Number(url.searchParams.get(name));

describe("a list that is paged as its stream says", () => {
  test("by pages from 0 on, to the page that is announced as the last", async () => {
    const paging = {
      type: "page",
      param: "p",
      first: 0,
      sizeParam: "per",
      size: 3,
      last: "meta.last",
    } as const;
    const { read, paths } = ownApi({ users: { paging } }, ({ url }) => ({
      data: cut(numberIn(url, "p") * 3, 3),
      meta: { last: 2 },
    }));

    expect(idsOf(await read("users"))).toEqual(list.map(String));
    expect(paths()).toEqual(["users?per=3&p=0", "users?per=3&p=1", "users?per=3&p=2"]);
  });

  test("by an offset, to the total", async () => {
    const paging = {
      type: "offset",
      param: "skip",
      sizeParam: "take",
      size: 3,
      total: "count",
    } as const;
    const { read } = ownApi({ users: { records: "rows", paging } }, ({ url }) => ({
      rows: cut(numberIn(url, "skip"), 3),
      count: list.length,
    }));

    expect(idsOf(await read("users"))).toEqual(list.map(String));
  });

  test("by a cursor in a posted body, with nothing of it in the address", async () => {
    const paging = {
      type: "cursor",
      param: "after",
      next: "paging.next",
      sizeParam: "first",
      size: 3,
    } as const;
    const users = {
      path: "search",
      query: { v: 2 },
      json: { kind: "user" },
      records: "hits",
      paging,
    };
    const { read, paths, bodies } = ownApi({ users }, ({ body }) => {
      const first = Number(Reflect.get(Object(JSON.parse(body)), "after") ?? 0);
      return { hits: cut(first, 3), paging: { next: first + 3 < list.length ? first + 3 : null } };
    });

    expect(idsOf(await read("users"))).toEqual(list.map(String));
    expect(new Set(paths())).toEqual(new Set(["search?v=2"]));
    expect(JSON.parse(bodies[1] ?? "")).toEqual({ kind: "user", first: "3", after: "3" });
  });

  test("by the last record's key, until a page is empty", async () => {
    const paging = {
      type: "keyset",
      param: "since_id",
      field: "id",
      sizeParam: "limit",
      size: 3,
    } as const;
    const { read, paths } = ownApi({ users: { paging } }, ({ url }) => ({
      items: cut(numberIn(url, "since_id"), 3),
    }));

    expect(idsOf(await read("users"))).toEqual(list.map(String));
    expect(paths().at(-1)).toBe("users?limit=3&since_id=7");
  });

  test("by page, to where it says that no more follow", async () => {
    const paging = { type: "page", size: 3, hasMore: "more" } as const;
    const { read, paths } = ownApi({ users: { paging } }, ({ url }) => {
      const page = numberIn(url, "page");
      return { data: cut((page - 1) * 3, 3), more: page < 3 };
    });

    expect(idsOf(await read("users"))).toEqual(list.map(String));
    expect(paths()).toHaveLength(3);
  });
});

describe("a list that stands where its stream says", () => {
  test("in an object whose names are keys", async () => {
    const days = { keyed: "date", records: "", paging: { type: "none" } } as const;
    const { read } = ownApi({ analytics: days }, () => ({
      "2026-11-01": { page_views: 3 },
      "2026-11-02": { page_views: "4" },
    }));

    expect(await read("analytics")).toMatchObject([
      { id: "2026-11-01", date: "2026-11-01", page_views: 3 },
      { id: "2026-11-02", date: "2026-11-02", page_views: 4 },
    ]);
  });

  test("[RD-1] and in none of its parts is missing: that is no empty list", async () => {
    const users = { records: "groups[].members[]", paging: { type: "none" } } as const;
    const { read } = ownApi({ users }, () => ({ groups: [{ members: items(1) }, { error: "x" }] }));

    expect(await errorOf(read("users"))).toMatchObject({ code: "wrong_shape" });
  });

  test("in every part of another list, with what stands around it", async () => {
    const users = {
      records: "groups[].members[]",
      paging: { type: "none" },
      fields: { group: { from: "^.name", type: "text" } },
    } as const;
    const { read } = ownApi({ users }, () => ({
      groups: [
        { name: "a", members: items(1, 2) },
        { name: "b", members: [] },
        { name: "c", members: items(3) },
      ],
    }));

    const records = await read("users");
    expect(records.map(({ id, group }) => [id, group])).toEqual([
      ["1", "a"],
      ["2", "a"],
      ["3", "c"],
    ]);
    expect(records[0]).not.toHaveProperty("^");
  });
});
