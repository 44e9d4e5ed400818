import { faultNames, type FaultName } from "@brain/sandbox";
import type { TestRun } from "../run/vitest-report.ts";

/** Of the faults that the sandbox knows, which were survived, and which have a test that failed or none at all. */
export interface SurvivedFaults {
  readonly survived: readonly FaultName[];
  readonly missed: readonly FaultName[];
}

/** Reads the titles `fault NAME: …`: a fault is survived when it has tests and all of them passed. */
export function survivedFaults(runs: readonly Pick<TestRun, "title" | "passed">[]): SurvivedFaults {
  const survived = faultNames.filter((name) => {
    const own = runs.filter(({ title }) => title.includes(`fault ${name}: `));
    return own.length > 0 && own.every(({ passed }) => passed);
  });
  return { survived, missed: faultNames.filter((name) => !survived.includes(name)) };
}
