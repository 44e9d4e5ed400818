import { z } from "zod";
import type { ResolvedTeachableConfig } from "../config.ts";
import { lectureStream } from "../lecture-walk.ts";
import { quizIdsOf } from "../quiz-ids.ts";
import { readSingle, single } from "../single.ts";
import { toRecord } from "../to-record.ts";

/** A quiz: an attachment of a lecture, around the questions. */
export const quizSchema = z.looseObject({
  course_id: z.string(),
  lecture_id: z.string(),
  /** Of the attachment, which responses are listed by; `quiz.id` is another. */
  id: z.string(),
  name: z.string().nullish(),
  position: z.int().nullish(),
  quiz: z
    .looseObject({
      id: z.string().nullish(),
      questions: z
        .array(
          z.looseObject({ question: z.string().nullish(), question_type: z.string().nullish() }),
        )
        .nullish(),
    })
    .nullish(),
});

/** A record of the stream `quizzes`. */
export type Quiz = z.infer<typeof quizSchema>;

/**
 * All quizzes with their questions: a request a lecture, and one a quiz.
 *
 * @see https://docs.teachable.com/reference/getquiz (read 2026-11-24)
 */
export const quizzes = (config: ResolvedTeachableConfig) =>
  lectureStream(config, { schema: quizSchema, primaryKey: ["id"] }, async (place) => {
    const { client, course, lecture } = place;
    const found: object[] = [];
    for (const id of await quizIdsOf(place)) {
      const answer = await readSingle(client, single.quiz(course, lecture, id));
      if (answer === undefined) continue;
      found.push({ course_id: course, lecture_id: lecture, ...toRecord(answer.found) });
    }
    return found;
  });
