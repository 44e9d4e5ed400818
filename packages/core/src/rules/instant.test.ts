import * as fc from "fast-check";
import { expect, test } from "vitest";
import { compareInstants, isDate, isDatetime } from "./instant.ts";

test.each(["2026-11-24", "2024-02-29", "2000-02-29", "0000-02-29", "9999-12-31"])(
  "%s is a date",
  (text) => {
    expect(isDate(text)).toBe(true);
  },
);

test.each([
  "2023-02-29",
  "1900-02-29",
  "2026-13-01",
  "2026-00-01",
  "2026-04-31",
  "2026-1-1",
  "20261124",
  "",
  "2026-11-2x",
])("%j is no date", (text) => {
  expect(isDate(text)).toBe(false);
});

test.each([
  "2026-11-24T16:49:45Z",
  "2026-11-24t16:49:45z",
  "2026-11-24T16:49:45.123456789Z",
  "2026-11-24T16:49:45+05:30",
  "2016-12-31T23:59:60Z",
  "2017-01-01T00:59:60+01:00",
])("%s is a date-time", (text) => {
  expect(isDatetime(text)).toBe(true);
});

test.each([
  "2026-11-24T16:49:45",
  "2026-11-24 16:49:45Z",
  "2026-11-24T24:00:00Z",
  "2026-11-24T16:60:00Z",
  "2026-11-24T12:30:60Z",
  "2026-11-24T16:49:45.Z",
  "2026-11-24T16:49Z",
  "2026-02-30T16:49:45Z",
  "2026-11-24T16:49:45+24:00",
  "2026-11-24T16:49:45+0100",
  `2026-11-24T16:49:45.${"0".repeat(100)}Z`,
  "2026-11-24",
])("%s is no date-time", (text) => {
  expect(isDatetime(text)).toBe(false);
});

test("days are the calendar's, from the year 0 to 9999", () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date("0000-01-01"), max: new Date("9999-12-31"), noInvalidDate: true }),
      (at) => {
        const text = at.toISOString();
        expect(isDatetime(text)).toBe(true);
        expect(isDate(text.slice(0, 10))).toBe(true);
      },
    ),
    { seed: 5 },
  );
});

test("[VA-4] instants are compared in time, whatever their zones, and no zone of this machine counts", () => {
  const instant = fc
    .tuple(fc.integer({ min: -6e12, max: 6e12 }), fc.integer({ min: -1_439, max: 1_439 }))
    .map(([at, east]) => {
      const local = new Date(at + east * 60_000).toISOString().slice(0, -1);
      const [hours, minutes] = [Math.trunc(Math.abs(east) / 60), Math.abs(east) % 60];
      const zone = [hours, minutes].map((part) => String(part).padStart(2, "0")).join(":");
      return { at, text: `${local}${east < 0 ? "-" : "+"}${zone}` };
    });
  fc.assert(
    fc.property(instant, instant, (left, right) => {
      expect(Math.sign(compareInstants(left.text, right.text))).toBe(Math.sign(left.at - right.at));
    }),
    { seed: 5 },
  );
});

test("fractions count to their last digit, a day is its first instant in UTC, and nothing else has a place in time", () => {
  const at = "2026-11-24T00:00:00";

  expect(compareInstants(`${at}.1Z`, `${at}.10Z`)).toBe(0);
  expect(compareInstants(`${at}.1234567891Z`, `${at}.123456789Z`)).toBeGreaterThan(0);
  expect(compareInstants("2026-11-24", `${at}Z`)).toBe(0);
  expect(compareInstants("2026-11-24", at)).toBeNaN();
  expect(compareInstants("2026-11-24", "soon")).toBeNaN();
});
