import { check } from "@brain/core";
import { brokenRules, collect } from "@brain/testkit";
import { expect, test } from "vitest";
import { project } from "./project.fixture.ts";
import { mixpanelRules } from "./rules.ts";

const { source } = project();

test("what the emulated project answers keeps every rule", async () => {
  expect(await brokenRules(source.streams, mixpanelRules, { limit: 100 })).toEqual([]);
});

test("a day with fewer than no events is found", async () => {
  const good = await collect(source.streams.events_daily, { limit: 2 });
  const records = good.map((one, at) => (at === 0 ? one : { ...one, count: -1 }));

  const found = check(records, mixpanelRules.events_daily);

  expect(found).toMatchObject({ records: 2, invalid: 1 });
  expect(found.issues[0]?.issues.map(({ rule }) => rule)).toEqual(["constraints.count"]);
});
