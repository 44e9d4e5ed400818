import {
  stateStoreOf,
  type Observer,
  type Pipeline,
  type RunOptions,
  type RunReport,
} from "@brain/core";
import { auditRuns } from "../audit-runs.ts";
import { exitCodeOf, exitCodes } from "../exit-code.ts";
import { followRun } from "../follow-run.ts";
import { planReport, runReport } from "../format/run-report.ts";
import { showProgress } from "../progress.ts";
import { withPipelines } from "../project.ts";
import { rememberRun } from "../run-history.ts";
import type { Session } from "../session.ts";
import { showError } from "../show-error.ts";
import { watchSignals, type Stop } from "../stop.ts";

/** Options of `brain run`. */
export interface RunCommandOptions {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly only?: readonly string[] | undefined;
  readonly dryRun?: boolean | undefined;
}

/** Runs the pipelines one after the other, or prints what that would do; one that fails does not keep the next from running. */
export async function run(
  session: Session,
  names: readonly string[],
  options: RunCommandOptions,
): Promise<number> {
  const stop = watchSignals(session.terminal);
  try {
    return await withPipelines(session, names, async (pipelines, project) =>
      options.dryRun === true
        ? showPlans(session, pipelines, options)
        : runAll(session, pipelines, options, stop, await auditRuns(project)),
    );
  } finally {
    stop.end();
  }
}

async function runAll(
  session: Session,
  pipelines: readonly Pipeline[],
  options: RunCommandOptions,
  stop: Stop,
  observers: readonly Observer[],
): Promise<number> {
  const results: unknown[] = [];
  for (const pipeline of pipelines) {
    if (stop.drain.aborted) break;
    try {
      const report = await runOne(session, pipeline, options, stop, observers);
      results.push(report);
      await session.print(session.options.json ? `${JSON.stringify(report)}\n` : runReport(report));
    } catch (error) {
      results.push(error);
      showError(session, error);
    }
  }
  return exitCodeOf(results.length === 1 ? results[0] : results, stop.signal());
}

async function runOne(
  session: Session,
  pipeline: Pipeline,
  options: RunCommandOptions,
  stop: Stop,
  observers: readonly Observer[],
): Promise<RunReport> {
  const progress = showProgress(session);
  try {
    const report = await pipeline.run({
      ...selection(options),
      signal: stop.abort,
      drain: stop.drain,
      observers: [followRun(session, progress), ...observers],
    });
    // The history is a comfort (ER-2): a run that succeeded has succeeded without it.
    await rememberRun(stateStoreOf(pipeline.definition), report).catch((error: unknown) => {
      session.log.warn("The run could not be added to the history.", { error: String(error) });
    });
    return report;
  } finally {
    progress.close();
  }
}

async function showPlans(
  session: Session,
  pipelines: readonly Pipeline[],
  options: RunCommandOptions,
): Promise<number> {
  let problems = 0;
  for (const pipeline of pipelines) {
    const plan = await pipeline.plan(selection(options));
    problems += plan.problems.length;
    await session.print(session.options.json ? `${JSON.stringify(plan)}\n` : planReport(plan));
  }
  return problems === 0 ? exitCodes.succeeded : exitCodes.config;
}

function selection({ from, to, only }: RunCommandOptions): Pick<RunOptions, "window" | "only"> {
  const window = {
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
  return {
    ...(from === undefined && to === undefined ? {} : { window }),
    ...(only === undefined ? {} : { only }),
  };
}
