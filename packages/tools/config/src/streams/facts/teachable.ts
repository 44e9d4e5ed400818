import type { SourceFacts, StreamFacts } from "../source-facts.ts";

const ofCourse: StreamFacts = { partition: "a course", requests: "1 a course" };
const ofUsers = "new ones; all every `userRefreshDays`, 7";
const byLecture = "1 a lecture, 1 a quiz";

export const teachable: SourceFacts = {
  streams: {
    courses: { requests: "1 per 100" },
    course_sections: ofCourse,
    course_lectures: ofCourse,
    course_authors: ofCourse,
    lectures: { partition: "a course", requests: "1 a lecture" },
    users: { read: ofUsers, requests: "1 per 100" },
    user_details: { read: ofUsers, requests: "1 a user" },
    enrollments: {
      read: "new ones; all every `progressRefreshDays`, 1",
      partition: "a course",
      requests: "1 per 100",
    },
    course_progress: {
      read: "of new ones; every `progressRefreshDays` of those who are on their way",
      again: "1 hour",
      partition: "a course",
      requests: "1 a user whose progress may have changed",
    },
    lecture_progress: {
      read: "as `course_progress`",
      again: "1 hour",
      partition: "a course",
      requests: "the same once more",
    },
    quizzes: { partition: "a course", requests: byLecture },
    quiz_responses: { partition: "a course", requests: byLecture },
    pricing_plans: { requests: "1 per 100" },
    pricing_plan_details: { read: "those changed since", requests: "1 a changed plan" },
    transactions: {
      read: "new ones; those of the lookback every `refundRefreshDays`",
      lookbackOption: "refundLookbackDays",
      again: "1 hour each run",
      requests: "1 per 100",
    },
    webhooks: { requests: "1" },
    webhook_events: { partition: "a webhook", requests: "1 per 100" },
  },
  limits: [
    "A month's requests depend on the plan, and Teachable does not tell them; `monthlyRequests` keeps to yours.",
    "Lists come 100 a page. Page numbers end at 10,000 users, ids do not.",
  ],
  others: [
    {
      product: "unified.to",
      streams: { courses: "courses, whole", users: "students, whole" },
    },
    { product: "Pipedream", streams: { users: "a search for one student" } },
  ],
  without: "No source of Airbyte, Singer or dlt was found; Fivetran's could not be compared.",
  lacking: [
    {
      what: "creating and updating students",
      of: "unified.to, Pipedream",
      why: "a source does not write.",
    },
  ],
};
