import { auditRuns } from "../audit-runs.ts";
import { exitCodeOf, exitCodes } from "../exit-code.ts";
import { followRun } from "../follow-run.ts";
import { runReport } from "../format/run-report.ts";
import { table } from "../format/table.ts";
import { showProgress } from "../progress.ts";
import { withPipelines } from "../project.ts";
import type { Session } from "../session.ts";
import { watchSignals } from "../stop.ts";

/** Lists invalid records with what is wrong with them; `--json` exports the records too, protected as they are kept. */
export function showQuarantine(
  session: Session,
  name: string | undefined,
  options: { readonly flow?: string | undefined; readonly limit: number },
): Promise<number> {
  return withPipelines(session, name === undefined ? [] : [name], async (pipelines) => {
    for (const pipeline of pipelines) {
      if (session.options.json) {
        const entries = await pipeline.exportQuarantine(options);
        await session.print(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
        continue;
      }
      const entries = await pipeline.quarantined(options);
      await session.print(
        table(
          ["flow", "partition", "position", "step", "issues", "protection", "at"],
          entries.map((entry) => [
            entry.flow,
            entry.partition,
            entry.position,
            entry.step,
            entry.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "),
            entry.protection,
            entry.at,
          ]),
        ),
      );
    }
    return exitCodes.succeeded;
  });
}

/** Runs the invalid records of a flow through it again. */
export function replayQuarantine(session: Session, name: string, flow: string): Promise<number> {
  return withPipelines(session, [name], async ([pipeline], project) => {
    if (pipeline === undefined) return exitCodes.failed;
    const stop = watchSignals(session.terminal);
    const progress = showProgress(session);
    try {
      const report = await pipeline.replay({
        flow,
        signal: stop.drain,
        observers: [followRun(session, progress), ...(await auditRuns(project))],
      });
      progress.close();
      await session.print(session.options.json ? `${JSON.stringify(report)}\n` : runReport(report));
      return exitCodeOf(report, stop.signal());
    } finally {
      progress.close();
      stop.end();
    }
  });
}
