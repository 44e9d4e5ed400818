import type { Preset } from "./preset.ts";

const paging = { type: "next-url", sizeParam: "page_size", size: 100 } as const;
const each = { stream: "courses", as: "course_id" } as const;

/** Open edX: JWT of an OAuth application, next addresses in the body, users known by their usernames. */
export const openedx = {
  auth: {
    type: "oauth",
    tokenPath: "oauth2/access_token",
    scheme: "JWT",
    form: { token_type: "jwt" },
  },
  streams: {
    courses: {
      path: "api/courses/v1/courses/",
      records: "results",
      paging: { ...paging, next: "pagination.next" },
      fields: { code: "number", start_at: "start", end_at: "end", category: "org" },
    },
    enrollments: {
      path: "api/enrollment/v1/enrollments",
      query: { course_id: "{course_id}" },
      records: "results",
      paging,
      each,
      primaryKey: ["course_id", "user_id"],
      fields: {
        id: { join: ["course_id", "user_id"] },
        user_id: "user",
        role: "mode",
        status: { from: "is_active", words: { true: "active", false: "inactive" } },
        enrolled_at: "created",
      },
    },
    assessment_results: {
      path: "api/grades/v1/courses/{course_id}/",
      records: "results",
      paging,
      each,
      primaryKey: ["course_id", "user_id"],
      fields: {
        id: { join: ["course_id", "user_id"] },
        // The grade of the course as a whole.
        assessment_id: "course_id",
        user_id: "username",
        score: "percent",
        max_score: { value: 1 },
        scaled: "percent",
        email: { pii: "email" },
      },
    },
  },
} as const satisfies Preset;
