import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { publicPackages, root } from "./workspace.ts";

/**
 * Every public package spells its surface out: `src/index.ts` is a list of names, and `src/exports.test.ts` holds it
 * still, so that a changed surface is always seen in the diff.
 */
const problems = publicPackages().flatMap(({ folder }) => {
  const index = join(root, folder, "src/index.ts");
  const listed = existsSync(join(root, folder, "src/exports.test.ts"));
  return [
    ...(listed ? [] : [`${folder}/src/exports.test.ts is missing.`]),
    ...(/^export \*/m.test(readFileSync(index, "utf8"))
      ? [`${folder}/src/index.ts exports everything of a file: name what it exports.`]
      : []),
  ];
});

console.log(problems.join("\n") || "Every public package lists its exports.");
if (problems.length > 0) process.exitCode = 1;
