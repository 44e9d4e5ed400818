import { describe, expect, test } from "vitest";
import { tokenGuard } from "./token-guard.ts";

describe("[RD-3] a next token", () => {
  test("already used is a loop, at once", () => {
    const guard = tokenGuard();
    for (const token of ["a", "b", "c"]) guard.page(token, 10);

    expect(() => guard.page("a", 10)).toThrow(expect.objectContaining({ code: "pagination_loop" }));
  });

  test("of many thousands is not mistaken for another", () => {
    const guard = tokenGuard();

    for (let token = 0; token < 50_000; token++) guard.page(`token-${token}`, 1);

    expect(() => guard.page("token-7", 1)).toThrow(
      expect.objectContaining({ code: "pagination_loop" }),
    );
  });

  test("is forgotten after 100,000 others, so that memory has a bound", () => {
    const guard = tokenGuard();

    for (let token = 0; token < 100_001; token++) guard.page(String(token), 1);

    expect(() => guard.page("0", 1)).not.toThrow();
    expect(() => guard.page("100000", 1)).toThrow("already read");
  });
});

describe("[RD-2] an empty page with a next token", () => {
  test("goes on a hundred times, not more", () => {
    const guard = tokenGuard();
    for (let page = 0; page < 100; page++) guard.page(`t${page}`, 0);

    expect(() => guard.page("t100", 0)).toThrow(
      expect.objectContaining({ code: "pagination_stuck" }),
    );
  });

  test("counts anew after a page with records", () => {
    const guard = tokenGuard();

    const read = (): void => {
      for (let page = 0; page < 1_000; page++) guard.page(`t${page}`, page % 100 === 99 ? 1 : 0);
    };

    expect(read).not.toThrow();
  });

  test("is no matter when it is the last", () => {
    const guard = tokenGuard();
    for (let page = 0; page < 100; page++) guard.page(`t${page}`, 0);

    expect(() => guard.page(undefined, 0)).not.toThrow();
  });
});
