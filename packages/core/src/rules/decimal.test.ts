import * as fc from "fast-check";
import { expect, test } from "vitest";
import { compareDecimals, isDecimal, isIntegerText } from "./decimal.ts";

test.each(["0", "-0", "12", "-12.50", "1e5", "1.5E-7", "9".repeat(10_000)])(
  "%s is a number",
  (text) => {
    expect(isDecimal(text)).toBe(true);
  },
);

test.each([
  "",
  " 1",
  "1 ",
  "+1",
  "01",
  "1.",
  ".5",
  "1e",
  "0x1",
  "NaN",
  "1e9999999",
  "9".repeat(10_001),
  "1,5",
])("%j is a text that is no number", (text) => {
  expect(isDecimal(text)).toBe(false);
});

test("digits of any length are an integer, but none with a point or an exponent", () => {
  expect(["9007199254740993", "-1", "0"].map(isIntegerText)).toEqual([true, true, true]);
  expect(["1.0", "1e3", "007", ""].map(isIntegerText)).toEqual([false, false, false, false]);
});

/** `digits · 10^-places`, written in one of many ways. */
const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), fc.nat(45), fc.nat(4), fc.boolean())
  .map(([digits, places, zeros, exponent]) => {
    const [sign, all] = [digits < 0n ? "-" : "", String(digits < 0n ? -digits : digits)];
    const padded = all.padStart(places + 1, "0");
    const point = padded.length - places;
    const plain = `${sign}${padded.slice(0, point)}.${padded.slice(point)}${"0".repeat(zeros + 1)}`;
    return {
      scaled: digits * 10n ** BigInt(45 - places),
      text: exponent ? `${sign}${all}e-${places}` : plain,
    };
  });

test("[VA-3] decimals are compared digit by digit, however they are written", () => {
  fc.assert(
    fc.property(decimal, decimal, (left, right) => {
      expect(isDecimal(left.text)).toBe(true);
      const exact = left.scaled < right.scaled ? -1 : Number(left.scaled > right.scaled);
      expect(Math.sign(compareDecimals(left.text, right.text))).toBe(exact);
      expect(Math.sign(compareDecimals(left.text, left.text))).toBe(0);
    }),
    { seed: 5 },
  );
});

test("[VA-3] what the machine would round stays apart", () => {
  expect(compareDecimals("9007199254740993", "9007199254740992")).toBeGreaterThan(0);
  expect(compareDecimals("0.30000000000000000001", "0.3")).toBeGreaterThan(0);
  expect(compareDecimals("-1e999999", "1e-999999")).toBeLessThan(0);
  expect(compareDecimals("1e999", "1e998")).toBeGreaterThan(0);
  expect(compareDecimals("1e-400", "1e-399")).toBeLessThan(0);
  expect(compareDecimals("-0", "0.000")).toBeCloseTo(0);
});
