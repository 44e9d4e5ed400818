import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { claimedTests } from "./claimed-tests.ts";
import { clauseGroups } from "./clauses.ts";
import { guaranteesPage } from "./guarantees-page.ts";
import { testFiles } from "./test-files.ts";

/**
 * Writes `docs/guarantees.md`; with `--check` it writes nothing. Fails when a clause has no test, and with `--check` also
 * when the page is not what it would write.
 */
const path = join(import.meta.dirname, "../../../../../docs/guarantees.md");
const { text, unproven } = guaranteesPage(clauseGroups, testFiles().flatMap(claimedTests));
const count = clauseGroups.flatMap(({ clauses }) => clauses).length;

if (unproven.length > 0) {
  console.log(
    `No test names ${unproven.join(", ")}: write one, or promise less in the lists of clauses.`,
  );
  process.exitCode = 1;
}
if (!process.argv.includes("--check")) {
  writeFileSync(path, text);
} else if (readFileSync(path, "utf8") !== text) {
  console.log('Run "pnpm docs:guarantees": docs/guarantees.md is not up to date.');
  process.exitCode = 1;
} else {
  console.log(`${count} clauses are up to date.`);
}
