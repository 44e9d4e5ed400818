import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { applyDefect } from "./apply-defect.ts";
import { defects } from "./index.ts";

const root = join(import.meta.dirname, "../../../../..");
const defect = { clause: "CP-1", name: "too soon", file: "a.ts", find: "await write()", put: "" };

describe("a defect", () => {
  test("replaces its text", () => {
    expect(applyDefect("begin; await write(); end", defect)).toBe("begin; ; end");
  });

  test("is refused when the text is not there, or there twice", () => {
    expect(() => applyDefect("begin; end", defect)).toThrow(/0 times in a.ts/);
    expect(() => applyDefect("await write() await write()", defect)).toThrow(/2 times in a.ts/);
  });
});

test.each(defects.map((each) => [each.clause, each.name, each] as const))(
  "the code still has what the defect of %s replaces: %s",
  (_clause, _name, each) => {
    const text = readFileSync(join(root, each.file), "utf8");
    expect(applyDefect(text, each)).not.toBe(text);
  },
);
