import { createReference } from "../reference.ts";
import { loadScenario, type ScenarioName } from "../scenarios/load.ts";
import { startChild, type Child } from "../start-child.ts";
import { compareRows } from "../compare-rows.ts";
import { copyFolder } from "../copy-folder.ts";
import type { Assignment } from "../child/assignment.ts";
import { join } from "node:path";

/** What came of one case with several processes; without a problem it holds. */
export interface CaseReport {
  readonly name: string;
  readonly problems: readonly string[];
}

/** Several processes that run one pipeline over the same folder. */
export interface Stage {
  start(how?: Pick<Assignment, "place" | "signal">): Child;
  /** Notes a problem unless the claim holds. */
  claim(holds: boolean, otherwise: string): void;
}

/** One case: what its processes do. */
export interface Case {
  readonly name: string;
  readonly scenario: ScenarioName;
  /** Time to live of the leases; far less than the usual, for the sake of the test. */
  readonly leaseMs?: number;
  play(stage: Stage): Promise<void>;
}

/** Plays a case, and compares what its processes left with a clean run. */
export async function playCase(
  { name, scenario: of, leaseMs, play }: Case,
  parent: string,
  cache: string,
): Promise<CaseReport> {
  const folder = join(parent, name.replaceAll(/\W+/g, "-"));
  const work = join(folder, "work");
  const scenario = await loadScenario(of);
  const problems: string[] = [];
  const begun: Child[] = [];
  const stage: Stage = {
    claim: (holds, otherwise) => void (holds || problems.push(otherwise)),
    start(how = {}) {
      const lease = leaseMs === undefined ? {} : { leaseMs };
      const setting = { scenario: of, folder: work, url: "", data: "later" } as const;
      const child = startChild({ ...setting, ...lease, ...how }, cache);
      begun.push(child);
      return child;
    },
  };
  try {
    const reference = await createReference(scenario, of, folder, cache);
    copyFolder(reference.start, work);
    await play(stage);
    const rows = await scenario.rows(work);
    // A holder that was overtaken is like one that was killed: once.
    const found = compareRows(reference.expected, rows, scenario.promise, 1);
    const wrong = found.lost + found.different + found.duplicates - found.allowed;
    stage.claim(wrong === 0, `${JSON.stringify(found)} against a clean run`);
  } catch (error) {
    problems.push(String(error));
  } finally {
    for (const child of begun) child.kill("SIGKILL");
    await Promise.all(begun.map(({ ended }) => ended));
  }
  return { name, problems };
}
