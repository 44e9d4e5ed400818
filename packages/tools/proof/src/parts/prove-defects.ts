import type { Defect } from "../defects/defect.ts";
import { testFiles } from "../guarantees/test-files.ts";
import { nearestFirst } from "./nearest-first.ts";
import type { PartReport } from "./part.ts";
import { startLane, type Lane } from "./start-lane.ts";

/** What became of one defect. */
export interface DefectResult {
  readonly defect: Defect;
  /** Whether a test titled with the clause failed. */
  readonly caught: boolean;
  /** The first test that failed, or why the proof says nothing. */
  readonly by: string;
  readonly seconds: number;
}

/** Processes at once: one more than the two cores, since tests that a defect makes hang wait for their time limit. */
const LANES = 3;

/** Runs the tests of each defect's clause with the defect in, up to the first that fails. */
export async function proveDefects(
  defects: readonly Defect[],
  report: (result: DefectResult) => void,
): Promise<PartReport> {
  const began = performance.now();
  const files = testFiles();
  const left = [...defects];
  const results: DefectResult[] = [];
  const work = async (): Promise<void> => {
    const lane = startLane();
    try {
      for (let defect = left.shift(); defect !== undefined; defect = left.shift()) {
        const { clause } = defect;
        const named = files.filter(({ text }) => text.includes(`[${clause}]`));
        const result = await proveDefect(
          lane,
          defect,
          named.map(({ path }) => path),
        );
        results.push(result);
        report(result);
      }
    } finally {
      lane.stop();
    }
  };
  await Promise.all(Array.from({ length: Math.min(LANES, defects.length) }, work));
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
async function proveDefect(
  lane: Lane,
  defect: Defect,
  files: readonly string[],
): Promise<DefectResult> {
  const began = performance.now();
  const { clause, name } = defect;
  const result = (caught: boolean, by: string): DefectResult => {
    return { defect, caught, by, seconds: (performance.now() - began) / 1000 };
  };
  if (files.length === 0) return result(false, "no test names the clause");
  const answer = await lane.ask({ defect: name, files: nearestFirst(defect.file, files) });
  if ("failure" in answer) return result(false, answer.failure);
  const { runs } = answer;
  const failed = runs.find(({ passed, title }) => !passed && title.includes(`[${clause}]`));
  if (failed !== undefined) return result(true, failed.title);
  const broken = runs.find(({ passed }) => !passed);
  return result(false, broken?.title ?? `all ${runs.length} tests of the clause passed`);
}
