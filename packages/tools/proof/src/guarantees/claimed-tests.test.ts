import { expect, test } from "vitest";
import { claimedTests } from "./claimed-tests.ts";

const titles = (text: string): string[] =>
  claimedTests({ path: "a.test.ts", text }).map(({ title }) => title);

test("a test is found with the titles of its groups", () => {
  expect(
    titles(`describe("[RD-1] a list", () => {
      test("ends", () => {});
      describe.each([1])("of %s", () => { it.each\`a\`("too", () => {}); });
    });
    test(\`[RD-2] \${name} goes on\`, () => {});`),
  ).toEqual(["[RD-1] a list › ends", "[RD-1] a list › of %s › too", "[RD-2] … goes on"]);
});

test("a skipped or planned test proves nothing and is not found", () => {
  expect(titles(`test.skip("[RD-1] a", () => {}); test.todo("[RD-1] b");`)).toEqual([]);
});

test("titles in comments and in other calls are none", () => {
  expect(titles(`// test("[RD-1] a")\nexpect("[RD-1] a").toBe("b");`)).toEqual([]);
});
