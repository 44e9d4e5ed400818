import { describe, expect, test } from "vitest";
import { errorOf, json, type Script } from "../api.fixture.ts";
import { offsetPaging } from "../paging/offset-paging.ts";
import { pagePaging } from "../paging/page-paging.ts";
import { idsOf, listApi } from "./list-api.fixture.ts";

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

describe("[RD-3] a server that ignores the parameter", () => {
  test("is noticed after two pages that equal the one before", async () => {
    const { read, requests } = listApi([items([1, 2])], { paging: pagePaging({ param: "page" }) });

    expect(await errorOf(read())).toMatchObject({ code: "pagination_loop" });
    expect(requests).toHaveLength(3);
  });

  test("is noticed by offset, too", async () => {
    const { read } = listApi([items([1, 2, 3])], { paging: byOffset });

    expect(await errorOf(read())).toMatchObject({ code: "pagination_loop" });
  });

  test("is not seen in one page that equals the one before", async () => {
    const { read } = listApi([items([1]), items([1]), items([2]), items([])], {
      paging: pagePaging({ param: "page" }),
    });

    expect(idsOf((await read()).pages)).toEqual([1, 1, 2]);
  });
});
