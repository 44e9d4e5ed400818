import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { LinearPattern } from "./automaton.ts";
import { linearPattern } from "./linear-pattern.ts";

const LONG = 10_000;

function compiled(pattern: string | RegExp): LinearPattern {
  const made = linearPattern(pattern);
  if ("problem" in made) throw new Error(made.problem);
  return made;
}

test.each([
  ["(a+)+$", `${"a".repeat(LONG - 1)}!`],
  ["^(a|a)*$", `${"a".repeat(LONG - 1)}!`],
  ["^(a|aa)+$", `${"a".repeat(LONG - 1)}!`],
  ["(.*a){12}$", `${"a".repeat(LONG - 1)}!`],
  ["^(\\w+\\s?)*$", `${"word ".repeat(LONG / 5 - 1)}....!`],
  ["(a|b)*a(a|b){30}c", "ab".repeat(LONG / 2)],
])("[VA-6] %s answers on 10 kB in milliseconds", (pattern, text) => {
  const made = compiled(pattern);

  const since = performance.now();
  const found = made.test(text);
  const ms = performance.now() - since;

  expect(found).toBe(false);
  // For a machine under load; a backtracking engine takes longer than the universe is old.
  expect(ms).toBeLessThan(500);
});

/** Parts that patterns are made of at random. */
const part = fc.letrec<{ pattern: string }>((tie) => ({
  pattern: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(
      ..."abcABC01 .-{}]".split(""),
      "^",
      "$",
      "\\b",
      "\\B",
      "[ab]",
      "[^a-c]",
      "\\d",
      "\\w",
      "\\W",
      "\\s",
      "[\\d\\]x-]",
      "[]",
      "[^]",
      "\\n",
      "\\x61",
      "\\u0041",
      "\\cJ",
      "\\.",
      "\\/",
      "é",
      "ß",
      "ſ",
      "K",
      "\\0",
      "😀",
      "[😀b]",
      "\\p{L}",
      "\\u{1F600}",
      "\\ud83d\\ude00",
      "\\ud83d",
      "{2}",
      "{,2}",
      "",
    ),
    fc.array(tie("pattern"), { maxLength: 4 }).map((parts) => parts.join("")),
    fc
      .array(tie("pattern"), { minLength: 2, maxLength: 3 })
      .map((parts) => `(?:${parts.join("|")})`),
    fc
      .tuple(
        tie("pattern"),
        fc.constantFrom("*", "+", "?", "{2}", "{0,2}", "{1,}", "*?", "+?", "{2,3}?"),
      )
      .map(([inner, times]) => `(${inner})${times}`),
    tie("pattern").map((inner) => `(?<n${inner.length}>${inner})`),
  ),
})).pattern;
const text = fc
  .array(
    fc.constantFrom(
      ..."aabbccABC01 .-{}]\n\r\u2028éßſKk\0".split(""),
      "😀",
      "\ud83d",
      "\ude00",
      "_",
    ),
    {
      maxLength: 12,
    },
  )
  .map((characters) => characters.join(""));
const flags = fc.constantFrom("", "i", "m", "s", "u", "iu", "mu", "ims", "imsu");

/** Patterns of three letters and nothing else, which texts of these letters often match to their ends. */
const letters = fc.letrec<{ pattern: string }>((tie) => ({
  pattern: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom("a", "b", "c"),
    fc.array(tie("pattern"), { minLength: 1, maxLength: 3 }).map((parts) => parts.join("")),
    fc.tuple(tie("pattern"), tie("pattern")).map(([one, other]) => `(?:${one}|${other})`),
    fc
      .tuple(tie("pattern"), fc.constantFrom("*", "+", "?", "{2}", "{1,2}", "{2,}", "+?"))
      .map(([inner, times]) => `(?:${inner})${times}`),
  ),
})).pattern;
const fewLetters = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 7 });

test.each([
  ["any pattern, flags and text", part, flags, text],
  ["patterns of whole texts", part.map((inner) => `^(?:${inner})$`), flags, text],
  [
    "patterns of whole texts of few letters",
    letters.map((inner) => `^${inner}$`),
    fc.constant(""),
    fewLetters,
  ],
])("finds what the runtime's own engine finds: %s", (_, patterns, sets, texts) => {
  const found = { true: 0, false: 0 };
  fc.assert(
    fc.property(
      patterns,
      sets,
      fc.array(texts, { minLength: 4, maxLength: 8 }),
      (source, set, all) => {
        const native = nativeOf(source, set);
        if (native === undefined) return;
        const ours = linearPattern(native);
        if ("problem" in ours) return;
        for (const one of all) {
          // V8 finds \B inside a surrogate pair, which under `u` is one character and has no inside.
          if (native.unicode && isInsidePair(one, native.exec(one)?.index ?? 0)) continue;
          const expected = native.test(one);
          found[expected ? "true" : "false"] += 1;
          expect({ one, found: ours.test(one) }).toEqual({ one, found: expected });
        }
      },
    ),
    { numRuns: 2_000, seed: 7 },
  );
  expect(Math.min(found.true, found.false)).toBeGreaterThan(500);
});

function isInsidePair(whole: string, at: number): boolean {
  return (whole.codePointAt(at - 1) ?? 0) > 0xffff;
}

function nativeOf(source: string, set: string): RegExp | undefined {
  try {
    return new RegExp(source, set);
  } catch {
    return undefined;
  }
}

test("forgets states rather than growing without end", () => {
  const made = compiled("(a|b)*a(a|b){12}$");
  const random = Array.from({ length: LONG }, (_, index) => ((index * index) % 7 < 3 ? "a" : "b"));

  expect(made.test(`${random.join("")}a${"b".repeat(12)}`)).toBe(true);
  expect(made.test(`${random.join("")}b${"b".repeat(12)}`)).toBe(false);
});

test.each([
  ["(", "is no regular expression"],
  [/(a)\1/, "refers back to a group by its number"],
  [/(?<x>a)\k<x>/, "refers back to a group by its name"],
  [/a(?=b)/, "looks ahead or behind, or changes flags inside"],
  [/a(?!b)/, "looks ahead or behind, or changes flags inside"],
  [/(?<=a)b/, "looks ahead or behind, or changes flags inside"],
  [/(?<!a)b/, "looks ahead or behind, or changes flags inside"],
  [/a/g, 'has the flags "g"; i, m, s and u can be had'],
  [new RegExp("[a--b]", "v"), 'has the flags "v"; i, m, s and u can be had'],
  ["((a{99}){99}){99}", "repeats too much: it makes more than 1000 steps"],
  ["a".repeat(1_001), "is longer than 1000 characters"],
])("refuses %s: it %s", (pattern, problem) => {
  expect(linearPattern(pattern)).toEqual({ problem });
});
