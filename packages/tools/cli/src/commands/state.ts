import { stateStoreOf, type Checkpoint, type Pipeline } from "@brain/core";
import { exitCodes } from "../exit-code.ts";
import { table } from "../format/table.ts";
import { withPipelines } from "../project.ts";
import type { Session } from "../session.ts";

/** Lists the checkpoints of the pipelines. */
export function showState(session: Session, name: string | undefined): Promise<number> {
  return withPipelines(session, name === undefined ? [] : [name], async (pipelines) => {
    for (const pipeline of pipelines) await session.print(await describe(session, pipeline));
    return exitCodes.succeeded;
  });
}

async function describe(session: Session, pipeline: Pipeline): Promise<string> {
  const checkpoints = await checkpointsOf(pipeline, undefined);
  if (session.options.json) {
    return checkpoints.map((checkpoint) => `${JSON.stringify(checkpoint)}\n`).join("");
  }
  const rows = checkpoints.map((checkpoint) => [
    checkpoint.flow,
    checkpoint.scope,
    checkpoint.partition === "" ? "(whole flow)" : checkpoint.partition,
    checkpoint.complete ? "complete" : "under way",
    checkpoint.version,
    checkpoint.counts.read,
    checkpoint.savedAt,
  ]);
  const header = ["flow", "window", "partition", "read to", "version", "records", "saved"];
  return `\n${pipeline.name}\n\n${table(header, rows)}`;
}

/** Forgets checkpoints under the pipeline's lease; without `--yes` only says which. */
export function resetState(
  session: Session,
  name: string,
  options: { readonly flow?: string | undefined; readonly yes?: boolean | undefined },
): Promise<number> {
  return withPipelines(session, [name], async ([pipeline]) => {
    if (pipeline === undefined) return exitCodes.failed;
    if (options.yes !== true) {
      const { length } = await checkpointsOf(pipeline, options.flow);
      session.tell(
        `${length} checkpoints of ${pipeline.name} would be forgotten, and the next run would read from the start. Add --yes to do it.`,
      );
      return exitCodes.usage;
    }
    const removed = await pipeline.resetState({ flow: options.flow });
    await session.print(
      session.options.json
        ? `${JSON.stringify({ removed })}\n`
        : `${removed} checkpoints forgotten.\n`,
    );
    return exitCodes.succeeded;
  });
}

async function checkpointsOf(pipeline: Pipeline, flow: string | undefined): Promise<Checkpoint[]> {
  const checkpoints: Checkpoint[] = [];
  for await (const checkpoint of stateStoreOf(pipeline.definition).list({
    pipeline: pipeline.name,
    flow,
  })) {
    checkpoints.push(checkpoint);
  }
  return checkpoints;
}
