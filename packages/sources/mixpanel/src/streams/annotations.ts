import { defineStream } from "@brain/core";
import { withTextIds } from "@brain/http";
import { z } from "zod";
import type { MixpanelClient } from "../client.ts";

/** A note on a day of the project's charts. */
export const annotationSchema = z.looseObject({
  id: z.string(),
  project_id: z.string().nullish(),
  /** The time that is annotated, in UTC; not when the note was written. */
  date: z.iso.datetime(),
  /** Its day, in the project's time zone. */
  day: z.iso.date(),
  description: z.string().nullish(),
  user: z.unknown().optional(),
  tags: z.array(z.looseObject({ name: z.string().nullish() })).nullish(),
});

/** A record of the stream `annotations`. */
export type Annotation = z.infer<typeof annotationSchema>;

/**
 * All annotations, in one request: nothing tells which have changed.
 *
 * @see https://docs.mixpanel.com/reference/list-all-annotations-for-project (read 2026-11-24)
 */
export const annotations = defineStream<MixpanelClient>()({
  schema: annotationSchema,
  primaryKey: ["id"],
  mode: "mirror",
  pii: { description: "free-text", user: "name" },
  async *read({ client }) {
    // A claim about what Mixpanel sent: whoever reads validates each record against the schema first of all.
    const records = (await client.settings("annotations")).map(toAnnotation) as Annotation[];
    yield { records };
  },
});

/** Mixpanel gives the wall clock with its offset, of which the day would be lost in UTC. */
function toAnnotation(raw: object): Record<string, unknown> {
  const record = withTextIds(raw, ["id", "project_id"]);
  const { date } = record;
  if (typeof date !== "string" || Number.isNaN(Date.parse(date))) return record;
  return { ...record, date: new Date(date).toISOString(), day: date.slice(0, "YYYY-MM-DD".length) };
}
