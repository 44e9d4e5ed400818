import { BrainError } from "@brain/core";
import { describe, expect, test } from "vitest";
import { mayHoldLongNumber } from "./long-number.ts";
import { parseJson } from "./parse-json.ts";

function codeOf(text: string): string {
  try {
    return `parsed ${JSON.stringify(parseJson(text))}`;
  } catch (error) {
    return BrainError.isInstance(error) ? error.code : String(error);
  }
}

describe("[VA-3] JSON", () => {
  test.each([
    ["9007199254740991", 9_007_199_254_740_991],
    ["-9007199254740991", -9_007_199_254_740_991],
    ["9007199254740992", "9007199254740992"],
    ["9007199254740993", "9007199254740993"],
    ["-9007199254740993", "-9007199254740993"],
    ["12345678901234567890123", "12345678901234567890123"],
    ["123456789012.345", 123_456_789_012.345],
    ["1234567890123.456", "1234567890123.456"],
    ["0.12345678901234567", "0.12345678901234567"],
    ["0.00000000000000000001", 1e-20],
    ["1.2345678901234567e10", "1.2345678901234567e10"],
    ["1e22", 1e22],
    ["1000000000000000000", "1000000000000000000"],
    ["1e308", 1e308],
    ["1e400", "1e400"],
    ["-1e400", "-1e400"],
    ["1.5E+309", "1.5E+309"],
    [`1${"0".repeat(400)}`, `1${"0".repeat(400)}`],
    ["2.5e-308", 2.5e-308],
    ["1.234567e-310", "1.234567e-310"],
    ["1e-400", "1e-400"],
    ["-25E-0400", "-25E-0400"],
    [`0.${"0".repeat(400)}1`, `0.${"0".repeat(400)}1`],
    ["0", 0],
    ["-0.0", -0],
    ["0e-400", 0],
    ["0.000e400", 0],
  ])("keeps %s", (text, expected) => {
    expect(parseJson(text)).toBe(expected);
    expect(parseJson(`{"a":[1, ${text} ,"x"],"b":${text}}`)).toEqual({
      a: [1, expected, "x"],
      b: expected,
    });
  });

  test.each([
    '"9007199254740993"',
    '"a: 9007199254740993, b"',
    String.raw`"\"9007199254740993"`,
    String.raw`"\\\"9007199254740993,"`,
    String.raw`["\\",{"9007199254740993":"9007199254740993.5"}]`,
    '{"id":"12345678901234567","at":"2026-11-24T00:00:00.0000000Z"}',
    '{"id":"1e400","uuid":"a3f01b0e-1234-4567-890e-400123456789","zero":0}',
    '["-1e-400, ",0,-0.0]',
  ])("leaves digits within strings alone: %s", (text) => {
    expect(parseJson(text)).toEqual(JSON.parse(text));
    expect(parseJson(`[${text},9007199254740993]`)).toEqual([JSON.parse(text), "9007199254740993"]);
  });

  test("finds a long number wherever it stands", () => {
    for (let at = 0; at < 70; at++) {
      const text = `["${"x".repeat(at)}",${"1".repeat(16)}1,"${"y".repeat(70 - at)}"]`;
      expect(mayHoldLongNumber(text)).toBe(true);
      expect(parseJson(text)[1]).toBe("11111111111111111");
    }
  });

  test("does not trouble with the digits that ordinary records have", () => {
    const record = '{"id":"12345678901234567","at":"2026-11-24T00:00:00.123Z","ms":1795478400000}';

    expect(mayHoldLongNumber(`[${Array(100).fill(record).join()}]`)).toBe(false);
  });

  test("keys such as __proto__ and constructor are fields like any other", () => {
    const parsed = parseJson('{"__proto__":{"polluted":1},"constructor":2,"big":9007199254740993}');

    expect(Object.keys(parsed)).toEqual(["__proto__", "constructor", "big"]);
    expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });

  test("strings are not trimmed, normalised or re-encoded", () => {
    const text = JSON.stringify(["  a\u0301 ", "\u00e1", "\u0000", "\ud800"]);

    expect(parseJson(text)).toEqual(["  a\u0301 ", "\u00e1", "\u0000", "\ud800"]);
  });
});

describe("[VA-6] nesting", () => {
  const arrays = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);
  const objects = (depth: number): string =>
    '{"a":'.repeat(depth - 1) + "{}" + "}".repeat(depth - 1);

  test.each([arrays, objects])("of 128 levels is taken, of 129 refused", (nested) => {
    expect(codeOf(nested(128))).toMatch(/^parsed/);
    expect(codeOf(nested(129))).toBe("not_json");
  });

  test("of a hundred thousand levels is refused, not a crash", () => {
    expect(codeOf(arrays(100_000))).toBe("not_json");
  });

  test("is counted in depth, not in brackets", () => {
    expect(codeOf(`[${Array(1_000).fill("[[]]").join()}]`)).toMatch(/^parsed/);
  });
});

describe("[HT-3]", () => {
  test.each([
    "",
    " \n",
    "{",
    '{"a":',
    '{"a":[1,2]',
    '["abc',
    '["a\\"',
    '{"results":[{"id":1}',
    '[1,{"a":"]"}',
  ])("%j ends early: truncated", (text) => {
    expect(codeOf(text)).toBe("truncated");
  });

  test.each([
    "<html></html>",
    "nope",
    "{]",
    "[1,]",
    "{'a':1}",
    "[1]]",
    "NaN",
    "[1] trailing",
    '{"a":01}',
  ])("%j is no JSON", (text) => {
    expect(codeOf(text)).toBe("not_json");
  });

  test("records of broken JSON are not shown", () => {
    expect(() => parseJson('{"email":"jane@example.com",}')).toThrow(/^The body is no JSON\.?$/);
  });
});
