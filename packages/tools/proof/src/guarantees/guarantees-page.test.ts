import { expect, test } from "vitest";
import { guaranteesPage } from "./guarantees-page.ts";

const groups = [
  {
    title: "Order",
    clauses: [
      { code: "OR-1", says: "In order." },
      { code: "OR-2", says: "Newest wins." },
    ],
  },
];

test("a clause stands with the tests that name it, by file, as plain text", () => {
  const { text } = guaranteesPage(groups, [
    { title: "[OR-1] a_b › `c`", path: "packages/a.test.ts" },
    { title: "of no clause", path: "packages/a.test.ts" },
  ]);
  expect(text).toContain("### OR-1\n\nIn order.\n\n<details><summary>1 test</summary>");
  expect(text).toContain("- [packages/a.test.ts](../packages/a.test.ts)");
  expect(text).toContain(String.raw`  - \[OR-1\] a\_b › \`c\``);
  expect(text).not.toContain("of no clause");
});

test("a clause that no test names is unproven", () => {
  const tests = [{ title: "[OR-1] a", path: "packages/a.test.ts" }];
  expect(guaranteesPage(groups, tests).unproven).toEqual(["OR-2"]);
});
