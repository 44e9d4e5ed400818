import pLimit from "p-limit";
import type { CommandResult } from "./run-command.ts";
import type { Step } from "./steps.ts";

/** How a step ended; `skipped` when one that it needs did not pass. */
export interface StepResult extends CommandResult {
  readonly script: string;
  readonly status: "ok" | "failed" | "skipped";
}

/**
 * Runs steps, at most `limit` at once, each when those that it needs have passed; they must stand before it in the
 * list. Reports each step when it ends.
 */
export async function runSteps(
  steps: readonly Step[],
  limit: number,
  run: (script: string) => Promise<CommandResult>,
  report: (result: StepResult) => void,
): Promise<StepResult[]> {
  const atOnce = pLimit(limit);
  const ends = new Map<string, Promise<StepResult>>();

  const runAfter = async (
    { script }: Step,
    needed: readonly Promise<StepResult>[],
  ): Promise<StepResult> => {
    const missing = (await Promise.all(needed)).filter((end) => end.status !== "ok");
    const result: StepResult =
      missing.length > 0
        ? {
            script,
            status: "skipped",
            exitCode: 1,
            output: `Needs ${names(missing)}.\n`,
            seconds: 0,
          }
        : await atOnce(() => run(script)).then((end) => ({
            ...end,
            script,
            status: end.exitCode === 0 ? "ok" : "failed",
          }));
    report(result);
    return result;
  };

  for (const step of steps) {
    const needed = (step.after ?? []).map((script) => {
      const end = ends.get(script);
      if (end === undefined) throw new Error(`"${script}" must stand before "${step.script}".`);
      return end;
    });
    ends.set(step.script, runAfter(step, needed));
  }
  return Promise.all(ends.values());
}

const names = (results: readonly StepResult[]): string =>
  results.map((result) => result.script).join(", ");
