import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { publicPackages, root, workspacePackages } from "../workspace.ts";
import { codeBlocks, type CodeBlock } from "./code-blocks.ts";

/** A document with the blocks that were cut out of it. */
export interface ExampleDocument {
  /** Path from the root. */
  readonly path: string;
  /** Folder that its blocks were written into. */
  readonly folder: string;
  readonly blocks: readonly CodeBlock[];
}

/** Where the blocks go: in the workspace, so that they find its packages, and ignored by every tool. */
export const examplesFolder = join(import.meta.dirname, "../../dist/examples");

/** The most lines that the README's connector may take. */
const CONNECTOR_LINES = 60;

/** Cuts the blocks out of every README and guide and writes each into a file. */
export function cutOutExamples(): ExampleDocument[] {
  rmSync(examplesFolder, { recursive: true, force: true });
  const paths = [
    ...globSync(["README.md", "docs/guide/*.md"], { cwd: root }).toSorted(),
    ...workspacePackages().flatMap(({ folder }) => globSync(`${folder}/README.md`, { cwd: root })),
  ];
  return paths.map((path) => {
    const folder = join(examplesFolder, path.replace(/\.md$/, "").replaceAll("/", "-"));
    const blocks = codeBlocks(readFileSync(join(root, path), "utf8"));
    mkdirSync(folder, { recursive: true });
    for (const { file, code } of blocks) writeFileSync(join(folder, file), code);
    return { path, folder, blocks };
  });
}

/** What documents must show: each package an example that runs, the README a whole connector in few lines. */
export function missingExamples(documents: readonly ExampleDocument[]): string[] {
  const runs = (path: string): readonly CodeBlock[] =>
    documents.find((document) => document.path === path)?.blocks.filter(({ run }) => run) ?? [];

  const problems = publicPackages()
    .map(({ folder }) => `${folder}/README.md`)
    .filter((path) => runs(path).length === 0)
    .map((path) => `${path} has no example that runs (\`\`\`ts run).`);

  const connectors = runs("README.md").filter(({ code }) => code.includes("defineConnector("));
  const lines = connectors[0]?.code.trimEnd().split("\n").length ?? 0;
  if (connectors.length !== 1) {
    problems.push(`README.md has ${connectors.length} connectors that run; it must have one.`);
  } else if (lines >= CONNECTOR_LINES) {
    problems.push(
      `README.md: the connector has ${lines} lines; fewer than ${CONNECTOR_LINES} are promised.`,
    );
  }
  return problems;
}
