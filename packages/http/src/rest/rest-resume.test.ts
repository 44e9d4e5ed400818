import type { Cursor } from "@brain/core";
import { describe, expect, test } from "vitest";
import { errorOf, json } from "../api.fixture.ts";
import { cursorPaging } from "../paging/cursor-paging.ts";
import { idsOf, listApi } from "./list-api.fixture.ts";

const paging = cursorPaging({ param: "after", next: (body) => body.next });
const ascending: Cursor<"at"> = { field: "at", order: "ascending", lookbackMs: 60_000 };
const unordered: Cursor<"at"> = { ...ascending, order: "unordered" };
const since = ({ state }: { state: unknown }) => ({
  query: { since: String(Reflect.get(Object(state), "cursor") ?? "") },
});
const page = (records: readonly (readonly [number, string | null])[], next?: string): Response =>
  json({ data: records.map(([id, at]) => ({ id, at })), next });
const at = (minute: number): string => `2026-11-23T00:${String(minute).padStart(2, "0")}:00Z`;

describe("[CP-5] the cursor", () => {
  const three = (): Response[] => [
    page([[1, at(10)]], "a"),
    page(
      [
        [2, at(30)],
        [3, null],
      ],
      "b",
    ),
    page([[4, at(20)]]),
  ];

  test("moves with each page where records come in order", async () => {
    const { read } = listApi(three(), { paging, cursor: ascending, request: since });

    const { pages } = await read();

    expect(pages.map(({ checkpoint }) => checkpoint)).toMatchObject([
      { cursor: at(10), token: "a", tokenAt: "2026-11-24T00:00:00.000Z" },
      { cursor: at(30), token: "b" },
      { cursor: at(30) },
    ]);
    expect(pages.at(-1)?.checkpoint).not.toHaveProperty("token");
  });

  test("moves at the end of the partition where they do not", async () => {
    const { read } = listApi(three(), { paging, cursor: unordered, request: since });

    const { pages } = await read({ state: { cursor: at(5) } });

    expect(pages.map(({ checkpoint }) => Reflect.get(Object(checkpoint), "cursor"))).toEqual([
      at(5),
      at(5),
      at(30),
    ]);
  });

  test("comes to `request` with the lookback taken off", async () => {
    const { read } = listApi([page([])], { paging, cursor: ascending, request: since });

    const { queries, pages } = await read({ state: { cursor: at(10) } });

    expect(queries).toEqual(["?since=2026-11-23T00%3A09%3A00Z"]);
    expect(pages.at(-1)?.checkpoint).toEqual({ cursor: at(10) });
  });

  test("looks five minutes back unless the stream says otherwise", async () => {
    const cursor: Cursor<"at"> = { field: "at", order: "ascending" };
    const { read } = listApi([page([])], { paging, cursor, request: since });

    const { queries } = await read({ state: { cursor: at(10) } });

    expect(queries).toEqual(["?since=2026-11-23T00%3A05%3A00Z"]);
  });

  test("does not look back beyond the beginning of a window", async () => {
    const { read } = listApi([page([])], { paging, cursor: ascending, request: since });
    const window = { from: at(10), to: at(50) };

    const { queries } = await read({ state: { cursor: at(10) }, resuming: true, window });

    expect(queries).toEqual(["?since=2026-11-23T00%3A10%3A00Z"]);
  });

  test("is never moved past the window by a date in the future", async () => {
    const future = page([
      [1, at(10)],
      [2, "2031-01-01T00:00:00Z"],
    ]);
    const { read } = listApi([future], { paging, cursor: ascending, request: since });

    expect((await read()).pages.at(-1)?.checkpoint).toEqual({ cursor: "2026-11-24T00:00:00Z" });
  });
});

describe("[CP-6] a page token", () => {
  const saved = (tokenAt: string) => ({
    cursor: at(20),
    since: at(9),
    max: at(30),
    token: "t1",
    tokenAt,
  });

  test("resumes within 15 min, under the same question", async () => {
    const { read } = listApi([page([[1, at(25)]])], { paging, cursor: unordered, request: since });

    const { queries, pages } = await read({ state: saved("2026-11-23T23:45:01Z"), resuming: true });

    expect(queries).toEqual(["?since=2026-11-23T00%3A09%3A00Z&after=t1"]);
    expect(pages.at(-1)?.checkpoint).toEqual({ cursor: at(30) });
  });

  test.each([
    ["older than 15 min", saved("2026-11-23T23:45:00Z"), true],
    ["from the future", saved("2026-11-24T00:01:00Z"), true],
    ["of a finished generation", saved("2026-11-23T23:59:00Z"), false],
  ])("%s is not used: the partition begins at its cursor", async (_what, state, resuming) => {
    const { read } = listApi([page([])], { paging, cursor: unordered, request: since });

    const { queries } = await read({ state, resuming });

    expect(queries).toEqual(["?since=2026-11-23T00%3A19%3A00Z"]);
  });

  test.each([400, 404, 410, 422])(
    "refused with %i: the partition begins at its cursor",
    async (status) => {
      const refused = json({ message: "expired" }, { status });
      const { read } = listApi([refused, page([[1, at(25)]])], {
        paging,
        cursor: unordered,
        request: since,
      });

      const { queries, pages } = await read({
        state: saved("2026-11-23T23:59:00Z"),
        resuming: true,
      });

      expect(queries).toEqual([
        "?since=2026-11-23T00%3A09%3A00Z&after=t1",
        "?since=2026-11-23T00%3A19%3A00Z",
      ]);
      expect(idsOf(pages)).toEqual([1]);
    },
  );

  test("refused in the middle of a reading: on from what order has made sure", async () => {
    const { read } = listApi(
      [
        page([[1, at(10)]], "a"),
        page([[2, at(30)]], "b"),
        json({}, { status: 410 }),
        page([[3, at(31)]]),
      ],
      { paging, cursor: ascending, request: since },
    );

    const { queries, pages } = await read();

    expect(queries.at(-1)).toBe("?since=2026-11-23T00%3A29%3A00Z");
    expect(idsOf(pages)).toEqual([1, 2, 3]);
  });

  test("refused a second time is the error that it is", async () => {
    const bad = (): Response => json({ message: "bad" }, { status: 400 });
    const { read, requests } = listApi(
      [page([[1, at(1)]], "a"), bad(), page([[1, at(1)]], "a"), bad()],
      {
        paging,
      },
    );

    expect(await errorOf(read())).toMatchObject({ code: "http_status", context: { status: 400 } });
    expect(requests).toHaveLength(4);
  });

  test("is no matter to a 400 without one", async () => {
    const { read, requests } = listApi([json({}, { status: 400 })], { paging });

    expect(await errorOf(read())).toMatchObject({ code: "http_status" });
    expect(requests).toHaveLength(1);
  });
});
