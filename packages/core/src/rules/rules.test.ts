import { expect, test } from "vitest";
import { z } from "zod";
import { check } from "./check.ts";
import { rules, type RulesOptions } from "./rules.ts";
import type { RuleSet } from "./rule-set.ts";

interface Order {
  readonly id: string;
  readonly email: string | null;
  readonly amount: number | string;
  readonly status: string;
  readonly opened_at: string;
  readonly closed_at?: string | null;
}

const set: RuleSet<Order> = {
  required: ["id", "email"],
  types: { email: "email", status: { type: "enum", values: ["paid", "open"] } },
  constraints: { amount: ">= 0", status: { maxLength: 3, severity: "warn" } },
  compare: [["closed_at", ">=", "opened_at"]],
  where: [
    {
      name: "paid_has_amount",
      path: "amount",
      test: ({ amount, status }) => status !== "paid" || Number(amount) > 0,
    },
  ],
};
const good: Order = {
  id: "1",
  email: "ada@example.com",
  amount: "12.50",
  status: "open",
  opened_at: "2026-11-24T08:00:00Z",
  closed_at: "2026-11-24T09:30:00+01:00",
};

const codes = (record: unknown): string[] => {
  const verdict = rules(set).validate(record as Order); // what came from outside
  return verdict.ok ? [] : verdict.issues.map(({ path, code }) => `${path.join(".")} ${code}`);
};

test("a good record goes on as it came, and what is only odd goes with it", () => {
  const verdict = rules(set).validate(good);

  expect(verdict).toMatchObject({ ok: true });
  expect(verdict.ok && verdict.value).toBe(good);
  expect(verdict.ok && verdict.warnings).toMatchObject([
    { path: ["status"], code: "too_long", rule: "constraints.status.maxLength" },
  ]);
});

test.each([
  [{ email: null }, ["email required"]],
  [{ email: "ada@" }, ["email invalid_format"]],
  [{ amount: -0.01 }, ["amount too_small"]],
  [{ amount: "-0.000000000000000000001" }, ["amount too_small"]],
  [{ status: "lost" }, ["status invalid_value"]],
  [{ closed_at: "2026-11-24T07:59:59.999Z" }, ["closed_at fields_disagree"]],
  [{ status: "paid", amount: 0 }, ["amount paid_has_amount"]],
])("%j breaks %j", (change, expected) => {
  const found = codes({ ...good, ...change });

  expect(found).toEqual(expected);
});

test("[VA-1] what is no object at all is invalid, and null or a missing field breaks only what requires it", () => {
  for (const record of [null, 7, "text", undefined])
    expect(codes(record)).toEqual([" invalid_type"]);
  expect(codes({ ...good, closed_at: null })).toEqual([]);
  expect(codes({ opened_at: "no date at all" })).toEqual(["id required", "email required"]);
});

test("[VA-3] numbers kept as digits are compared digit by digit", () => {
  const big = rules<{ id: string }>({ constraints: { id: { max: "9007199254740993" } } });

  expect(big.validate({ id: "9007199254740993" }).ok).toBe(true);
  expect(big.validate({ id: "9007199254740994" }).ok).toBe(false);
});

test("every problem of a set is told at once, with its place", () => {
  const wrong = {
    required: ["id", 7],
    types: { id: "txt" },
    constraints: { amount: ">> 0", id: { pattern: "(a+)+\\1", max: "soon" } },
    surprise: true,
  } as unknown as RuleSet<Order>; // as a file may have it

  let message = "";
  try {
    rules(wrong);
  } catch (error) {
    message = String(error);
  }

  for (const place of [
    "required[1]",
    "types.id",
    "constraints.amount",
    "constraints.id.pattern",
    "constraints.id.max",
    "surprise",
  ]) {
    expect(message).toContain(place);
  }
});

test.each([
  [null, {}, "the set: is no object"],
  [[], {}, "the set: is no object"],
  [{ requird: [] }, {}, 'requird: is not known (did you mean "required"?)'],
  [{ required: "id" }, {}, "required: is no list"],
  [{ types: { id: { type: "enum" } } }, {}, "types.id: needs the list of its values"],
  [{ types: { id: "date", ["x y"]: "dat" } }, {}, "types.x y: is none of the types"],
  [
    { constraints: { id: [">= 0", { min: "soon" }] } },
    {},
    "constraints.id[1].min: is neither a number nor a date",
  ],
  [{ constraints: { id: "> = 0" } }, {}, 'constraints.id: "> = 0" compares with what is neither'],
  [{ constraints: { id: { maxLength: -1 } } }, {}, "constraints.id.maxLength: is no length"],
  [
    { constraints: { id: { severity: "fatal", min: 0 } } },
    {},
    'constraints.id.min: the severity is "error" or "warn"',
  ],
  [{ compare: [["id", "=>", "id"]] }, {}, "compare[0]: compares by none of"],
  [{ where: [{ name: "x" }] }, {}, "where[0].test: is no function"],
  [
    {
      where: [
        { name: "x", test: () => true },
        { name: "x", test: () => true },
      ],
    },
    {},
    "where[1].name",
  ],
  [{}, { locale: "fr" }, "locale: is neither en nor es"],
])("the set %j under %j is refused: %s", (wrong, options, problem) => {
  expect(() => rules(wrong as RuleSet<Order>, options as RulesOptions)).toThrow(
    expect.objectContaining({ code: "config_invalid", message: expect.stringContaining(problem) }),
  );
});

test("a field that the schema does not have is a problem where the schema is given", () => {
  const unknown = { required: ["nope"] } as unknown as RuleSet<Order>; // no compiler has seen it
  const schema = z.object({ id: z.string() });

  expect(() => rules(unknown)).not.toThrow();
  expect(() => rules(unknown, { schema })).toThrow(/required\[0\].*nope/);
});

test("messages come in Spanish, and never with the value", () => {
  const verdict = rules(set, { locale: "es" }).validate({ ...good, email: "secret-value" });

  expect(verdict).toMatchObject({
    ok: false,
    issues: [{ message: "debe ser una dirección de correo electrónico" }],
  });
  expect(JSON.stringify(verdict)).not.toContain("secret-value");
});

test("check counts by rule over a plain array", () => {
  const records = [good, { ...good, email: null }, { ...good, amount: -1, status: "no" }, good];

  const found = check(records, set);

  expect(found).toMatchObject({ records: 4, valid: 2, invalid: 2, warned: 2 });
  expect(found.rules.find(({ name }) => name === "required.email")).toMatchObject({
    records: 1,
    positions: [1],
  });
  expect(found.rules.find(({ name }) => name === "types.email")).toMatchObject({ records: 0 });
  expect(found.issues.map(({ position }) => position)).toEqual([0, 1, 2, 3]);
});

test("[VA-6] a pattern that would take for ever elsewhere answers, and a text too long for it is an issue", () => {
  const bad = rules<{ text: string }>({ constraints: { text: { pattern: "^(a+)+$" } } });
  const since = performance.now();

  const slow = bad.validate({ text: `${"a".repeat(9_999)}!` });
  const long = bad.validate({ text: "a".repeat(10_001) });

  expect(performance.now() - since).toBeLessThan(2_000);
  expect(slow).toMatchObject({ ok: false, issues: [{ code: "pattern" }] });
  expect(long).toMatchObject({ ok: false, issues: [{ code: "too_long_for_pattern" }] });
});
