import type { Page } from "@brain/core";
import { describe, expect, test } from "vitest";
import { errorOf, json, type Script } from "../api.fixture.ts";
import { offsetPaging } from "../paging/offset-paging.ts";
import { pagePaging } from "../paging/page-paging.ts";
import { idsOf, listApi, type Item } from "./list-api.fixture.ts";

const byOffset = offsetPaging({ param: "offset", limit: { param: "limit", size: 3 } });
const items = (ids: readonly number[]): Response => json({ data: ids.map((id) => ({ id })) });

/** A list cut by offset and limit; `change` is called before each request with its number. */
function sliced(list: number[], change: (call: number) => void = () => undefined): Script {
  let call = 0;
  return ({ url }) => {
    change(call++);
    const query = new URL(url).searchParams;
    const offset = Number(query.get("offset"));
    return items(list.slice(offset, offset + Number(query.get("limit"))));
  };
}

describe("[RD-5] an offset list", () => {
  test("is read to its end, each record once", async () => {
    const list = Array.from({ length: 8 }, (_, id) => id);
    const { read } = listApi([sliced(list)], { paging: byOffset });

    const { pages } = await read();

    expect(idsOf(pages)).toEqual(list);
    expect(pages.every(({ quality }) => quality === undefined)).toBe(true);
  });

  test("that moved once is read once more", async () => {
    const list = [1, 2, 3, 4, 5, 6];
    const { read } = listApi([sliced(list, (call) => call === 1 && list.shift())], {
      paging: byOffset,
    });

    const { pages } = await read();

    expect(idsOf(pages)).toEqual([1, 2, 3, 2, 3, 4, 5, 6]);
    expect(pages.some(({ quality }) => quality?.["drift"] === true)).toBe(false);
  });

  test("that moves again says so in its pages' quality", async () => {
    const list = Array.from({ length: 12 }, (_, id) => id);
    const { read } = listApi([sliced(list, (call) => (call === 1 || call === 3) && list.shift())], {
      paging: byOffset,
    });

    const { pages } = await read();

    expect(pages.filter(({ quality }) => quality?.["drift"] === true)).toHaveLength(1);
  });
});

/** The list in pages of three, with its total and its number of pages. */
function paged(list: number[], change: (call: number) => void = () => undefined): Script {
  let call = 0;
  return ({ url }) => {
    change(call++);
    const from = (Number(new URL(url).searchParams.get("page")) - 1) * 3;
    const data = list.slice(from, from + 3).map((id) => ({ id }));
    return json({ data, total: list.length, pages: Math.ceil(list.length / 3) });
  };
}

/** One page many times, and an end, so that who does not notice fails. */
const repeated = (ids: readonly number[]): Response[] => [
  ...Array.from({ length: 50 }, () => items(ids)),
  items([]),
];
const drifted = (pages: readonly Page<Item>[]): number =>
  pages.filter(({ quality }) => quality?.["drift"] === true).length;
const upTo = (end: number): number[] => Array.from({ length: end }, (_, id) => id);
const byTotal = pagePaging({ param: "page", total: (body) => body.total });
const byLast = pagePaging({ param: "page", last: (body) => body.pages });
const bare = pagePaging({ param: "page" });

describe("[RD-5] a list of page numbers", () => {
  test.each([
    ["its total", byTotal],
    ["its last page", byLast],
    ["nothing", bare],
  ])("that stands still is read once, each record once (announced: %s)", async (_what, paging) => {
    const { read, requests } = listApi([paged(upTo(8))], { paging });

    const { pages } = await read();

    expect(idsOf(pages)).toEqual(upTo(8));
    expect(drifted(pages)).toBe(0);
    expect(requests).toHaveLength(paging === byLast ? 3 : 4);
  });

  test.each([
    ["its total", byTotal],
    ["its last page", byLast],
    ["nothing", bare],
  ])("that grows at its end has not moved (announced: %s)", async (_what, paging) => {
    const list = upTo(8);
    const { read } = listApi([paged(list, (call) => call > 0 && call < 4 && list.push(7 + call))], {
      paging,
    });

    const { pages } = await read();

    expect(idsOf(pages)).toEqual(upTo(11));
    expect(drifted(pages)).toBe(0);
  });

  test.each([
    ["its total", byTotal],
    ["its last page", byLast],
    ["nothing", bare],
  ])(
    "into which records enter before the boundary is read once more (%s)",
    async (_what, paging) => {
      const list = upTo(7);
      const { read } = listApi([paged(list, (call) => call === 1 && list.unshift(-1))], { paging });

      const { pages } = await read();

      expect(idsOf(pages)).toEqual([0, 1, 2, -1, ...upTo(7)]);
      expect(drifted(pages)).toBe(0);
    },
  );

  test.each([
    ["its total", byTotal],
    ["its last page", byLast],
  ])(
    "that has become shorter by %s is read once more, and nothing is lost",
    async (_what, paging) => {
      const list = upTo(7);
      const { read } = listApi([paged(list, (call) => call === 1 && list.shift())], { paging });

      const { pages } = await read();

      // Without another reading 3 would be lost: it moved to the first page.
      expect(idsOf(pages)).toEqual([0, 1, 2, 1, 2, 3, 4, 5, 6]);
      expect(drifted(pages)).toBe(0);
    },
  );

  test("that moves again says so in the quality of the pages where it shows, and is read on", async () => {
    const list = upTo(12);
    const { read, requests } = listApi(
      [paged(list, (call) => (call === 1 || call === 3) && list.shift())],
      { paging: byTotal },
    );

    const { pages } = await read();

    expect(drifted(pages)).toBe(1);
    expect(requests.filter(({ url }) => url.endsWith("page=1"))).toHaveLength(2);
    expect(idsOf(pages).at(-1)).toBe(11);
  });

  test("whose length is not announced may lose records unseen: this is not promised", async () => {
    const list = upTo(7);
    const { read } = listApi([paged(list, (call) => call === 1 && list.shift())], { paging: bare });

    const { pages } = await read();

    expect(idsOf(pages)).not.toContain(3);
    expect(drifted(pages)).toBe(0);
  });

  test("without a primary key may have equal records on two pages", async () => {
    const list = [1, 1, 1, 1, 2, 2];
    const { read } = listApi([paged(list)], { paging: bare, primaryKey: [] });

    expect(idsOf((await read()).pages)).toEqual(list);
  });
});

describe("[RD-5] a counted list that moved between two runs", () => {
  test.each([
    ["offset", byOffset, sliced],
    ["page number with its total", byTotal, paged],
  ])("is noticed by %s where the second goes on", async (_how, paging, server) => {
    const list = upTo(9);
    const first = listApi([server(list)], { paging });
    const { value } = await first.pages().next();
    list.shift();
    const second = listApi([server(list)], { paging });

    const { pages } = await second.read({
      state: JSON.parse(JSON.stringify(value?.checkpoint)),
      resuming: true,
    });

    expect(second.requests[0]?.url).toMatch(/offset=2|page=2/);
    expect(idsOf(pages)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test.each([
    ["offset", byOffset, sliced],
    ["page number", byTotal, paged],
  ])("goes on by %s where it did not move, each record once", async (_how, paging, server) => {
    const first = listApi([server(upTo(9))], { paging });
    const { value } = await first.pages().next();
    const second = listApi([server(upTo(9))], { paging });

    const { pages } = await second.read({
      state: JSON.parse(JSON.stringify(value?.checkpoint)),
      resuming: true,
    });

    expect(idsOf(pages)).toEqual([3, 4, 5, 6, 7, 8]);
  });
});

describe("[RD-3] a server that ignores the parameter", () => {
  test("is noticed after two pages that equal the one before", async () => {
    const { read, requests } = listApi(repeated([1, 2]), { paging: pagePaging({ param: "page" }) });

    expect(await errorOf(read())).toMatchObject({ code: "pagination_loop" });
    // The first page that came again might have hidden another, so the list was begun once more.
    expect(requests).toHaveLength(2 + 3);
  });

  test("is noticed by offset, too", async () => {
    const { read } = listApi(repeated([1, 2, 3]), { paging: byOffset });

    expect(await errorOf(read())).toMatchObject({ code: "pagination_loop" });
  });

  test("is not seen in one page that equals the one before: what it hid is read", async () => {
    let calls = 0;
    const server: Script = ({ url }) => {
      const page = Number(new URL(url).searchParams.get("page"));
      return items([[1, 2], [3, 4], [5], []][++calls === 2 ? page - 2 : page - 1] ?? []);
    };
    const { read } = listApi([server], { paging: pagePaging({ param: "page" }) });

    const { pages } = await read();

    expect([...new Set(idsOf(pages))]).toEqual([1, 2, 3, 4, 5]);
    expect(pages.some(({ quality }) => quality?.["drift"] === true)).toBe(false);
  });
});
