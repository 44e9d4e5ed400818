import { expect, test } from "vitest";
import { replaceSection } from "./replace-section.ts";

const page = "# A\n\n<!-- streams: made -->\n\nold\n\n<!-- /streams -->\n\nby hand\n";

test("only what stands between the comments is replaced, the same a second time", () => {
  const replaced = replaceSection(page, "new");

  expect(replaced).toBe(page.replace("old", "new"));
  expect(replaceSection(replaced, "new")).toBe(replaced);
});

test("a page without the comments is refused", () => {
  expect(() => replaceSection("# A\n", "new")).toThrow("<!-- streams -->");
});
