import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import pLimit from "p-limit";
import { runCommand } from "../run-command.ts";
import { root } from "../workspace.ts";
import {
  cutOutExamples,
  examplesFolder,
  missingExamples,
  type ExampleDocument,
} from "./documents.ts";

/** Type-checks every TypeScript block of the READMEs and guides, and executes those marked `run`. */
const TIMEOUT_MS = 60_000;
const preload = join(import.meta.dirname, "sandbox-fetch.ts");
const documents = cutOutExamples();
const atOnce = pLimit(availableParallelism());

const problems = [
  ...missingExamples(documents),
  ...(
    await Promise.all([
      atOnce(typecheck),
      ...documents.map((document) => atOnce(() => execute(document))),
    ])
  ).flat(),
];
const blocks = documents.flatMap((document) => document.blocks);
const executed = blocks.filter(({ run }) => run).length;
console.log(problems.join("\n") || `${blocks.length} examples hold; ${executed} were executed.`);
if (problems.length > 0) process.exitCode = 1;

async function typecheck(): Promise<string[]> {
  const tsconfig = {
    extends: join(root, "tsconfig.json"),
    // An example may show a value without using it, and stands alone even when it exports nothing.
    compilerOptions: { noUnusedLocals: false, moduleDetection: "force" },
    include: ["**/*.ts"],
    exclude: [],
  };
  writeFileSync(join(examplesFolder, "tsconfig.json"), JSON.stringify(tsconfig));
  const { exitCode, output } = await runCommand(["tsc", "-p", examplesFolder]);
  return exitCode === 0 ? [] : [output];
}

/** One block after the other: a later one may import an earlier one, or read what it wrote. */
async function execute({ path, folder, blocks: all }: ExampleDocument): Promise<string[]> {
  const failures: string[] = [];
  for (const { file, line } of all.filter(({ run }) => run)) {
    const { exitCode, output } = await runCommand(
      ["node", "--conditions=@brain/source", "--import", preload, file],
      { cwd: folder, timeoutMs: TIMEOUT_MS },
    );
    if (exitCode !== 0) failures.push(`${path}:${line} exited with ${exitCode}:\n${output}`);
  }
  return failures;
}
