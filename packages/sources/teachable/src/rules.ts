import type { RuleSet } from "@brain/core";
import type { CourseProgress } from "./streams/course-progress.ts";
import type { Course } from "./streams/courses.ts";
import type { Enrollment } from "./streams/enrollments.ts";
import type { PricingPlan } from "./streams/pricing-plans.ts";
import type { QuizResponse } from "./streams/quiz-responses.ts";
import type { Transaction } from "./streams/transactions.ts";
import type { User } from "./streams/users.ts";
import type { Webhook } from "./streams/webhooks.ts";

/** Teachable numbers its records; ids stay text. */
const id = "integer";
const percent = { min: 0, max: 100 } as const;

const courses: RuleSet<Course> = {
  required: ["id", { field: "name", severity: "warn" }],
  types: { id },
};

const users: RuleSet<User> = {
  required: ["id", { field: "email", severity: "warn" }],
  types: { id, email: "email" },
};

const enrollments: RuleSet<Enrollment> = {
  required: ["course_id", "user_id", { field: "enrolled_at", severity: "warn" }],
  types: { course_id: id, user_id: id },
  constraints: { percent_complete: percent },
  compare: [
    ["completed_at", ">=", "enrolled_at", "warn"],
    ["expires_at", ">=", "enrolled_at", "warn"],
  ],
};

const courseProgress: RuleSet<CourseProgress> = {
  required: ["course_id", "user_id"],
  types: { course_id: id, user_id: id },
  constraints: { percent_complete: percent },
  compare: [["completed_at", ">=", "enrolled_at", "warn"]],
};

const quizResponses: RuleSet<QuizResponse> = {
  required: ["quiz_id", "student_id", "submitted_at"],
  types: { student_email: "email" },
  constraints: { percent_correct: percent },
};

const pricingPlans: RuleSet<PricingPlan> = {
  required: ["id"],
  types: { id, currency: "currency" },
  constraints: { price: ">= 0" },
};

// In the smallest unit of the currency. What the author is left with can be below 0, after a refund or a chargeback.
const transactions: RuleSet<Transaction> = {
  required: ["id", { field: "purchased_at", severity: "warn" }],
  types: { id, currency: "currency" },
  constraints: { charge: ">= 0", final_price: ">= 0", tax_charge: ">= 0", amount_refunded: ">= 0" },
  compare: [
    ["refunded_at", ">=", "purchased_at", "warn"],
    ["amount_refunded", "<=", "charge", "warn"],
  ],
};

const webhooks: RuleSet<Webhook> = {
  required: ["id"],
  types: { id, url: "url" },
};

/** Rules of records, by stream. */
export const teachableRules = {
  courses,
  users,
  enrollments,
  course_progress: courseProgress,
  quiz_responses: quizResponses,
  pricing_plans: pricingPlans,
  transactions,
  webhooks,
} as const;
