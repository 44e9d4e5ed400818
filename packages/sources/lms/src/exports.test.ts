import { sandboxCredentials } from "@brain/sandbox";
import { expect, test } from "vitest";
import * as lmsPackage from "./index.ts";

const { apiKey, username, password } = sandboxCredentials.lms;
const baseUrl = "https://campus.example";

test("exports these names and no others", () => {
  expect(Object.keys(lmsPackage).toSorted()).toEqual(["lms", "lmsConfigSchema", "lmsRules"]);
});

test("offers these streams of each platform", () => {
  const offered = (config: lmsPackage.LmsConfig): string[] =>
    Object.keys(lmsPackage.lms(config).streams);

  const plain = ["users", "courses", "enrollments", "assessments", "analytics"];
  expect(offered({ baseUrl, apiKey })).toEqual(plain);
  expect(offered({ preset: "moodle", baseUrl, apiKey })).toEqual([
    "users",
    "courses",
    "enrollments",
    "assessments",
    "assignments",
    "assessment_results",
    "analytics",
  ]);
  expect(offered({ preset: "canvas", baseUrl, apiKey })).toEqual([
    "users",
    "courses",
    "enrollments",
    "assessments",
    "quizzes",
    "assessment_results",
    "analytics",
    "student_summaries",
  ]);
  expect(offered({ preset: "openedx", baseUrl, apiKey })).toEqual([
    "courses",
    "enrollments",
    "assessment_results",
  ]);
  expect(offered({ preset: "xapi", baseUrl, username, password })).toEqual([
    "activities",
    "voided",
    "enrollments",
    "assessment_results",
  ]);
  const streams = { analytics: false, certificates: { path: "certs" } } as const;
  expect(offered({ baseUrl, apiKey, streams })).toEqual([...plain.slice(0, 4), "certificates"]);
});
