import type { RuleResult } from "@brain/core";
import { expect, test } from "vitest";
import { qualityRemark, qualityReport } from "./quality-report.ts";

const unique: RuleResult = {
  kind: "dataset",
  rule: "unique(id)",
  severity: "error",
  ok: true,
  found: "1,203 records, no two alike",
  issues: [],
};
const stale: RuleResult = { ...unique, rule: "fresh(day)", ok: false, found: "newest 9 days old" };
const email: RuleResult = {
  kind: "issue",
  step: "rules",
  path: "email",
  code: "email",
  message: "Expected an e-mail address",
  severity: "warn",
  records: 3,
  samples: [{ partition: "all", position: 7, key: { id: "42" }, value: "***" }],
};

test("every rule stands in the table with its verdict, and a sample names its record", () => {
  const text = qualityReport([{ flow: "contacts", rules: [unique, stale, email] }]);

  expect(text).toMatch(/contacts +unique\(id\) +error +holds: 1,203 records, no two alike/);
  expect(text).toMatch(/contacts +fresh\(day\) +error +broken: newest 9 days old/);
  expect(text).toMatch(/contacts +rules email email +warn +3 +Expected an e-mail address/);
  expect(text).toContain('contacts: rules email email: id="42": "***"');
  expect(qualityReport([{ flow: "contacts", rules: [] }])).toBe("");
});

test("a run's report has one line: how many rules hold, and the first that do not", () => {
  expect(qualityRemark({ flow: "contacts", rules: [unique, stale, email] })).toEqual([
    "contacts: 1 rule of the stream holds; fresh(day) (error): newest 9 days old; rules email email (warn): 3 records",
  ]);
  const { ok: _, ...unjudged } = unique;
  expect(qualityRemark({ flow: "f", rules: [unique, unjudged] })).toEqual([
    "f: 1 rule of the stream holds; 1 not judged",
  ]);
  const many = [stale, stale, stale, email];
  expect(qualityRemark({ flow: "f", rules: many })[0]).toContain("1 more, see brain quality");
  expect(qualityRemark({ flow: "f", rules: [] })).toEqual([]);
});
