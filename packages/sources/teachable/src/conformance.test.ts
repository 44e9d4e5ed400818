import { teachableEmulator, type TeachableSchool } from "@brain/sandbox";
import { fakeClock, testSource, type TestSourceOptions } from "@brain/testkit";
import { describe } from "vitest";
import { teachable } from "./teachable.ts";

const apiKey = "canary+teachable/key";

/** The source in front of an emulated school that accepts this key only. */
function setUp(school: Partial<TeachableSchool>) {
  const clock = fakeClock({ start: "2026-11-24T09:00:00Z", autoMs: 20_000 });
  const emulator = teachableEmulator({ now: clock.now, apiKey, limits: "off", school });
  const options = {
    clock,
    cuts: 5,
    server: (request) => emulator.fetch(request),
    secrets: [apiKey],
    create: (runtime) => teachable({ apiKey }, { runtime }),
  } satisfies TestSourceOptions;
  return { emulator, options };
}

/** More than a page of each. */
const lists = { courses: 1, users: 230, transactions: 230, webhooks: 1, webhookEvents: 230 };
/** A storm sends each request three times, and a minute has a hundred. */
const few = { courses: 2, lectures: 5, users: 14, pricingPlans: 4 };

describe("lists of several pages", () => {
  testSource({
    ...setUp(lists).options,
    streams: ["users", "enrollments", "transactions", "webhook_events"],
  });
});

describe("what is asked for one by one", () => {
  testSource({
    ...setUp(few).options,
    streams: [
      "courses",
      "course_sections",
      "lectures",
      "user_details",
      "course_progress",
      "quiz_responses",
      "pricing_plan_details",
    ],
  });
});

describe("the others", () => {
  testSource({
    ...setUp(few).options,
    streams: [
      "course_lectures",
      "course_authors",
      "lecture_progress",
      "quizzes",
      "pricing_plans",
      "webhooks",
    ],
    only: ["declaration", "read", "keys", "resume", "no-list"],
  });
});
