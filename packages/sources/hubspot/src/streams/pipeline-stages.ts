import { defineStream, type Page } from "@brain/core";
import { z } from "zod";
import type { HubspotClient } from "../client.ts";
import { pipelineObjects } from "../objects.ts";

/** A stage of a pipeline: what `dealstage` and `hs_pipeline_stage` of a record hold is its `id`. */
export const pipelineStageSchema = z.looseObject({
  object_type: z.string(),
  pipeline_id: z.string(),
  id: z.string(),
  label: z.string(),
  displayOrder: z.number().nullish(),
  /** `isClosed`, and `probability` of deals or `ticketState` of tickets: all of them text. */
  metadata: z.record(z.string(), z.string().nullable()).nullish(),
  createdAt: z.iso.datetime().nullish(),
  updatedAt: z.iso.datetime().nullish(),
  archived: z.boolean(),
});

/** A record of the stream `pipeline_stages`. */
export type PipelineStage = z.infer<typeof pipelineStageSchema>;

/** A pipeline, as far as its stages are concerned. */
const withStages = z.looseObject({ id: z.string(), stages: z.array(z.looseObject({})) });

/** Stages of the pipelines of deals and tickets. Deleted ones vanish from HubSpot, and so from a mirrored table. */
export const pipelineStages = defineStream<HubspotClient>()({
  schema: pipelineStageSchema,
  primaryKey: ["object_type", "pipeline_id", "id"],
  mode: "mirror",
  partitions: () => pipelineObjects.map((key) => ({ key })),
  async *read({ client, partition }) {
    const records: object[] = [];
    for (const { id, stages } of z.array(withStages).parse(await client.pipelines(partition.key))) {
      for (const stage of stages)
        records.push({ object_type: partition.key, pipeline_id: id, ...stage });
    }
    // A claim about what HubSpot sent: whoever reads validates each record against the schema first of all.
    yield { records } as Page<PipelineStage>;
  },
});
