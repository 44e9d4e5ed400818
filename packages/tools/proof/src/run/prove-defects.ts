import pLimit from "p-limit";
import type { Defect } from "../defects/defect.ts";
import { testFiles } from "../guarantees/test-files.ts";
import { runVitest } from "./run-vitest.ts";

/** What became of one defect. */
export interface DefectResult {
  readonly clause: string;
  readonly name: string;
  /** Whether a test titled with the clause failed. */
  readonly caught: boolean;
  /** The first test that failed, or why the proof says nothing. */
  readonly by: string;
}

/** Runs the tests of each defect's clause with the defect in, two at once. */
export function proveDefects(
  defects: readonly Defect[],
  report: (result: DefectResult) => void,
): Promise<DefectResult[]> {
  const files = testFiles();
  const atOnce = pLimit(2);
  return Promise.all(
    defects.map((defect) =>
      atOnce(async () => {
        const result = await proveDefect(
          defect,
          files.filter(({ text }) => text.includes(`[${defect.clause}]`)).map(({ path }) => path),
        );
        report(result);
        return result;
      }),
    ),
  );
}

async function proveDefect(
  { clause, name }: Defect,
  files: readonly string[],
): Promise<DefectResult> {
  if (files.length === 0) return { clause, name, caught: false, by: "no test names the clause" };
  const runs = await runVitest({
    config: "packages/tools/proof/src/defects/vitest.config.ts",
    files,
    title: `\\[${clause}\\]`,
    env: { BRAIN_DEFECT: name },
  });
  const failed = runs.find(({ passed, title }) => !passed && title.includes(`[${clause}]`));
  if (failed !== undefined) return { clause, name, caught: true, by: failed.title };
  const broken = runs.find(({ passed }) => !passed);
  return {
    clause,
    name,
    caught: false,
    by: broken?.title ?? `all ${runs.length} tests of the clause passed`,
  };
}
