import { expect, test } from "vitest";
import * as teachablePackage from "./index.ts";

test("exports these names and no others", () => {
  expect(Object.keys(teachablePackage).toSorted()).toEqual([
    "courseAuthorSchema",
    "courseLectureSchema",
    "courseProgressSchema",
    "courseSchema",
    "courseSectionSchema",
    "enrollmentSchema",
    "lectureProgressSchema",
    "lectureSchema",
    "pricingPlanDetailSchema",
    "pricingPlanSchema",
    "quizResponseSchema",
    "quizSchema",
    "teachable",
    "teachableConfigSchema",
    "teachableRules",
    "transactionSchema",
    "userDetailSchema",
    "userSchema",
    "webhookEventSchema",
    "webhookSchema",
  ]);
});

test("offers these streams", () => {
  expect(Object.keys(teachablePackage.teachable({ apiKey: "k" }).streams)).toEqual([
    "courses",
    "course_sections",
    "course_lectures",
    "course_authors",
    "lectures",
    "users",
    "user_details",
    "enrollments",
    "course_progress",
    "lecture_progress",
    "quizzes",
    "quiz_responses",
    "pricing_plans",
    "pricing_plan_details",
    "transactions",
    "webhooks",
    "webhook_events",
  ]);
});
