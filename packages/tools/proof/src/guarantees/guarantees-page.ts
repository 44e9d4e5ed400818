import type { ClaimedTest } from "./claimed-tests.ts";
import type { Clause, ClauseGroup } from "./clause.ts";

/** The page, and the clauses that no test names any more. */
export interface GuaranteesPage {
  readonly text: string;
  readonly unproven: readonly string[];
}

/** `docs/guarantees.md`: each clause with the tests that name it. */
export function guaranteesPage(
  groups: readonly ClauseGroup[],
  tests: readonly ClaimedTest[],
): GuaranteesPage {
  const testsOf = ({ code }: Clause): ClaimedTest[] =>
    tests.filter(({ title }) => title.includes(`[${code}]`));
  const sections = groups.map(({ title, clauses }) => {
    const parts = clauses.map((clause) => section(clause, testsOf(clause)));
    return `## ${title}\n\n${parts.join("\n")}`;
  });
  return {
    text: `# Guarantees

What you can rely on, and the tests that hold it. The page is made from the titles of the tests by
\`pnpm docs:guarantees\`; \`pnpm check\` fails when a clause has lost its last test, and \`pnpm proof\` breaks the code in
ways that someone could, and shows that those tests notice.

${sections.join("\n")}`,
    unproven: groups
      .flatMap(({ clauses }) => clauses)
      .filter((clause) => testsOf(clause).length === 0)
      .map(({ code }) => code),
  };
}

function section({ code, says }: Clause, tests: readonly ClaimedTest[]): string {
  const byFile = Map.groupBy(tests, ({ path }) => path);
  const lines = [...byFile].map(([path, own]) => {
    const titles = own.map(({ title }) => `  - ${escape(title)}`).join("\n");
    return `- [${path}](../${path})\n${titles}`;
  });
  return `### ${code}\n\n${says}\n\n<details><summary>${tests.length} ${tests.length === 1 ? "test" : "tests"}</summary>\n\n${lines.join("\n")}\n\n</details>\n`;
}

/** Titles are plain text: nothing in them is markup. */
const escape = (title: string): string => title.replaceAll(/[\\`*_<>|[\]]/g, String.raw`\$&`);
