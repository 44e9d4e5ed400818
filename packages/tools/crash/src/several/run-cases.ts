import { join } from "node:path";
import pLimit from "p-limit";
import { refusals } from "./second-refused.ts";
import { playCase, type CaseReport } from "./several.ts";
import { takeovers } from "./woken-late.ts";

/** Most of a case is waiting for a lease to run out. */
const AT_ONCE = 3;

/** Plays every case with several processes; `told` hears of each as it ends. */
export async function runCases(
  folder: string,
  cache: string,
  told: (report: CaseReport) => void,
): Promise<CaseReport[]> {
  const limit = pLimit(AT_ONCE);
  const cases = [...refusals, ...takeovers];
  return Promise.all(
    cases.map((each) =>
      limit(async () => {
        const report = await playCase(each, join(folder, "several"), cache);
        told(report);
        return report;
      }),
    ),
  );
}
