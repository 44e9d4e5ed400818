import { laterOf } from "@brain/core";
import { describe, expect, test } from "vitest";
import { earlier, notAfter, notBefore } from "./cursor-value.ts";

const FIVE_MINUTES = 300_000;

describe("[CP-5] the lookback", () => {
  test.each([
    ["2026-11-24T00:00:00Z", "2026-11-23T23:55:00Z"],
    ["2026-11-24T00:00:00.250Z", "2026-11-23T23:55:00.250Z"],
    ["2026-11-24T00:00:00+02:00", "2026-11-23T21:55:00Z"],
    ["2026-11-24T00:00:00", "2026-11-23T23:55:00"],
    ["2026-11-24 00:00:00", "2026-11-23 23:55:00"],
    ["2026-11-24", "2026-11-23"],
    [1_795_478_400_000, 1_795_478_100_000],
    [1_795_478_400, 1_795_478_100],
    [4_711, 4_711],
    ["4711", "4711"],
    ["abc", "abc"],
  ])("of %j keeps its spelling", (value, expected) => {
    expect(earlier(value, FIVE_MINUTES)).toBe(expected);
  });
});

test.each([
  ["2026-11-24T00:00:00Z", "2026-11-24T00:00:00.500Z", "2026-11-24T00:00:00.500Z"],
  ["2026-11-24T00:00:00Z", "2026-11-24T01:00:00+02:00", "2026-11-24T00:00:00Z"],
  ["2026-11-24T00:00:00+05:00", "2026-11-24T00:00:00+02:00", "2026-11-24T00:00:00+02:00"],
  ["2026-11-24", "2026-11-25", "2026-11-25"],
  ["9", "10", "10"],
  [9, 10, 10],
  ["a", "b", "b"],
])("of %j and %j the later is %j", (left, right, expected) => {
  expect(laterOf(left, right)).toBe(expected);
  expect(laterOf(right, left)).toBe(expected);
  expect(laterOf(undefined, left)).toBe(left);
});

describe("[CP-5] the window", () => {
  test("holds a value from the future back, in its spelling", () => {
    const end = "2026-11-24T00:00:00.000Z";

    expect(notAfter("2030-01-01T00:00:00Z", end)).toBe("2026-11-24T00:00:00Z");
    expect(notAfter("2030-01-01", end)).toBe("2026-11-24");
    expect(notAfter(1_900_000_000_000, end)).toBe(Date.parse(end));
    expect(notAfter("2020-01-01", end)).toBe("2020-01-01");
    expect(notAfter("99999", end)).toBe("99999");
  });

  test("is not left by the lookback", () => {
    expect(notBefore("2026-11-23T23:55:00Z", "2026-11-24")).toBe("2026-11-24T00:00:00Z");
    expect(notBefore("2026-11-25T00:00:00Z", "2026-11-24")).toBe("2026-11-25T00:00:00Z");
  });
});
