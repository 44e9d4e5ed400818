import { describe, expect, test } from "vitest";
import { byCursor, byOffset, byPage, everyId, readList } from "./lists.fixture.ts";

const complete = { status: "complete", error: undefined, ids: everyId };

describe.each([byOffset, byPage, byCursor])("a list by $name", (list) => {
  test("fault duplicate-page: [RD-3] [RD-4] [RD-5] [DL-1] a page that comes twice hides none", async () => {
    expect(await readList(list, [{ fault: "duplicate-page", nth: 3 }])).toEqual({
      ...complete,
      given: ["duplicate-page"],
    });
  });

  test("fault overlapping-pages: [RD-4] [RD-5] [DL-1] pages that overlap hide none", async () => {
    expect(await readList(list, [{ fault: "overlapping-pages", nth: 3 }])).toEqual({
      ...complete,
      given: ["overlapping-pages"],
    });
  });
});

describe.each([byOffset, byPage])("a list by $name", (list) => {
  test("fault duplicate-page: [RD-3] [DL-3] one page over and over is a loop, not an end", async () => {
    const { status, error } = await readList(list, [{ fault: "duplicate-page", from: 3 }]);

    expect({ status, error }).toEqual({ status: "failed", error: "pagination_loop" });
  });
});

describe("a list by a cursor", () => {
  test.each(["out-of-order-page", "empty-page"] as const)(
    "fault %s: [RD-2] [DL-1] nothing is lost",
    async (fault) => {
      expect(await readList(byCursor, [{ fault, nth: 3 }])).toEqual({
        ...complete,
        given: [fault],
      });
    },
  );

  test.each(["repeated-token", "token-cycle"] as const)(
    "fault %s: [RD-3] [DL-3] a next token already used is an error",
    async (fault) => {
      const { status, error } = await readList(byCursor, [{ fault, nth: 4 }]);

      expect({ status, error }).toEqual({ status: "failed", error: "pagination_loop" });
    },
  );
});
