import { z } from "zod";
import type { Recordings } from "../recordings.ts";

const PATH = "linkedin-ads/ad-analytics-vocabulary.json";

const documentSchema = z.looseObject({
  metrics: z.record(z.string(), z.enum(["long", "double", "BigDecimal"])),
  pivots: z.object({ structural: z.array(z.string()), member: z.array(z.string()) }),
  timeGranularity: z.array(z.string()),
  removed: z.record(z.string(), z.string()),
});

/** Every documented metric, with its type in JSON. */
export type Vocabulary = z.infer<typeof documentSchema>["metrics"];

export async function readDocument(
  recordings: Recordings,
): Promise<z.infer<typeof documentSchema>> {
  return documentSchema.parse(await recordings.json(PATH));
}

export async function readVocabulary(recordings: Recordings): Promise<Vocabulary> {
  return (await readDocument(recordings)).metrics;
}
