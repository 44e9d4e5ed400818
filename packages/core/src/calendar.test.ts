import { expect, test } from "vitest";
import { addDays, dayAt, daysOf, isTimeZone } from "./calendar.ts";

test.each([
  ["2026-11-24T04:59:59Z", "America/New_York", "2026-11-23"],
  ["2026-11-24T05:00:00Z", "America/New_York", "2026-11-24"],
  ["2026-11-24T18:29:59Z", "Asia/Kolkata", "2026-11-24"],
  ["2026-11-24T18:30:00Z", "Asia/Kolkata", "2026-11-25"],
  ["2026-11-24T10:59:59Z", "Pacific/Apia", "2026-11-24"],
  ["2026-11-24T11:00:00Z", "Pacific/Apia", "2026-11-25"],
])("[VA-4] at %s the calendar in %s shows %s", (instant, zone, day) => {
  expect(dayAt(Date.parse(instant), zone)).toBe(day);
});

test("[VA-4] counts days of 23 and 25 hours once", () => {
  // New York: clocks go forward on 8 March and back on 1 November 2026.
  expect(addDays("2026-03-07", 2)).toBe("2026-03-09");
  expect(addDays("2026-11-01", 1)).toBe("2026-11-02");
  const short = daysOf(
    { from: "2026-03-08T05:00:00Z", to: "2026-03-09T04:00:00Z" },
    "America/New_York",
  );
  expect(short).toEqual({ first: "2026-03-08", last: "2026-03-08" });
  const long = daysOf(
    { from: "2026-11-01T04:00:00Z", to: "2026-11-02T05:00:00Z" },
    "America/New_York",
  );
  expect(long).toEqual({ first: "2026-11-01", last: "2026-11-01" });
});

test("a window by days ends before its `to`, and one by instants with the day that it still touches", () => {
  expect(daysOf({ from: "2026-11-01", to: "2026-11-03" }, "Asia/Kolkata")).toEqual({
    first: "2026-11-01",
    last: "2026-11-02",
  });
  expect(daysOf({ to: "2026-11-03T00:00:00.001Z" }, "UTC")).toEqual({
    first: undefined,
    last: "2026-11-03",
  });
});

test("a time zone that the runtime does not know is none", () => {
  expect(isTimeZone("Asia/Kathmandu")).toBe(true);
  expect(isTimeZone("Mars/Olympus")).toBe(false);
  expect(() => dayAt(0, "Mars/Olympus")).toThrow(RangeError);
});
