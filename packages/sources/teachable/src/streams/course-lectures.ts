import { z } from "zod";
import type { ResolvedTeachableConfig } from "../config.ts";
import { courseDetailStream, sectionsOf } from "../course-detail.ts";
import { idOf, toRecord } from "../to-record.ts";

/** A lecture's place in its course; its name and attachments are in the stream `lectures`. */
export const courseLectureSchema = z.looseObject({
  course_id: z.string(),
  lecture_id: z.string(),
  section_id: z.string().nullish(),
  section_name: z.string().nullish(),
  section_position: z.int().nullish(),
  /** Within its section. */
  position: z.int().nullish(),
  is_published: z.boolean().nullish(),
});

/** A record of the stream `course_lectures`. */
export type CourseLecture = z.infer<typeof courseLectureSchema>;

/**
 * The order of the lectures of every course, in one request a course.
 *
 * @see https://docs.teachable.com/reference/showcourse (read 2026-11-24)
 */
export const courseLectures = (config: ResolvedTeachableConfig) =>
  courseDetailStream(
    config,
    { schema: courseLectureSchema, primaryKey: ["course_id", "lecture_id"] },
    (course, course_id) => sectionsOf(course).flatMap((section) => rowsOf(section, course_id)),
  );

function rowsOf(section: object, course_id: string): object[] {
  const { id, name, position, lectures } = toRecord(section);
  return (Array.isArray(lectures) ? lectures : []).map((lecture: object) => {
    const { id: _, ...rest } = toRecord(lecture);
    const place = { section_id: id, section_name: name, section_position: position };
    return { course_id, lecture_id: idOf(lecture), ...place, ...rest };
  });
}
