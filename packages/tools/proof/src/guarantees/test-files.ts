import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../../../../..");

/** A test file of the workspace. */
export interface TestFile {
  /** From the checkout's root, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** Every test file, in the order of their paths. */
export function testFiles(): TestFile[] {
  return globSync(["packages/*/src/**/*.test.ts", "packages/*/*/src/**/*.test.ts"], { cwd: root })
    .map((path) => path.replaceAll("\\", "/"))
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
}
