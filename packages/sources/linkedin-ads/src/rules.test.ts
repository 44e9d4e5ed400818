import { check } from "@brain/core";
import { brokenRules, collect } from "@brain/testkit";
import { expect, test } from "vitest";
import { account } from "./account.fixture.ts";
import { presets } from "./presets.ts";
import { linkedinAdsRules } from "./rules.ts";

const { source, now } = account({ reports: { by_campaign: presets.campaign } });
const { reports, ...ofStreams } = linkedinAdsRules;

test("what the emulated account answers keeps every rule", async () => {
  const sets = { ...ofStreams, by_campaign: reports };

  expect(await brokenRules(source.streams, sets, { window: now(), limit: 100 })).toEqual([]);
});

test("an account in no currency, and a day with costs below 0, are found", async () => {
  const accounts = await collect(source.streams.accounts, { window: now(), limit: 1 });
  const good = { account_id: "1", start_date: "2026-11-01", end_date: "2026-11-01", clicks: 1 };

  const money = check(
    accounts.map((one) => ({ ...one, currency: "euro" })),
    linkedinAdsRules.accounts,
  );
  const days = check(
    [
      { ...good, impressions: 9, costInUsd: "12.5" },
      { ...good, impressions: 0, costInUsd: "-0.01" },
    ],
    reports,
  );

  expect(money).toMatchObject({ records: 1, invalid: 1 });
  expect(days).toMatchObject({ records: 2, invalid: 1 });
  expect(days.issues[0]?.issues.map(({ rule }) => rule)).toEqual(["constraints.costInUsd"]);
});
