import { survivedFaults } from "../faults/survived-faults.ts";
import type { Clause } from "../guarantees/clause.ts";
import { testFiles } from "../guarantees/test-files.ts";
import { runVitest } from "../run/run-vitest.ts";
import type { TestRun } from "../run/vitest-report.ts";
import type { PartReport } from "./part.ts";

const FAULT = /\bfault /;

/** Runs every test that names a clause or a fault: each clause has tests that pass, and each fault is survived. */
export async function proveClauses(clauses: readonly Clause[]): Promise<PartReport> {
  const began = performance.now();
  const codes = clauses.map(({ code }) => `[${code}]`);
  const files = testFiles().filter(
    ({ path, text }) => path.includes("/faults/") || codes.some((code) => text.includes(code)),
  );
  const runs = await runVitest({
    config: "vitest.workspace.ts",
    files: files.map(({ path }) => path),
    title: `\\[(${clauses.map(({ code }) => code).join("|")})\\]|${FAULT.source}`,
  });
  const { survived, missed } = survivedFaults(runs);
  const proven = codes.filter((code) => isProven(runs.filter(({ title }) => title.includes(code))));
  const failed = runs.filter(({ passed }) => !passed);
  return {
    part: "clauses and faults",
    ok: failed.length === 0 && proven.length === codes.length && missed.length === 0,
    figures: {
      "clauses proven": `${proven.length} of ${codes.length}`,
      "faults survived": `${survived.length} of ${survived.length + missed.length}`,
      tests: `${runs.length - failed.length} of ${runs.length}`,
    },
    problems: [
      ...failed.map(({ title }) => `failed: ${title}`),
      ...codes.filter((code) => !proven.includes(code)).map((code) => `not proven: ${code}`),
      ...missed.map((fault) => `not survived: fault ${fault}`),
    ],
    seconds: (performance.now() - began) / 1000,
  };
}

const isProven = (runs: readonly TestRun[]): boolean =>
  runs.length > 0 && runs.every(({ passed }) => passed);
