import { z } from "zod";
import type { ResolvedTeachableConfig } from "../config.ts";
import { progressStream } from "../progress-stream.ts";
import { toRecord } from "../to-record.ts";

/** How far a user is in a course, with the certificate. */
export const courseProgressSchema = z.looseObject({
  course_id: z.string(),
  user_id: z.string(),
  percent_complete: z.number().nullish(),
  enrolled_at: z.iso.datetime().nullish(),
  completed_at: z.iso.datetime().nullish(),
  /** Its fields are null until one is given. */
  certificate: z
    .looseObject({
      page_id: z.string().nullish(),
      issued_at: z.string().nullish(),
      serial_number: z.string().nullish(),
    })
    .nullish(),
  /** Sections with their lectures; empty until the user has begun. */
  lecture_sections: z.array(z.looseObject({ id: z.string().nullish() })).nullish(),
});

/** A record of the stream `course_progress`. */
export type CourseProgress = z.infer<typeof courseProgressSchema>;

/**
 * A request for each user of each course whose progress may have changed, every `progressRefreshDays`.
 *
 * @see https://docs.teachable.com/reference/getcourseprogress (read 2026-11-24)
 */
export const courseProgress = (config: ResolvedTeachableConfig) =>
  progressStream(
    config,
    { schema: courseProgressSchema, primaryKey: ["course_id", "user_id"] },
    ({ about, sections }, ids) => [
      { ...ids, ...toRecord({ ...about, lecture_sections: sections }) },
    ],
  );
