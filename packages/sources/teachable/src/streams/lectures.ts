import { z } from "zod";
import type { ResolvedTeachableConfig } from "../config.ts";
import { lectureStream } from "../lecture-walk.ts";
import { readSingle, single } from "../single.ts";
import { toRecord } from "../to-record.ts";

/** A lecture with what is attached to it. */
export const lectureSchema = z.looseObject({
  course_id: z.string(),
  id: z.string(),
  name: z.string().nullish(),
  is_published: z.boolean().nullish(),
  position: z.int().nullish(),
  lecture_section_id: z.string().nullish(),
  /** Texts (HTML), files, videos and quizzes with their questions. */
  attachments: z
    .array(z.looseObject({ id: z.string().nullish(), kind: z.string().nullish() }))
    .nullish(),
});

/** A record of the stream `lectures`. */
export type Lecture = z.infer<typeof lectureSchema>;

/**
 * Names and attachments of all lectures, in one request a lecture.
 *
 * @see https://docs.teachable.com/reference/showlecture (read 2026-11-24)
 */
export const lectures = (config: ResolvedTeachableConfig) =>
  lectureStream(
    config,
    { schema: lectureSchema, primaryKey: ["course_id", "id"] },
    async ({ client, course, lecture }) => {
      const answer = await readSingle(client, single.lecture(course, lecture));
      return answer === undefined ? [] : [{ course_id: course, ...toRecord(answer.found) }];
    },
  );
