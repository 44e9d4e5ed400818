import { expect, test } from "vitest";
import { retryAfterMs } from "./retry-after.ts";

const NOW = Date.parse("2026-11-24T00:00:00Z");

test.each([
  ["seconds", { "retry-after": "7" }, 7_000],
  ["decimal seconds", { "retry-after": "1.5" }, 1_500],
  ["a date", { "retry-after": "Tue, 24 Nov 2026 00:00:30 GMT" }, 30_000],
  ["a date of RFC 850", { "retry-after": "Tuesday, 24-Nov-26 00:00:30 GMT" }, 30_000],
  ["a date of asctime, which means GMT", { "retry-after": "Tue Nov 24 00:00:30 2026" }, 30_000],
  [
    "a date, by the answer's own clock",
    { "retry-after": "Tue, 24 Nov 2026 01:00:30 GMT", date: "Tue, 24 Nov 2026 01:00:00 GMT" },
    30_000,
  ],
  ["a past date", { "retry-after": "Mon, 23 Nov 2026 00:00:00 GMT" }, undefined],
  ["zero", { "retry-after": "0" }, undefined],
  ["a negative number", { "retry-after": "-5" }, undefined],
  ["nonsense", { "retry-after": "soon" }, undefined],
  ["an empty value", { "retry-after": "" }, undefined],
  ["epoch seconds, cut to a year", { "retry-after": "1764000000" }, 366 * 86_400_000],
  ["nothing", {}, undefined],
])("[RT-4] Retry-After of %s", (_what, headers, expected) => {
  expect(retryAfterMs(new Headers(headers as Record<string, string>), NOW)).toBe(expected);
});
