import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Some } from "../json.ts";
import { check } from "./check.ts";
import type { RuleSet } from "./rule-set.ts";
import { rules } from "./rules.ts";

const FIELDS = [
  "id",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "amount",
  "at",
] as const;
/** One of everything, on fields with names that objects inherit as well. */
const set = {
  required: FIELDS,
  types: {
    id: "uuid",
    ["__proto__"]: "email",
    constructor: "url",
    toString: "datetime",
    hasOwnProperty: "integer",
    amount: "number",
    at: { type: "enum", values: ["a", 1, true] },
  },
  constraints: {
    id: { pattern: "^(\\w+\\s?)*$", minLength: 1, maxLength: 9, oneOf: ["x"] },
    amount: [">= 0", { max: "9007199254740993", integer: true }],
    at: ["!= x", "< 2026-01-01"],
    constructor: "== 1e999",
  },
  compare: [
    ["amount", ">=", "id"],
    ["toString", "<", "__proto__"],
    ["at", "==", "constructor"],
  ],
  where: [{ name: "own", test: (record: object) => Object.keys(record).length < 100 }],
} as unknown as RuleSet<Some>; // the compiler takes these names for what every object has

const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    "\ud800",
    "\udfff\ud800",
    "\0",
    "\u202e",
    "=1+1",
    "'; DROP TABLE t; --",
    "{{7*7}}",
  ),
  fc.constantFrom(
    "__proto__",
    "a".repeat(20_000),
    `${"a ".repeat(4_000)}!`,
    "https://example.com/%00",
  ),
  fc.constantFrom("9".repeat(400), "1e999999", "-0", "2026-02-30", "2026-11-24T16:49:45Z"),
  fc.constantFrom("ada@example.com", "x"),
);
const value = fc.oneof(
  text,
  fc.double(),
  fc.maxSafeInteger(),
  fc.constantFrom(null, undefined, true, false, 1e308, -0, Number.NaN, Infinity, nested(2_000)),
  fc.anything({ key: fc.oneof(text, fc.constantFrom(...FIELDS)), withNullPrototype: true }),
);
const record = fc.dictionary(fc.oneof(fc.constantFrom(...FIELDS), text), value, {
  maxKeys: 9,
  noNullPrototype: false,
});

function nested(depth: number): unknown {
  let made: unknown = "deep";
  for (let level = 0; level < depth; level++) made = level % 2 === 0 ? [made] : { inner: made };
  return made;
}

test("[VA-3] 10,000 hostile records change neither themselves nor anything else, and get a verdict", () => {
  const strict = rules(set);
  const lenient = rules({ ...set, severity: "warn" });
  const before = Object.getOwnPropertyNames(Object.prototype);
  let judged = 0;
  fc.assert(
    fc.property(record, (hostile) => {
      const keys = Reflect.ownKeys(hostile);
      const values = keys.map((key) => Reflect.get(hostile, key));
      Object.freeze(hostile);

      const [verdict, mild] = [strict.validate(hostile), lenient.validate(hostile)];

      judged += 1;
      expect(mild.ok && mild.value).toBe(hostile);
      expect(verdict.ok ? [] : verdict.issues).not.toHaveLength(0);
      expect(Reflect.ownKeys(hostile)).toEqual(keys);
      expect(keys.every((key, at) => Object.is(Reflect.get(hostile, key), values[at]))).toBe(true);
    }),
    { numRuns: 10_000, seed: 11 },
  );
  expect(judged).toBe(10_000);
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
});

test("[VA-3] what every object inherits is no field of a record", () => {
  const inherited = rules<Some>({ required: ["constructor", "toString", "__proto__"] });

  expect(inherited.validate({})).toMatchObject({ ok: false, issues: [{}, {}, {}] });
  const own = JSON.parse('{ "constructor": 1, "toString": 2, "__proto__": 3 }') as object; // as a vendor sends it
  expect(inherited.validate(own)).toEqual({ ok: true, value: own });
});

test("messages never have the value, whatever is wrong with it", () => {
  const secret = "canary-0123";
  const canaries = FIELDS.map((field): [string, string] => [field, secret]);

  const { issues } = check([Object.fromEntries(canaries), { id: secret, amount: secret }], set);

  expect(issues).toHaveLength(2);
  expect(JSON.stringify(issues)).not.toContain(secret);
});
