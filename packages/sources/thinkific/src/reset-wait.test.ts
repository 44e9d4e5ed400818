import { expect, test } from "vitest";
import { resetWaitMs } from "./reset-wait.ts";

const now = Date.parse("2026-11-24T09:00:00Z");
const waitOf = (reset: string, date?: string): number | undefined =>
  resetWaitMs(
    new Headers({ "ratelimit-reset": reset, ...(date === undefined ? {} : { date }) }),
    now,
  );

test.each([
  ["epoch milliseconds", String(now + 40_000), 40_000],
  ["epoch seconds", String(now / 1_000 + 40), 40_000],
  ["milliseconds to wait", "40000", 40_000],
  ["seconds to wait", "40", 40_000],
  ["a fraction of seconds", "2.5", 2_500],
  ["a date", "Tue, 24 Nov 2026 09:00:40 GMT", 40_000],
  ["an instant", "2026-11-24T09:00:40Z", 40_000],
])("%s", (_unit, value, ms) => {
  expect(waitOf(value)).toBe(ms);
});

test.each([
  ["a time that has passed", String(now / 1_000 - 5), 1_000],
  ["0", "0", 1_000],
  ["the end of the day", String(now / 1_000 + 50_000), 90_000],
  ["more milliseconds than a minute has", "600000", 90_000],
])("%s is a pause of 1 to 90 seconds", (_what, value, ms) => {
  expect(waitOf(value)).toBe(ms);
});

test.each(["", "soon", "NaN"])("%j says nothing", (value) => {
  expect(waitOf(value)).toBeUndefined();
});

test("a time is counted from the answer's own clock, a duration is not", () => {
  const anHourAhead = "Tue, 24 Nov 2026 10:00:00 GMT";

  expect(waitOf(String(now / 1_000 + 3_600 + 20), anHourAhead)).toBe(20_000);
  expect(waitOf("20", anHourAhead)).toBe(20_000);
});
