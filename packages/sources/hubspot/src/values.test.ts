import { expect, test } from "vitest";
import { converterOf, day, flag, instant, number, text } from "./values.ts";

const convert = (schema: Parameters<typeof converterOf>[0], raw: string) =>
  converterOf(schema)?.(raw);

test.each([
  ["60000", 60_000],
  ["-0.5", -0.5],
  ["1.0E10", 1e10],
  ["97479374284", 97_479_374_284],
  ["9007199254740991", 9_007_199_254_740_991],
  ["0.30000000000000004", 0.30000000000000004],
  ["12000.0000000000000000", 12_000],
])("[VA-3] reads the number %s", (raw, value) => {
  expect(convert(number, raw)).toBe(value);
});

test.each([
  "1,250",
  "3092727991;3881228353",
  " 12",
  "0x10",
  "Infinity",
  "NaN",
  "1e999",
  "12345678901234567890",
  "0.1234567890123456789",
])("[VA-3] rounds or trims nothing: %s is no number", (raw) => {
  expect(convert(number, raw)).toBeUndefined();
});

test.each([
  ["2022-02-28T08:00:00.123Z", "2022-02-28T08:00:00.123Z"],
  ["2014-08-31T00:00:00Z", "2014-08-31T00:00:00Z"],
  ["1700681340515", "2023-11-22T19:29:00.515Z"],
  ["1700681340515.0", "2023-11-22T19:29:00.515Z"],
  ["2022-02-28T10:00:00.000+02:00", "2022-02-28T08:00:00.000Z"],
  ["2022-02-28", "2022-02-28T00:00:00.000Z"],
])("[VA-4] reads the instant %s", (raw, value) => {
  expect(convert(instant, raw)).toBe(value);
});

test.each([
  "yesterday",
  "2022-13-01T00:00:00Z",
  "2022-02-28T08:00:00",
  "1e400",
  "99999999999999999",
])("[VA-4] guesses no instant from %s", (raw) => {
  expect(convert(instant, raw)).toBeUndefined();
});

test.each([
  ["2022-02-28", "2022-02-28"],
  ["1645999200000", undefined],
  ["1646006400000", "2022-02-28"],
  ["2022-02-28T00:00:00.000Z", "2022-02-28"],
  ["28/02/2022", undefined],
])("[VA-4] reads the day %s as %s: what has a time of day is none", (raw, value) => {
  expect(convert(day, raw)).toBe(value);
});

test("reads flags, and takes nothing else for one", () => {
  expect(["true", "false", "yes", "1"].map((raw) => convert(flag, raw))).toEqual([
    true,
    false,
    undefined,
    undefined,
  ]);
});

test("leaves texts alone, and finds the type behind an optional field", () => {
  expect(converterOf(text)).toBeUndefined();
  expect(converterOf(number.optional())).toBe(converterOf(number));
});
