import { check } from "@brain/core";
import { brokenRules, collect } from "@brain/testkit";
import { expect, test } from "vitest";
import { project } from "./project.fixture.ts";
import { amplitudeRules } from "./rules.ts";

const { source } = project();

test("what the emulated project answers keeps every rule", async () => {
  expect(await brokenRules(source.streams, amplitudeRules, { limit: 100 })).toEqual([]);
});

test("an event without a right uuid is found", async () => {
  const good = await collect(source.streams.events, { limit: 2 });
  const records = good.map((one, at) => (at === 0 ? one : { ...one, uuid: "7f0c" }));

  const found = check(records, amplitudeRules.events);

  expect(found).toMatchObject({ records: 2, invalid: 1 });
  expect(found.issues[0]?.issues.map(({ rule }) => rule)).toEqual(["types.uuid"]);
});
