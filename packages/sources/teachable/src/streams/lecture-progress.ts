import { z } from "zod";
import type { ResolvedTeachableConfig } from "../config.ts";
import { progressStream } from "../progress-stream.ts";
import { idOf, toRecord } from "../to-record.ts";

/** Whether a user has completed a lecture. */
export const lectureProgressSchema = z.looseObject({
  course_id: z.string(),
  user_id: z.string(),
  lecture_id: z.string(),
  section_id: z.string().nullish(),
  name: z.string().nullish(),
  is_completed: z.boolean().nullish(),
  completed_at: z.iso.datetime().nullish(),
});

/** A record of the stream `lecture_progress`. */
export type LectureProgress = z.infer<typeof lectureProgressSchema>;

/**
 * What stands in `course_progress`, one row a lecture, of those who have begun. It costs the same requests once more: read
 * one of the two.
 *
 * @see https://docs.teachable.com/reference/getcourseprogress (read 2026-11-24)
 */
export const lectureProgress = (config: ResolvedTeachableConfig) =>
  progressStream(
    config,
    { schema: lectureProgressSchema, primaryKey: ["course_id", "user_id", "lecture_id"] },
    ({ sections }, ids) =>
      sections.flatMap((section) =>
        section.lectures.map((lecture) => {
          const { id: lecture_id, ...rest } = toRecord(lecture);
          return { ...ids, lecture_id, section_id: idOf(section), ...rest };
        }),
      ),
  );
