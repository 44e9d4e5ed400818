import { check } from "@brain/core";
import { brokenRules, collect } from "@brain/testkit";
import { expect, test } from "vitest";
import { site } from "./site.fixture.ts";
import { thinkificRules } from "./rules.ts";

const { source } = site();

test("what the emulated site answers keeps every rule", async () => {
  expect(await brokenRules(source.streams, thinkificRules, { limit: 100 })).toEqual([]);
});

test("progress in per cent, where Thinkific has fractions, is found", async () => {
  const good = await collect(source.streams.enrollments, { limit: 2 });
  const records = good.map((one, at) => (at === 0 ? one : { ...one, percentage_completed: 75 }));

  const found = check(records, thinkificRules.enrollments);

  expect(found).toMatchObject({ records: 2, invalid: 1 });
  expect(found.issues[0]?.issues.map(({ rule }) => rule)).toEqual([
    "constraints.percentage_completed.max",
  ]);
});
