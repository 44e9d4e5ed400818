import { ABOUT, type Files } from "../play-all.ts";
import type { Exchange } from "../openapi/check-exchange.ts";
import { playOpenApi, playSchema, withShape } from "./play-documents.ts";
import { playError, playRows } from "./play-fixture.ts";

const fixtures = "teachable/fixtures";
const schemas = "teachable/json-schema";
const text = { id: "VARCHAR" };

export const teachableFiles: Files = {
  "teachable/README.md": ABOUT,
  [`${fixtures}/error-message-array.json`]: {
    proves: "a list of messages is one text, without another try",
    play: playError("enrollments", "http_status", { courseIds: [1] }),
  },
  [`${fixtures}/get-course-example.json`]: {
    proves: "sections and lectures of a course become rows",
    play: withShape(
      playRows(
        {
          types: { course_id: "VARCHAR", lecture_id: "VARCHAR", position: "BIGINT" },
          key: ["course_id", "lecture_id"],
          row: { lecture_id: "2003", section_id: "1002", section_name: "Variables and Data Types" },
        },
        { courseIds: [12_345] },
      ),
    ),
  },
  [`${fixtures}/list-courses-example.json`]: {
    proves: "a list goes on while there are pages, and the key is in its own header",
    play: withShape(
      playRows({
        types: { ...text, is_published: "BOOLEAN" },
        key: ["id"],
        row: { id: "12346", heading: null, is_published: false },
      }),
    ),
  },
  [`${fixtures}/list-transactions-example.json`]: {
    proves: "money stays in whole numbers of the smallest unit",
    play: withShape(
      playRows({
        types: { ...text, charge: "BIGINT", purchased_at: "TIMESTAMP", refunded_at: "TIMESTAMP" },
        key: ["id"],
        row: { id: "88001", user_id: "55555", charge: 4900, currency: "USD", refunded_at: null },
      }),
    ),
  },
  [`${fixtures}/quiz-responses.json`]: {
    proves: "a row for each time that a quiz was handed in, with what is personal declared",
    play: withShape(
      playRows(
        {
          types: { quiz_id: "VARCHAR", student_id: "VARCHAR", percent_correct: "DOUBLE" },
          key: ["quiz_id", "student_id", "submitted_at"],
          row: { quiz_id: "9", student_id: "10", percent_correct: 66.7, graded: true },
        },
        { courseIds: [1] },
        {
          "/v1/courses/1": {
            course: { id: 1, lecture_sections: [{ id: 3, lectures: [{ id: 2 }] }] },
          },
        },
      ),
    ),
  },
  [`${fixtures}/unauthorized.json`]: {
    proves: "a wrong key is an error at the first request",
    play: playError("courses", "auth_failed"),
  },
  [`${fixtures}/users-two-pages.json`]: {
    proves: "pages are joined, and the announced last one is the end",
    play: withShape(
      playRows({ types: text, key: ["id"], row: { id: "3", name: null, email: "c@example.com" } }),
    ),
  },
  [`${fixtures}/webhook-object-schema.json`]: {
    proves: "webhooks are listed with the state that they are in",
    play: withShape(
      playRows({ types: text, key: ["id"], row: { id: "1", workflow_state: "verified" } }),
    ),
  },
  [`${schemas}/teachable-course.json`]: {
    proves: "the emulator's courses fit it",
    play: playSchema(objects(/\/courses(\/\d+)?$/, "courses", "course")),
  },
  [`${schemas}/teachable-enrollment.json`]: {
    proves: "the emulator's enrollments fit it",
    play: playSchema(objects(/\/enrollments$/, "enrollments")),
  },
  [`${schemas}/teachable-transaction.json`]: {
    proves: "the emulator's transactions fit it",
    play: playSchema(objects(/\/transactions$/, "transactions")),
  },
  [`${schemas}/teachable-user.json`]: {
    proves: "the emulator's users fit it",
    play: playSchema(objects(/\/users\/\d+$/, "user")),
  },
  [`${schemas}/teachable-webhook.json`]: {
    proves: "the emulator's webhooks fit it",
    play: playSchema(objects(/\/webhooks$/, "webhooks")),
  },
  "teachable/openapi/teachable-admin.openapi.yml": {
    proves: "requests of the source and answers of the emulator fit the official document",
    play: playOpenApi,
  },
  "teachable/openapi/teachable-oauth.openapi.yml": {
    leftOut: "for what one student sees of a school; the source reads with the school's own key",
  },
};

/** What the answers to a path have under these names. */
function objects(path: RegExp, ...names: readonly string[]) {
  return ({ url, answer }: Exchange): readonly unknown[] =>
    path.test(url.pathname)
      ? names.flatMap((name): unknown => Reflect.get(Object(answer), name) ?? [])
      : [];
}
