import type { RuleSet } from "@brain/core";
import type { LmsRecordOf } from "./types.ts";

type Plain<Name extends string> = LmsRecordOf<"default", undefined, Name>;

/** The fields that every platform's records of a kind have, whatever a config adds. Which of them is a key, and never null, differs. */
type Canonical<Name extends string> = { readonly [K in keyof Plain<Name>]: Plain<Name>[K] | null };

const id = { minLength: 1 } as const;
const count = ">= 0";
const fraction = { min: 0, max: 1 } as const;

const users: RuleSet<Canonical<"users">> = {
  required: ["id", { field: "email", severity: "warn" }],
  types: { email: "email" },
  constraints: { id },
};

const courses: RuleSet<Canonical<"courses">> = {
  required: ["id", { field: "name", severity: "warn" }],
  constraints: { id },
  compare: [["end_at", ">=", "start_at", "warn"]],
};

const enrollments: RuleSet<Canonical<"enrollments">> = {
  required: ["id", "course_id", "user_id"],
  constraints: { id, course_id: id, user_id: id, progress: fraction },
  compare: [
    ["completed_at", ">=", "enrolled_at", "warn"],
    ["expires_at", ">=", "enrolled_at", "warn"],
  ],
};

const assessments: RuleSet<Canonical<"assessments">> = {
  required: ["id", { field: "course_id", severity: "warn" }],
  constraints: { id, max_score: count },
};

// Points beyond the most that there are: teachers give extra credit.
const assessmentResults: RuleSet<Canonical<"assessment_results">> = {
  required: ["id", { field: "user_id", severity: "warn" }],
  constraints: { id, scaled: { min: -1, max: 1, severity: "warn" }, attempt: count },
  compare: [
    ["score", "<=", "max_score", "warn"],
    ["graded_at", ">=", "submitted_at", "warn"],
  ],
};

const analytics: RuleSet<Canonical<"analytics">> = {
  required: ["id"],
  types: { date: "date" },
  constraints: { page_views: count, participations: count, minutes: count, completions: count },
};

/** Rules of records, by kind: they fit the stream of that name of every preset. */
export const lmsRules = {
  users,
  courses,
  enrollments,
  assessments,
  assessment_results: assessmentResults,
  analytics,
} as const;
