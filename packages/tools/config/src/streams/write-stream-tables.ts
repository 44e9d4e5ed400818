import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { root, workspacePackages } from "../workspace.ts";
import { allFacts } from "./facts/all-facts.ts";
import { observeSource } from "./observe-source.ts";
import { replaceSection } from "./replace-section.ts";
import { connectorSection, readmeSection } from "./source-pages.ts";

/**
 * Writes what the code knows of each source's streams into its README and its page under `docs/connectors`; with `--check`
 * it writes nothing and fails when a page is not what it would write.
 */
const sources = workspacePackages()
  .filter(({ folder }) => folder.startsWith("packages/sources/"))
  .map(({ folder }) => basename(folder));
const stale: string[] = [];

for (const name of sources) {
  const facts = allFacts[name];
  if (facts === undefined)
    throw new Error(`There are no facts of ${name}: see facts/all-facts.ts.`);
  const source = await observeSource(name, facts);
  const pages = [
    [`packages/sources/${name}/README.md`, readmeSection(source)],
    [`docs/connectors/${name}.md`, connectorSection(source, facts)],
  ] as const;
  for (const [path, section] of pages) {
    const page = readFileSync(join(root, path), "utf8");
    const wanted = replaceSection(page, section);
    if (wanted === page) continue;
    stale.push(path);
    if (!process.argv.includes("--check")) writeFileSync(join(root, path), wanted);
  }
}

if (process.argv.includes("--check") && stale.length > 0) {
  console.log(`Run "pnpm docs:streams": not up to date are ${stale.join(", ")}.`);
  process.exitCode = 1;
} else {
  console.log(
    `${sources.length} sources: ${stale.length} pages written, the others are up to date.`,
  );
}
