import { expect, test } from "vitest";
import { toMicros } from "./instant.ts";

test.each([
  ["2026-11-24T08:15:30.123Z", "2026-11-24T08:15:30.123000Z"],
  ["2024-02-29T23:59:59.999Z", "2024-02-29T23:59:59.999000Z"],
  ["1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999000Z"],
  ["0001-01-01T00:00:00.000Z", "0001-01-01T00:00:00.000000Z"],
  ["9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999000Z"],
])("%s is the same instant whether it is written to the millisecond or further", (short, long) => {
  expect(toMicros(short)).toBe(BigInt(Date.parse(short)) * 1_000n);
  expect(toMicros(long)).toBe(toMicros(short));
});

test.each([
  "2023-02-29T00:00:00.000Z",
  "2026-02-30T00:00:00.000Z",
  "2026-04-31T00:00:00.000Z",
  "2026-01-00T00:00:00.000Z",
  "2026-13-01T00:00:00.000Z",
  "2026-01-01T24:00:00.000Z",
  "2026-01-01T00:60:00.000Z",
  "2026-01-01T00:00:60.000Z",
  "0000-01-01T00:00:00.000Z",
])("%s is no instant, however it is written", (text) => {
  expect(toMicros(text)).toBeUndefined();
  expect(toMicros(text.replace(".000", ""))).toBeUndefined();
});
