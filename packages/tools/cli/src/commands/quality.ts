import { ConfigError, stateStoreOf } from "@brain/core";
import { exitCodes } from "../exit-code.ts";
import { qualityReport } from "../format/quality-report.ts";
import { withPipelines } from "../project.ts";
import { rememberedRuns, type StoredRun } from "../run-history.ts";
import type { Session } from "../session.ts";

/** Shows what the last run of each pipeline, or the run named, found out about its data. */
export function quality(
  session: Session,
  name: string | undefined,
  options: { readonly run?: string | undefined },
): Promise<number> {
  return withPipelines(session, name === undefined ? [] : [name], async (pipelines) => {
    let shown = 0;
    for (const pipeline of pipelines) {
      const runs = await rememberedRuns(stateStoreOf(pipeline.definition), pipeline.name);
      const run = runs.find(({ run: id }) => id.startsWith(options.run ?? ""));
      if (run === undefined) continue;
      shown += 1;
      await session.print(session.options.json ? asJson(run) : asText(run));
    }
    if (shown === 0) throw noRun(options.run);
    return exitCodes.succeeded;
  });
}

function asJson({ run, pipeline, status, startedAt, streams }: StoredRun): string {
  const flows = streams.map(({ flow, read, quarantined, rules }) => ({
    flow,
    read,
    quarantined,
    rules,
  }));
  return `${JSON.stringify({ pipeline, run, status, startedAt, flows })}\n`;
}

function asText({ run, pipeline, status, startedAt, streams }: StoredRun): string {
  const found = qualityReport(streams);
  const text = found === "" ? "No rule was judged, and no record was invalid.\n" : found;
  return `\n${pipeline}: run ${run} of ${startedAt}, ${status}\n\n${text}`;
}

function noRun(id: string | undefined): ConfigError {
  return new ConfigError({
    code: "option_unknown",
    message:
      id === undefined ? "No run is remembered." : `No run that is remembered begins with "${id}".`,
    hint: "`brain run` runs the pipelines; `brain runs` lists the last hundred of each.",
  });
}
