import pLimit from "p-limit";
import type { Defect } from "../defects/defect.ts";
import { testFiles } from "../guarantees/test-files.ts";
import { runVitest } from "../run/run-vitest.ts";
import { nearestFirst } from "./nearest-first.ts";
import type { PartReport } from "./part.ts";

/** What became of one defect. */
export interface DefectResult {
  readonly defect: Defect;
  /** Whether a test titled with the clause failed. */
  readonly caught: boolean;
  /** The first test that failed, or why the proof says nothing. */
  readonly by: string;
}

/** Runs the tests of each defect's clause with the defect in, two at once. */
export async function proveDefects(
  defects: readonly Defect[],
  report: (result: DefectResult) => void,
): Promise<PartReport> {
  const began = performance.now();
  const files = testFiles();
  const atOnce = pLimit(2);
  const results = await Promise.all(
    defects.map((defect) =>
      atOnce(async () => {
        const named = files.filter(({ text }) => text.includes(`[${defect.clause}]`));
        const result = await proveDefect(
          defect,
          named.map(({ path }) => path),
        );
        report(result);
        return result;
      }),
    ),
  );
  const missed = results.filter(({ caught }) => !caught);
  return {
    part: "defects",
    ok: missed.length === 0 && results.length > 0,
    figures: { "defects caught": `${results.length - missed.length} of ${results.length}` },
    problems: missed.map(
      ({ defect, by }) => `not caught: ${defect.clause}, ${defect.name} (${by})`,
    ),
    seconds: (performance.now() - began) / 1000,
  };
}

/** The nearest tests first, since they mostly see it; only a defect that none of those sees costs a run of all. */
async function proveDefect(defect: Defect, files: readonly string[]): Promise<DefectResult> {
  const { clause, name } = defect;
  let ran = 0;
  let broken: string | undefined;
  for (const group of nearestFirst(defect.file, files)) {
    const runs = await runVitest({
      config: "packages/tools/proof/src/defects/vitest.config.ts",
      files: group,
      title: `\\[${clause}\\]`,
      env: { BRAIN_DEFECT: name },
    }).catch((error: unknown) => String(error));
    if (typeof runs === "string") return { defect, caught: false, by: runs };
    const failed = runs.find(({ passed, title }) => !passed && title.includes(`[${clause}]`));
    if (failed !== undefined) return { defect, caught: true, by: failed.title };
    ran += runs.length;
    broken ??= runs.find(({ passed }) => !passed)?.title;
  }
  if (files.length === 0) return { defect, caught: false, by: "no test names the clause" };
  return { defect, caught: false, by: broken ?? `all ${ran} tests of the clause passed` };
}
