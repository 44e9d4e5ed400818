import { defineStream } from "@brain/core";
import { withTextIds } from "@brain/http";
import { z } from "zod";
import type { AmplitudeClient } from "../client.ts";

/** A note on the project's charts. */
export const annotationSchema = z.looseObject({
  id: z.string(),
  /** When what it is about began, in UTC; not when it was written. */
  start: z.iso.datetime(),
  end: z.iso.datetime().nullish(),
  label: z.string().nullish(),
  details: z.string().nullish(),
  /** Of the category, which Amplitude calls `name` or `category`. */
  category_id: z.string().nullish(),
  category_name: z.string().nullish(),
  /** The chart that it stands on alone. */
  chart_id: z.string().nullish(),
});

/** A record of the stream `annotations`. */
export type Annotation = z.infer<typeof annotationSchema>;

/** What annotations are sorted into. */
export const annotationCategorySchema = z.looseObject({
  id: z.string(),
  name: z.string().nullish(),
});

/** A record of the stream `annotation_categories`. */
export type AnnotationCategory = z.infer<typeof annotationCategorySchema>;

/**
 * All annotations, in one request: nothing tells which have changed.
 *
 * @see https://amplitude.com/docs/apis/analytics/chart-annotations (read 2026-11-24)
 */
export const annotations = defineStream<AmplitudeClient>()({
  schema: annotationSchema,
  primaryKey: ["id"],
  mode: "mirror",
  pii: { label: "free-text", details: "free-text" },
  async *read({ client }) {
    const found = await client.list("api/3/annotations", "data");
    // A claim about what Amplitude sent: whoever reads validates each record against the schema first of all.
    yield { records: found.map(toAnnotation) as Annotation[] };
  },
});

/**
 * All categories of annotations, in one request.
 *
 * @see https://amplitude.com/docs/apis/analytics/chart-annotations (read 2026-11-24)
 */
export const annotationCategories = defineStream<AmplitudeClient>()({
  schema: annotationCategorySchema,
  primaryKey: ["id"],
  mode: "mirror",
  async *read({ client }) {
    const found = await client.list("api/3/annotation-categories", "data");
    // As above.
    yield { records: found.map((raw) => toCategory(raw)) as AnnotationCategory[] };
  },
});

function toAnnotation(raw: object): Record<string, unknown> {
  const { category, ...record } = withTextIds(raw, ["id", "chart_id"]);
  const { id: category_id, name: category_name } = toCategory(Object(category));
  for (const name of ["start", "end"]) {
    const at = Date.parse(String(record[name]));
    // With an offset it is the same instant in UTC.
    if (!Number.isNaN(at)) record[name] = new Date(at).toISOString();
  }
  return { ...record, category_id, category_name };
}

function toCategory(raw: object): Record<string, unknown> {
  const { category, ...record } = withTextIds(raw, ["id"]);
  return { ...record, name: record["name"] ?? category };
}
