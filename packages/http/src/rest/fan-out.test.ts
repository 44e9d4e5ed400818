import { describe, expect, test } from "vitest";
import { json } from "../api.fixture.ts";
import { offsetPaging } from "../paging/offset-paging.ts";
import { pagePaging } from "../paging/page-paging.ts";
import { idsOf, listApi } from "./list-api.fixture.ts";

const RECORDS = 100;
const PAGE = 5;
const upTo = (end: number): number[] => Array.from({ length: end }, (_, id) => id);

/** A list of a known length, that answers when the test lets it; counts the requests under way. */
function slowList(): {
  readonly script: (request: Request) => Promise<Response>;
  readonly most: () => number;
} {
  let under = 0;
  let most = 0;
  return {
    most: () => most,
    async script({ url }) {
      under += 1;
      most = Math.max(most, under);
      // Later pages are answered first: what was asked for together is sent back in the reverse order.
      const query = new URL(url).searchParams;
      const offset = query.has("page")
        ? (Number(query.get("page")) - 1) * PAGE
        : Number(query.get("offset"));
      for (let turn = 0; turn < RECORDS - offset; turn++) await Promise.resolve();
      under -= 1;
      const data = upTo(RECORDS)
        .slice(offset, offset + PAGE)
        .map((id) => ({ id }));
      return json({ data, total: RECORDS, pages: RECORDS / PAGE });
    },
  };
}

const byPage = pagePaging({ param: "page", last: (body) => body.pages });
const byOffset = offsetPaging({
  param: "offset",
  limit: { param: "limit", size: PAGE },
  total: (body) => body.total,
});

describe.each([
  ["page numbers", byPage, 20],
  // Each page but the first asks for the last record of the page before again.
  ["offsets", byOffset, 25],
])("a list of %s whose end is announced", (_what, paging, requestsDue) => {
  test("is asked for several pages at once, and read in order, each page once", async () => {
    const { script, most } = slowList();
    const { read, requests } = listApi([script], { paging });

    const { pages } = await read();

    expect(idsOf(pages)).toEqual(upTo(RECORDS));
    expect(requests).toHaveLength(requestsDue);
    expect(most()).toBeGreaterThan(2);
    expect(most()).toBeLessThanOrEqual(8);
  });

  test("is asked for one page where one is wanted", async () => {
    const { pages, requests } = listApi([slowList().script], { paging });

    for await (const page of pages()) {
      expect(page.records).toHaveLength(PAGE);
      break;
    }

    expect(requests).toHaveLength(1);
  });

  test("leaves no request under way when the reader stops", async () => {
    const stopped: boolean[] = [];
    const { script } = slowList();
    const { pages } = listApi(
      [
        async (request) => {
          const url = new URL(request.url).searchParams;
          if (Number(url.get("page") ?? 0) < 3 && Number(url.get("offset") ?? 0) < 8) {
            return script(request);
          }
          return new Promise((_, reject) => {
            request.signal.addEventListener("abort", () => {
              stopped.push(true);
              reject(new DOMException("stopped", "AbortError"));
            });
          });
        },
      ],
      { paging },
    );

    let read = 0;
    for await (const page of pages()) {
      read += page.records.length;
      if (read >= 9) break;
    }

    expect(stopped.length).toBeGreaterThan(1);
  });

  test("fails at the page that failed, after all before it", async () => {
    const { script } = slowList();
    const { pages } = listApi(
      [
        (request) => {
          const url = new URL(request.url).searchParams;
          const bad = url.get("page") === "4" || Number(url.get("offset")) > 14;
          if (bad) return json({ error: "no" }, { status: 403 });
          return script(request);
        },
      ],
      { paging },
    );

    const read: number[] = [];
    const reading = (async () => {
      for await (const { records } of pages()) read.push(...records.map(({ id }) => id));
    })();

    await expect(reading).rejects.toMatchObject({ context: { status: 403 } });
    expect(read.length).toBeGreaterThan(12);
    expect(read).toEqual(upTo(read.length));
  });
});

test("[RD-5] a page far ahead that an earlier one stands in for is missed, and the list read once more", async () => {
  let wrong = 1;
  const { script } = slowList();
  const { read } = listApi(
    [
      (request) => {
        const isThird = new URL(request.url).searchParams.get("page") === "3";
        return script(
          isThird && wrong-- > 0 ? new Request(request.url.replace("page=3", "page=1")) : request,
        );
      },
    ],
    { paging: byPage },
  );

  const { pages } = await read();

  expect(new Set(idsOf(pages))).toEqual(new Set(upTo(RECORDS)));
  expect(pages.some(({ quality }) => quality?.["drift"] === true)).toBe(false);
});

test("a list whose end nobody announces is read page by page", async () => {
  const { script, most } = slowList();
  const { read } = listApi([script], { paging: pagePaging({ param: "page" }) });

  const { pages } = await read();

  expect(idsOf(pages)).toEqual(upTo(RECORDS));
  expect(most()).toBe(1);
});
