import { defineStream, type Page } from "@brain/core";
import { z } from "zod";
import type { HubspotClient } from "../client.ts";
import { pipelineObjects } from "../objects.ts";

/** A pipeline; its stages are a stream of their own. */
export const pipelineSchema = z.looseObject({
  /** The object whose records move through it. */
  object_type: z.string(),
  id: z.string(),
  label: z.string(),
  displayOrder: z.number().nullish(),
  /** Of the pipelines that HubSpot brings along this can be the beginning of 1970. */
  createdAt: z.iso.datetime().nullish(),
  updatedAt: z.iso.datetime().nullish(),
  archived: z.boolean(),
});

/** A record of the stream `pipelines`. */
export type Pipeline = z.infer<typeof pipelineSchema>;

/** Pipelines of deals and tickets. */
export const pipelines = defineStream<HubspotClient>()({
  schema: pipelineSchema,
  primaryKey: ["object_type", "id"],
  mode: "mirror",
  partitions: () => pipelineObjects.map((key) => ({ key })),
  async *read({ client, partition }) {
    const found = await client.pipelines(partition.key);
    const records = found.map((pipeline): object => ({
      object_type: partition.key,
      ...withoutStages(pipeline),
    }));
    // A claim about what HubSpot sent: whoever reads validates each record against the schema first of all.
    yield { records } as Page<Pipeline>;
  },
});

function withoutStages(pipeline: object): object {
  return Object.fromEntries(Object.entries(pipeline).filter(([name]) => name !== "stages"));
}
