import { path } from "@brain/http";
import { z } from "zod";
import { wholeList } from "../lists.ts";
import { partitionsOf } from "../parents.ts";
import { withParent } from "../with-parent.ts";
import { courses } from "./courses.ts";

/** A chapter, with the ids of its contents in their order. */
export const chapterSchema = z.looseObject({
  course_id: z.string(),
  id: z.string(),
  name: z.string().nullish(),
  position: z.number().nullish(),
  description: z.string().nullish(),
  duration_in_seconds: z.number().nullish(),
  content_ids: z.array(z.string()).nullish(),
});

/** A record of the stream `chapters`. */
export type Chapter = z.infer<typeof chapterSchema>;

const list = wholeList({
  schema: chapterSchema.omit({ course_id: true }),
  primaryKey: ["id"],
  path: ({ partition }) => path`courses/${partition.key}/chapters`,
  // A course may be gone by the time it is asked for.
  request: () => ({ endpoint: "courses/{id}/chapters", expect: [404] }),
});

/** The chapters of every course, course by course. */
export const chapters = withParent(
  {
    schema: chapterSchema,
    primaryKey: ["id"],
    partitions: partitionsOf(courses, ({ id }) => ({ key: id })),
  },
  list,
  (chapter, course_id) => ({ course_id, ...chapter }),
);
