import { ABOUT, type Files } from "../play-all.ts";
import { playEnvelopes, playException, playFixture, playRedirect } from "./play-lms.ts";
import { playTimes } from "./play-times.ts";
import { withShape } from "./walk-emulator.ts";

const fixtures = "lms/fixtures";
const plain = { apiKey: "t" } as const;
/** The one course that was recorded, in place of the list. */
const each = { values: ["1"], as: "course_id" } as const;
const canvas = { preset: "canvas", apiKey: "t" } as const;
const of = { preset: "openedx", apiKey: "t" } as const;
const courses = { values: ["course-v1:X+Y+Z"], as: "course_id" } as const;
const lists = "/canvas/api/v1/courses";

export const lmsFiles: Files = {
  "lms/README.md": ABOUT,
  [`${fixtures}/analytics-single-object.json`]: {
    proves: "one object in place of a list is one record",
    play: playFixture("analytics", plain, { date: "DATE", completions: "DOUBLE" }),
  },
  [`${fixtures}/canvas-courses.json`]: {
    proves: "a course's fields under the canonical names, and all others beside them",
    play: withShape(
      { path: lists },
      playFixture("courses", { ...canvas, streams: { courses: { path: "api/v1/courses" } } }),
    ),
  },
  [`${fixtures}/canvas-enrollments-link.json`]: {
    proves: "the address in a Link header is followed as it stands",
    play: withShape(
      { path: `${lists}/101/enrollments` },
      playFixture("enrollments", { ...canvas, streams: { enrollments: { each } } }),
    ),
  },
  [`${fixtures}/canvas-quizzes-link.json`]: {
    proves: "quizzes over two pages",
    play: withShape(
      { path: `${lists}/101/quizzes` },
      playFixture("quizzes", { ...canvas, streams: { quizzes: { each } } }),
    ),
  },
  [`${fixtures}/canvas-submissions.json`]: {
    proves: "submissions are results, and a name that nobody knows harms nothing",
    play: withShape(
      { path: `${lists}/101/students/submissions`, misspelt: ["assignments_id"] },
      playFixture("assessment_results", { ...canvas, streams: { assessment_results: { each } } }),
    ),
  },
  [`${fixtures}/canvas-users-link.json`]: {
    proves: "users over two pages",
    play: withShape(
      { path: `${lists}/101/users` },
      playFixture("users", {
        ...canvas,
        streams: { users: { path: "api/v1/courses/1/search_users" } },
      }),
    ),
  },
  [`${fixtures}/edx-cursor-next.json`]: {
    proves: "the address in a body is followed, signed with JWT",
    play: withShape(
      { path: "/edx/api/enrollment/v1/enrollments?course_id=course-v1:Sandbox%2BC101%2B2026" },
      playFixture("enrollments", { ...of, streams: { enrollments: { each: courses } } }),
    ),
  },
  [`${fixtures}/exact-page-multiple.json`]: {
    proves: "an empty page after a full one is the end, whatever the total",
    play: playFixture("users", {
      ...plain,
      streams: { users: { paging: { type: "auto", size: 2 } } },
    }),
  },
  [`${fixtures}/moodle-exception-in-200.json`]: {
    proves: "an exception with status 200 is an error",
    play: withShape(
      { path: "/moodle/webservice/rest/server.php", form: { wstoken: "wrong" } },
      playException,
    ),
  },
  [`${fixtures}/off-origin-redirect.json`]: {
    proves: "a redirect to another origin is not followed",
    play: playRedirect,
  },
  [`${fixtures}/plain-envelopes.json`]: {
    proves: "the same list in four envelopes",
    play: playEnvelopes,
  },
  [`${fixtures}/time-formats.json`]: {
    proves: "every spelling of a time is one instant",
    play: playTimes,
  },
  [`${fixtures}/xapi-more.json`]: {
    proves: "`more` counts from the record store's host, with the version in each request",
    play: withShape(
      { path: "/xapi/statements?ascending=true&limit=1" },
      playFixture(
        "activities",
        { preset: "xapi", username: "u", password: "p", basePath: "/xAPI" },
        { id: "VARCHAR", stored: "TIMESTAMP" },
      ),
    ),
  },
};
