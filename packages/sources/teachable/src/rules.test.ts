import { check } from "@brain/core";
import { brokenRules, collect } from "@brain/testkit";
import { expect, test } from "vitest";
import { school } from "./school.fixture.ts";
import { teachableRules } from "./rules.ts";

const { source, passing } = school({
  school: { courses: 2, lectures: 2, users: 6, pricingPlans: 2, transactions: 10, webhooks: 2 },
});

test("what the emulated school answers keeps every rule", async () => {
  expect(await passing(brokenRules(source.streams, teachableRules, { limit: 100 }))).toEqual([]);
});

test("more than the whole of a course is found", async () => {
  const good = await passing(collect(source.streams.enrollments, { limit: 2 }));
  const records = good.map((one, at) => (at === 0 ? one : { ...one, percent_complete: 101 }));

  const found = check(records, teachableRules.enrollments);

  expect(found).toMatchObject({ records: 2, invalid: 1 });
  expect(found.issues[0]?.issues.map(({ rule }) => rule)).toEqual([
    "constraints.percent_complete.max",
  ]);
});
