import { z } from "zod";
import type { ResolvedTeachableConfig } from "../config.ts";
import { courseDetailStream, sectionsOf } from "../course-detail.ts";
import { toRecord } from "../to-record.ts";

/** A section of a course, an empty one too. */
export const courseSectionSchema = z.looseObject({
  course_id: z.string(),
  id: z.string(),
  name: z.string().nullish(),
  is_published: z.boolean().nullish(),
  position: z.int().nullish(),
});

/** A record of the stream `course_sections`. */
export type CourseSection = z.infer<typeof courseSectionSchema>;

/**
 * The sections of every course, in one request a course.
 *
 * @see https://docs.teachable.com/reference/showcourse (read 2026-11-24)
 */
export const courseSections = (config: ResolvedTeachableConfig) =>
  courseDetailStream(
    config,
    { schema: courseSectionSchema, primaryKey: ["course_id", "id"] },
    (course, course_id) =>
      sectionsOf(course).map((section) => {
        const { lectures: _, ...about } = section;
        return { course_id, ...toRecord(about) };
      }),
  );
