import { describe, expect, test } from "vitest";
import { errorOf, json } from "../api.fixture.ts";
import { cursorPaging } from "../paging/cursor-paging.ts";
import { nextUrlPaging } from "../paging/next-url-paging.ts";
import { idsOf, listApi, type Item } from "./list-api.fixture.ts";

const paging = cursorPaging({ param: "after", next: (body) => body.next });
const nextUrl = nextUrlPaging({ next: (body) => body.next });
const page = (ids: readonly number[], next?: string): Response =>
  json({ data: ids.map((id) => ({ id })), next });

describe("a list endpoint", () => {
  test("is read page by page, with what `request` asks for", async () => {
    const { read, requests } = listApi([page([1, 2], "a"), page([3], "b"), page([4])], {
      paging,
      request: ({ window }) => ({ query: { before: window.to }, headers: { "x-a": "1" } }),
    });

    const { pages, queries } = await read();

    expect(idsOf(pages)).toEqual([1, 2, 3, 4]);
    const before = "before=2026-11-24T00%3A00%3A00.000Z";
    expect(queries).toEqual([`?${before}`, `?${before}&after=a`, `?${before}&after=b`]);
    expect(requests[2]?.headers.get("x-a")).toBe("1");
  });

  test("may be asked by POST, which only reads and is tried again", async () => {
    const { read, requests } = listApi([json({}, { status: 503 }), page([1])], {
      request: () => ({ json: { filter: "x" } }),
    });

    expect(idsOf((await read()).pages)).toEqual([1]);
    expect(requests.map(({ method }) => method)).toEqual(["POST", "POST"]);
  });

  test("follows next links of its origin, and no others", async () => {
    const home = listApi([page([1], "https://api.example.com/v1/items?p=2"), page([2])], {
      paging: nextUrl,
      request: () => ({ query: { size: 1 } }),
    });
    const away = listApi([page([1], "https://evil.example/v1/items?p=2")], { paging: nextUrl });

    expect((await home.read()).queries).toEqual(["?size=1", "?p=2"]);
    expect(await errorOf(away.read())).toMatchObject({ code: "redirect_blocked" });
    expect(away.requests).toHaveLength(1);
  });

  test.each([
    ["/v2/items?p=2", "https://api.example.com/v2/items?p=2"],
    ["?p=2", "https://api.example.com/v1/items?p=2"],
    ["more?p=2", "https://api.example.com/v1/more?p=2"],
  ])("follows the relative next link %s from where it stands", async (next, expected) => {
    const { read, requests } = listApi([page([1], next), page([2])], { paging: nextUrl });

    expect(idsOf((await read()).pages)).toEqual([1, 2]);
    expect(requests.map(({ url }) => url)).toEqual(["https://api.example.com/v1/items", expected]);
  });

  test("a relative next link counts from where a redirect led, and is saved whole", async () => {
    const moved = new Response(null, { status: 307, headers: { location: "/v3/all/items" } });
    const { read, requests } = listApi([moved, page([1], "more"), page([2])], { paging: nextUrl });

    const { pages } = await read();

    const next = "https://api.example.com/v3/all/more";
    expect(requests.at(-1)?.url).toBe(next);
    expect(pages[0]?.checkpoint).toMatchObject({ token: next });
  });

  test.each([
    "//evil.example/items",
    "/\\evil.example/items",
    "https://api.example.com:8443/v1/items",
    "http://api.example.com/v1/items",
    "https://api.example.com.evil.example/items",
    "https://user:pass@api.example.com/items",
    "\t//evil.example/items",
  ])("[HT-6] the next link %j is refused without a request", async (next) => {
    const { read, requests } = listApi([page([1], next), page([2])], { paging: nextUrl });

    expect(await errorOf(read())).toMatchObject({
      code: expect.stringMatching(/^(redirect|address)_blocked$/),
    });
    expect(requests).toHaveLength(1);
  });

  test("maps what the vendor sends", async () => {
    const { read } = listApi([json({ data: [{ ID: "7" }] })], {
      map: (raw): Item => ({ id: Number(raw.ID) }),
    });

    expect(idsOf((await read()).pages)).toEqual([7]);
  });

  test("may depend on its partition", async () => {
    const { read, requests, events } = listApi([page([1])], {
      path: ({ partition }) => `lists/${partition.key}/items`,
    });

    await read();

    expect(requests[0]?.url).toBe("https://api.example.com/v1/lists/all/items");
    expect(events).toContainEqual(expect.objectContaining({ endpoint: "lists/all/items" }));
  });
});

describe("[RD-1] an answer without a list", () => {
  test.each([
    ["null", "null"],
    ["{}", "{}"],
    ["a list of another name", '{"items":[]}'],
    ["null for a list", '{"data":null}'],
    ["an object for a list", '{"data":{}}'],
    ["an error with status 200", '{"error":{"message":"no"}}'],
  ])("%s is wrong_shape, not an empty last page", async (_what, text) => {
    const { read, requests } = listApi([new Response(text)], { paging });

    expect(await errorOf(read())).toMatchObject({ code: "wrong_shape" });
    expect(requests).toHaveLength(5);
  });

  test.each(["", "<html></html>"])("%j is an error", async (text) => {
    const { read } = listApi([new Response(text)], { paging });

    expect(await errorOf(read())).toMatchObject({ name: "DecodeError" });
  });

  test("an expected 404 is an empty last page", async () => {
    const { read } = listApi([json({ error: "no data" }, { status: 404 })], {
      paging,
      request: () => ({ expect: [404] }),
    });

    expect((await read()).pages).toMatchObject([{ records: [] }]);
  });

  test("an empty list without a next token is one too", async () => {
    const { read } = listApi([page([])], { paging });

    expect((await read()).pages).toMatchObject([{ records: [] }]);
  });
});

test("[RD-2] empty pages with a next token go on, a hundred at most", async () => {
  let call = 0;
  const { read } = listApi([() => page([], call < 500 ? `t${call++}` : undefined)], { paging });

  expect(await errorOf(read())).toMatchObject({ code: "pagination_stuck" });
  expect(call).toBe(101);
});

test("[RD-3] next tokens that are numbers are told apart", async () => {
  const numbered = (id: number, next?: number): Response => json({ data: [{ id }], next });
  const { read } = listApi([numbered(1, 10), numbered(2, 20), numbered(3, 30), numbered(4)], {
    paging,
  });

  expect(idsOf((await read()).pages)).toEqual([1, 2, 3, 4]);
});

test("[RD-3] a cycle of next tokens is a loop, however long", async () => {
  let call = 0;
  const { read } = listApi([() => page([call], call < 500 ? `t${call++ % 50}` : undefined)], {
    paging,
  });

  expect(await errorOf(read())).toMatchObject({ code: "pagination_loop" });
  expect(call).toBe(51);
});

test("[RD-3] [RD-4] behind a fresh token a repeated page is no error", async () => {
  const { read } = listApi([page([1], "a"), page([1], "b"), page([1], "c"), page([1])], { paging });

  expect((await read()).pages).toHaveLength(4);
});

test("[RD-3] a next token that comes again is a loop", async () => {
  const { read, requests } = listApi([page([1], "a"), page([2], "b"), page([3], "a")], { paging });

  expect(await errorOf(read())).toMatchObject({ code: "pagination_loop" });
  expect(requests).toHaveLength(3);
});

test("[CN-1] nothing is requested once the reader has stopped", async () => {
  const { pages, requests } = listApi([page([1], "a"), page([2], "b"), page([3])], { paging });

  for await (const { records } of pages()) if (records.length > 0) break;

  expect(requests).toHaveLength(1);
});
