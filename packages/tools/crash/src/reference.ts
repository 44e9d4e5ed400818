import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Assignment } from "./child/assignment.ts";
import { copyFolder } from "./copy-folder.ts";
import type { Scenario, StoredRow } from "./scenario.ts";
import { startChild } from "./start-child.ts";

/** What clean runs give: from where killed runs start, and to what they must come. */
export interface Reference {
  /** After the run over the earlier data, if the scenario has one. */
  readonly start: string;
  readonly earlier: readonly StoredRow[];
  readonly expected: readonly StoredRow[];
  /** Milliseconds from the first page to the last commit. */
  readonly span: number;
}

/** Runs the scenario without a kill, in `folder`. */
export async function createReference(
  scenario: Scenario,
  name: string,
  folder: string,
  cache: string,
): Promise<Reference> {
  const service = await scenario.serve?.();
  const start = join(folder, "start");
  const clean = join(folder, "clean");
  mkdirSync(start, { recursive: true });
  const url = service?.url ?? "";
  const runOver = (where: string, data: Assignment["data"]): Promise<number> =>
    cleanRun({ scenario: name, folder: where, url, data }, cache);
  try {
    if (scenario.continues) await runOver(start, "earlier");
    const earlier = scenario.continues ? await scenario.rows(start) : [];
    copyFolder(start, clean);
    const span = await runOver(clean, "later");
    return { start, earlier, expected: await scenario.rows(clean), span };
  } finally {
    await service?.close();
  }
}

async function cleanRun(assignment: Assignment, cache: string): Promise<number> {
  const { code, output, span } = await startChild(assignment, cache).ended;
  if (code !== 0) throw new Error(`A clean run of ${assignment.scenario} failed: ${output}`);
  return span;
}
