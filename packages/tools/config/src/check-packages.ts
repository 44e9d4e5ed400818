import { availableParallelism } from "node:os";
import pLimit from "p-limit";
import { runCommand } from "./run-command.ts";
import { packedPackages } from "./tarballs.ts";

/** Looks at every public package as users will get it: publint for its manifest, attw for its types. */
const atOnce = pLimit(availableParallelism());
const packages = await packedPackages();

const outputs = await Promise.all(
  packages.flatMap(({ name, tarball }) =>
    [
      ["publint", "run", tarball, "--strict"] as const,
      ["attw", tarball, "--profile", "esm-only", "--no-emoji"] as const,
    ].map((words) =>
      atOnce(async () => {
        const { exitCode, output } = await runCommand(words);
        return exitCode === 0 ? "" : `${name}, ${words[0]}:\n${output}\n`;
      }),
    ),
  ),
);

const problems = outputs.join("");
console.log(problems || `publint and attw found nothing in ${packages.length} packages.`);
if (problems) process.exitCode = 1;
