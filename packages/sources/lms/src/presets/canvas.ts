import type { Preset } from "./preset.ts";

const paging = { type: "link", sizeParam: "per_page", size: 100 } as const;
const each = { stream: "courses", as: "course_id" } as const;

/** Instructure Canvas: Link headers, ids beyond 2^53 as text, one request at a time. */
export const canvas = {
  auth: { type: "bearer" },
  headers: { accept: "application/json+canvas-string-ids" },
  errors: {
    code: "status",
    message: "errors.0.message",
    auth: ["unauthenticated"],
    permission: ["unauthorized"],
    // Older servers answer 403, newer ones 429.
    throttledText: ["Rate Limit Exceeded"],
  },
  // Parallel requests pay a penalty beforehand.
  concurrency: 1,
  streams: {
    users: {
      path: "api/v1/accounts/self/users",
      query: { "include[]": ["email", "last_login"] },
      records: "",
      paging,
      fields: {
        username: "login_id",
        last_access_at: "last_login",
        sortable_name: { pii: "name" },
        short_name: { pii: "name" },
        sis_user_id: { pii: "id" },
        integration_id: { pii: "id" },
      },
    },
    courses: {
      path: "api/v1/accounts/self/courses",
      query: { "state[]": ["created", "claimed", "available", "completed"] },
      records: "",
      paging,
      fields: { code: "course_code", status: "workflow_state", category: "account_id" },
    },
    enrollments: {
      path: "api/v1/courses/{course_id}/enrollments",
      query: { "state[]": ["active", "invited", "completed", "inactive"] },
      records: "",
      paging,
      each,
      fields: {
        role: "type",
        status: "enrollment_state",
        enrolled_at: "created_at",
        expires_at: "end_at",
        grade: { from: ["grades.final_grade", "grades.current_grade"] },
        current_score: { from: "grades.current_score", type: "number" },
        final_score: { from: "grades.final_score", type: "number" },
        user: { pii: "name" },
        sis_user_id: { pii: "id" },
      },
    },
    assessments: {
      path: "api/v1/courses/{course_id}/assignments",
      records: "",
      paging,
      each,
      fields: {
        type: { from: "submission_types.0", default: "assignment" },
        title: "name",
        max_score: "points_possible",
      },
    },
    quizzes: {
      kind: "assessments",
      path: "api/v1/courses/{course_id}/quizzes",
      records: "",
      paging,
      each,
      fields: { type: { value: "quiz" }, max_score: "points_possible" },
    },
    assessment_results: {
      path: "api/v1/courses/{course_id}/students/submissions",
      query: { "student_ids[]": ["all"] },
      records: "",
      paging,
      each,
      fields: {
        assessment_id: "assignment_id",
        body: { pii: "free-text" },
        preview_url: { type: "text" },
      },
    },
    analytics: {
      path: "api/v1/courses/{course_id}/analytics/activity",
      records: "",
      paging: { type: "none" },
      each,
      fields: { page_views: "views" },
    },
    student_summaries: {
      kind: "analytics",
      path: "api/v1/courses/{course_id}/analytics/student_summaries",
      records: "",
      paging,
      each,
      fields: { id: { join: ["course_id", "user_id"] }, user_id: "id" },
    },
  },
} as const satisfies Preset;
