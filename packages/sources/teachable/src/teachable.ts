import { defineConnector } from "@brain/core";
import { checkAccess } from "./check.ts";
import { createTeachableClient } from "./client.ts";
import { teachableConfigSchema } from "./config.ts";
import { courseAuthors } from "./streams/course-authors.ts";
import { courseLectures } from "./streams/course-lectures.ts";
import { courseProgress } from "./streams/course-progress.ts";
import { courseSections } from "./streams/course-sections.ts";
import { courses } from "./streams/courses.ts";
import { enrollments } from "./streams/enrollments.ts";
import { lectureProgress } from "./streams/lecture-progress.ts";
import { lectures } from "./streams/lectures.ts";
import { pricingPlanDetails } from "./streams/pricing-plan-details.ts";
import { pricingPlans } from "./streams/pricing-plans.ts";
import { quizResponses } from "./streams/quiz-responses.ts";
import { quizzes } from "./streams/quizzes.ts";
import { transactions } from "./streams/transactions.ts";
import { userDetails } from "./streams/user-details.ts";
import { users } from "./streams/users.ts";
import { webhookEvents } from "./streams/webhook-events.ts";
import { webhooks } from "./streams/webhooks.ts";

/**
 * Teachable: courses with sections and lectures, users, enrollments, progress, quizzes and their answers, pricing plans,
 * transactions and webhooks of one school.
 *
 * @example
 * ```ts
 * const school = teachable({ apiKey });
 * for await (const one of school.streams.enrollments.read().records()) console.log(one.user_id, one.percent_complete);
 * ```
 * @throws ConfigError `config_invalid` at once, with every problem.
 * @see https://docs.teachable.com/reference (read 2026-11-24)
 */
export const teachable = defineConnector({
  name: "teachable",
  version: "0.0.0",
  docs: "https://docs.teachable.com/reference",
  config: teachableConfigSchema,
  // A key belongs to one school, whose id no answer tells; how often what is read decides no row.
  identity: () => ({}),
  connect: createTeachableClient,
  check: checkAccess,
  streams: (config) => ({
    courses,
    course_sections: courseSections(config),
    course_lectures: courseLectures(config),
    course_authors: courseAuthors(config),
    lectures: lectures(config),
    users: users(config),
    user_details: userDetails(config),
    enrollments: enrollments(config),
    course_progress: courseProgress(config),
    lecture_progress: lectureProgress(config),
    quizzes: quizzes(config),
    quiz_responses: quizResponses(config),
    pricing_plans: pricingPlans,
    pricing_plan_details: pricingPlanDetails,
    transactions: transactions(config),
    webhooks,
    webhook_events: webhookEvents,
  }),
});
