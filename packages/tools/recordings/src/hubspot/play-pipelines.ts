import { z } from "zod";
import { compareRows } from "../compare-rows.ts";
import type { Recordings } from "../recordings.ts";
import type { Answers } from "../vendor.ts";
import { loadPlayed } from "./play-hubspot.ts";

const common = {
  active: z.boolean(),
  createdAt: z.number(),
  updatedAt: z.number(),
  displayOrder: z.number(),
  label: z.string(),
};
const stageSchema = z.object({
  ...common,
  stageId: z.string(),
  metadata: z.record(z.string(), z.string()),
});
const pipelineSchema = z.object({
  ...common,
  pipelineId: z.string(),
  stages: z.array(stageSchema),
});
const commonSchema = z.object(common);

/**
 * Pipelines as another connector emitted them, in the retired v1 shape: turned into today's (ids, dates and `archived` have
 * other names there), read by our source, and compared, stages too.
 */
export async function playPipelines(recordings: Recordings, path: string): Promise<string> {
  const emitted = (await recordings.lines(path)).map((line) => pipelineSchema.parse(line));
  const stagesOf = ({ stages }: z.output<typeof pipelineSchema>) =>
    stages.map((stage) => ({ ...today(stage.stageId, stage), metadata: stage.metadata }));
  const pipelines = emitted.map((pipeline) => today(pipeline.pipelineId, pipeline));
  const recorded = emitted.map((pipeline, index) => ({
    ...pipelines[index],
    stages: stagesOf(pipeline),
  }));
  const answers: Answers = ({ url }) => {
    if (!url.pathname.startsWith("/crm/pipelines/2026-09/")) return undefined;
    return Response.json({ results: url.pathname.endsWith("/deals") ? recorded : [] });
  };
  const due = { displayOrder: "DOUBLE", createdAt: "TIMESTAMP", archived: "BOOLEAN" };

  const whole = await loadPlayed("pipelines", answers);
  const parts = await loadPlayed("pipeline_stages", answers);

  const rows = pipelines.map((pipeline) => ({ object_type: "deals", ...pipeline }));
  const stages = emitted.flatMap((pipeline) =>
    stagesOf(pipeline).map((stage) => ({
      object_type: "deals",
      pipeline_id: pipeline.pipelineId,
      ...stage,
    })),
  );
  const seen = compareRows(whole.loaded, rows, whole.stream.info.primaryKey, due);
  return `${seen}; ${compareRows(parts.loaded, stages, parts.stream.info.primaryKey, due)}`;
}

/** What pipelines and stages have in common, under the names of today. */
function today(id: string, emitted: z.output<typeof commonSchema>) {
  const { active, createdAt, updatedAt, displayOrder, label } = emitted;
  return {
    id,
    label,
    displayOrder,
    archived: !active,
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
  };
}
