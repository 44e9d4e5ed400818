import { ConfigError, type Pipeline, type QuarantineStore } from "@brain/core";
import { exitCodeOf, exitCodes } from "../exit-code.ts";
import { followRun } from "../follow-run.ts";
import { runReport } from "../format/run-report.ts";
import { table } from "../format/table.ts";
import { showProgress } from "../progress.ts";
import { withPipelines } from "../project.ts";
import type { Session } from "../session.ts";
import { watchSignals } from "../stop.ts";

/** Lists invalid records with what is wrong with them; `--json` has the records too, protected as they are kept. */
export function showQuarantine(
  session: Session,
  name: string | undefined,
  options: { readonly flow?: string | undefined; readonly limit: number },
): Promise<number> {
  return withPipelines(session, name === undefined ? [] : [name], async (pipelines) => {
    for (const pipeline of pipelines) {
      const { flow, limit } = options;
      const entries = await quarantineOf(pipeline).list({ pipeline: pipeline.name, flow, limit });
      await session.print(
        session.options.json
          ? entries.map((entry) => `${JSON.stringify(entry)}\n`).join("")
          : table(
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
  return withPipelines(session, [name], async ([pipeline]) => {
    if (pipeline === undefined) return exitCodes.failed;
    const stop = watchSignals(session.terminal);
    const progress = showProgress(session);
    try {
      const report = await pipeline.replay({
        flow,
        signal: stop.drain,
        observers: [followRun(session, progress)],
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

function quarantineOf({ name, definition }: Pipeline): QuarantineStore {
  const store = definition.quarantine ?? definition.destination.quarantine;
  if (store !== undefined) return store;
  throw new ConfigError({
    code: "config_invalid",
    message: `The pipeline ${name} keeps no quarantine.`,
    hint: "Give the pipeline a `quarantine`, or a destination that has one.",
  });
}
