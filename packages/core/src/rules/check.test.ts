import { expect, test } from "vitest";
import type { Validator } from "../validation.ts";
import { check } from "./check.ts";
import { rules } from "./rules.ts";

interface Row {
  readonly id: string;
  readonly amount: number;
}

const rows = (count: number): Row[] =>
  Array.from({ length: count }, (_, index) => ({ id: String(index), amount: -index }));

test("counts all records that break a rule, and says where the first ten of them are", () => {
  const found = check(rows(100), { constraints: { amount: ">= -9" } });

  expect(found).toMatchObject({ records: 100, valid: 10, invalid: 90, warned: 0 });
  expect(found.rules).toEqual([
    {
      name: "constraints.amount",
      severity: "error",
      path: ["amount"],
      code: "too_small",
      records: 90,
      positions: [10, 11, 12, 13, 14, 15, 16, 17, 18, 19],
    },
  ]);
});

test("takes a set that was written for records with only some of the fields, and any iterable", () => {
  const set = rules<{ id?: string; email?: string }>({
    required: ["id"],
    types: { email: "email" },
  });

  expect(check(new Set(rows(3)), set)).toMatchObject({ records: 3, valid: 3 });
});

test("a validator that is no rule set has a rule for each kind of its issues, counted once a record", () => {
  const issue = { path: ["id"], code: "odd", message: "is odd" };
  const validator: Validator<Row> = {
    name: "even",
    validate: (value) =>
      Number(value.id) % 2 === 0 ? { ok: true, value } : { ok: false, issues: [issue, issue] },
  };

  const found = check(rows(40), validator);

  expect(found).toMatchObject({ valid: 20, invalid: 20 });
  expect(found.rules).toMatchObject([{ name: "odd", severity: "error", records: 20 }]);
});

test("[ER-2] a validator or predicate that throws, or answers neither true nor false, is named", () => {
  const broken = (): never => {
    throw new TypeError("no such thing");
  };
  const later = (() => Promise.resolve(true)) as unknown as () => boolean; // as JavaScript may have it

  expect(() => check(rows(1), { name: "mine", validate: broken })).toThrow(
    expect.objectContaining({
      code: "callback_failed",
      message: 'The validator "mine" threw: no such thing',
    }),
  );
  expect(() => check(rows(1), { where: [{ name: "mine", test: broken }] })).toThrow(
    expect.objectContaining({
      code: "callback_failed",
      message: 'The rule "mine" threw: no such thing',
    }),
  );
  expect(() => check(rows(1), { where: [{ name: "mine", test: later }] })).toThrow(
    'The rule "mine" answered neither true nor false',
  );
});
