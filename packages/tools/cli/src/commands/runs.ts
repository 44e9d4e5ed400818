import { ConfigError, stateStoreOf } from "@brain/core";
import { exitCodes } from "../exit-code.ts";
import { table } from "../format/table.ts";
import { withPipelines } from "../project.ts";
import { rememberedRuns, type StoredRun } from "../run-history.ts";
import type { Session } from "../session.ts";

/** Lists the last runs, newest first. */
export async function listRuns(session: Session, pipeline: string | undefined): Promise<number> {
  const runs = await allRuns(session, pipeline === undefined ? [] : [pipeline]);
  await session.print(
    session.options.json
      ? `${JSON.stringify(runs)}\n`
      : table(
          ["run", "pipeline", "status", "started", "read", "written", "requests", "retries"],
          runs.map((run) => [
            run.run,
            run.pipeline,
            run.status,
            run.startedAt,
            sum(run, "read"),
            sum(run, "written"),
            run.requests,
            run.retries,
          ]),
        ),
  );
  return exitCodes.succeeded;
}

/** Shows one run, named by its id or by how it begins. */
export async function showRun(session: Session, id: string): Promise<number> {
  const [run] = (await allRuns(session, [])).filter((candidate) => candidate.run.startsWith(id));
  if (run === undefined) {
    throw new ConfigError({
      code: "option_unknown",
      message: `No run that is remembered begins with "${id}".`,
      hint: "`brain runs` lists the last hundred of each pipeline.",
    });
  }
  await session.print(`${JSON.stringify(run, undefined, session.options.json ? undefined : 2)}\n`);
  return exitCodes.succeeded;
}

function allRuns(session: Session, names: readonly string[]): Promise<StoredRun[]> {
  return withPipelines(session, names, async (pipelines) => {
    const runs: StoredRun[] = [];
    for (const pipeline of pipelines) {
      runs.push(...(await rememberedRuns(stateStoreOf(pipeline.definition), pipeline.name)));
    }
    return runs.toSorted((a, b) => (a.startedAt < b.startedAt ? 1 : -1));
  });
}

function sum(run: StoredRun, field: "read" | "written"): number {
  return run.streams.reduce((total, stream) => total + stream[field], 0);
}
