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
    cuts: 3,
    server: (request) => emulator.fetch(request),
    secrets: [apiKey],
    create: (runtime) => teachable({ apiKey }, { runtime }),
  } satisfies TestSourceOptions;
  return { emulator, options };
}

/** More than a page of each. */
const lists = { courses: 1, users: 230, transactions: 130, webhooks: 1, webhookEvents: 130 };
/** A storm sends each request three times, and a minute has a hundred. */
const few = { courses: 2, lectures: 2, users: 6, pricingPlans: 2 };

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
      "user_details",
      "course_progress",
      "quiz_responses",
      "pricing_plan_details",
      "webhooks",
    ],
  });
});

describe("what is read as one of these is", () => {
  testSource({
    ...setUp(few).options,
    streams: [
      "course_sections",
      "course_lectures",
      "course_authors",
      "lectures",
      "lecture_progress",
      "quizzes",
      "pricing_plans",
    ],
    only: ["declaration", "read", "keys", "resume"],
  });
});

describe("a later run, which reads what is new", () => {
  const { emulator, options } = setUp({ ...lists, users: 60, transactions: 20, webhookEvents: 20 });
  const { now } = options.clock;
  let newest = now();
  const change = (): void => {
    newest = now();
    emulator.enroll(100_001, emulator.addUsers(130));
    emulator.sell(130);
    emulator.deliver(130);
  };
  const tie = (): void => {
    emulator.enroll(100_001, emulator.addUsers(2), newest);
    emulator.sell(2, newest);
    emulator.deliver(2, newest);
  };
  testSource({
    ...options,
    change,
    tie,
    streams: ["users", "enrollments", "transactions", "webhook_events"],
    only: ["read", "resume", "kill", "ties", "moving-data"],
  });
});
