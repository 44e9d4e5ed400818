import { z } from "zod";
import type { ResolvedTeachableConfig } from "../config.ts";
import { lectureStream } from "../lecture-walk.ts";
import { quizIdsOf } from "../quiz-ids.ts";
import { readSingle, single } from "../single.ts";
import { toRecord } from "../to-record.ts";

/** What a student got for a quiz, once for each time that it was handed in. */
export const quizResponseSchema = z.looseObject({
  quiz_id: z.string(),
  course_id: z.string(),
  course_name: z.string().nullish(),
  lecture_id: z.string(),
  lecture_name: z.string().nullish(),
  graded: z.boolean().nullish(),
  student_id: z.string(),
  student_name: z.string().nullish(),
  student_email: z.string().nullish(),
  submitted_at: z.iso.datetime(),
  /** Null where the quiz keeps no grades. Seen as 0 to 100 and as 0 to 1; as it came. */
  percent_correct: z.number().nullish(),
});

/** A record of the stream `quiz_responses`. */
export type QuizResponse = z.infer<typeof quizResponseSchema>;

/**
 * All answers to quizzes, which come without pages or a filter: a request a lecture, and one a quiz.
 *
 * @see https://docs.teachable.com/reference/getquizresponses (read 2026-11-24)
 */
export const quizResponses = (config: ResolvedTeachableConfig) =>
  lectureStream(
    config,
    {
      schema: quizResponseSchema,
      primaryKey: ["quiz_id", "student_id", "submitted_at"],
      pii: { student_name: "name", student_email: "email" },
    },
    async (place) => {
      const { client, course, lecture } = place;
      const rows: object[] = [];
      for (const quiz_id of await quizIdsOf(place)) {
        const answer = await readSingle(client, single.quizResponses(course, lecture, quiz_id));
        const { responses, ...about } = toRecord(answer?.found ?? {});
        for (const response of Array.isArray(responses) ? responses : []) {
          rows.push({ quiz_id, ...about, course_id: course, lecture_id: lecture, ...response });
        }
      }
      return rows;
    },
  );
