import { check } from "@brain/core";
import { brokenRules } from "@brain/testkit";
import { expect, test } from "vitest";
import { campus, type Platform } from "./campus.fixture.ts";
import { lmsRules } from "./rules.ts";

const platforms: readonly Platform[] = ["default", "moodle", "canvas", "openedx", "xapi"];

test.each(platforms)(
  "what the emulated platform of %s answers keeps every rule",
  async (preset) => {
    const { source } = campus({ preset });
    const sets = Object.entries(lmsRules).filter(([name]) => name in source.streams);

    expect(sets.length).toBeGreaterThan(1);
    expect(await brokenRules(source.streams, Object.fromEntries(sets), { limit: 100 })).toEqual([]);
  },
);

test("progress in per cent, where there are fractions, is found", () => {
  const enrollment = {
    id: "1:2",
    course_id: "1",
    user_id: "2",
    role: "student",
    status: "active",
    enrolled_at: "2026-11-01T00:00:00Z",
    completed_at: null,
    expires_at: null,
    progress: 0.75,
    last_activity_at: null,
    grade: null,
    updated_at: null,
  };

  const found = check([enrollment, { ...enrollment, progress: 75 }], lmsRules.enrollments);

  expect(found).toMatchObject({ records: 2, invalid: 1 });
  expect(found.issues[0]?.issues.map(({ rule }) => rule)).toEqual(["constraints.progress.max"]);
});
