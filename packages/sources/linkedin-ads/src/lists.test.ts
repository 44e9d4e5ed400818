import { from, type Position } from "@brain/core";
import { collect } from "@brain/testkit";
import { expect, test } from "vitest";
import { account } from "./account.fixture.ts";
import { linkedinAdsConfigSchema } from "./config.ts";
import { fixedStreams } from "./fixed-streams.ts";

const idsOf = (records: readonly object[]): unknown[] =>
  records.map((record) => Reflect.get(record, "id"));

test("the names that no report may take are those of the lists", () => {
  expect(Object.keys(account().source.streams).toSorted()).toEqual([...fixedStreams].toSorted());
});

test("every page of every account's lists is read, by name and by place", async () => {
  const { streamOf, now, emulator } = account({
    accounts: 2,
    pageSize: 5,
    sizes: { campaigns: 23, conversions: 11, users: 10 },
  });
  const sizes = { campaigns: 46, conversions: 22, account_users: 20, accounts: 2 };

  for (const [name, size] of Object.entries(sizes)) {
    expect(await collect(streamOf(name), { window: now() })).toHaveLength(size);
  }
  // Between two short pages 23 campaigns need five requests.
  const endpoint = "/rest/adAccounts/{id}/adCampaigns";
  expect(emulator.ledger.requests(endpoint)).toBe(10);
});

test("[RD-2] a page without elements that names a next one is not the end", async () => {
  const { streamOf, now, asked } = account({
    sizes: { campaigns: 12 },
    pageSize: 5,
    emptyPages: true,
    config: { accountIds: [508720451] },
  });

  expect(await collect(streamOf("campaigns"), { window: now() })).toHaveLength(12);
  expect(asked("/adCampaigns")).toHaveLength(5);
});

test("campaigns and groups of every status are read, archived ones too", async () => {
  const { streamOf, now } = account({ sizes: { campaigns: 20, groups: 10 } });

  const campaigns = await collect(streamOf("campaigns"), { window: now() });
  const groups = await collect(streamOf("campaign_groups"), { window: now() });

  const statuses = new Set(campaigns.map((campaign) => Reflect.get(campaign, "status")));
  expect(statuses).toContain("ARCHIVED");
  expect(statuses).toContain("COMPLETED");
  expect(groups).toHaveLength(10);
});

test("ids are text, instants are UTC, money stays text, and what no schema knows is kept", async () => {
  const { source, now } = account();

  const [campaign] = await collect(source.streams.campaigns, { window: now(), limit: 1 });

  expect(campaign).toMatchObject({
    id: "252074216",
    created: "2026-01-28T09:00:00.000Z",
    runSchedule: { start: "2026-05-08T09:00:00.000Z" },
    unitCost: { amount: "62.73", currencyCode: "EUR" },
    creativeSelection: "OPTIMIZED",
    targetingCriteria: {
      include: {
        and: [
          { or: { "urn:li:adTargetingFacet:interfaceLocales": ["urn:li:locale:en_US"] } },
          { or: { "urn:li:adTargetingFacet:locations": ["urn:li:geo:103644278"] } },
        ],
      },
    },
  });
  expect(campaign).not.toHaveProperty("changeAuditStamps");
});

test("a later run hands on what was changed since, and hardly anything else", async () => {
  const { load, rows, clock, emulator } = account({ sizes: { campaigns: 30 }, pageSize: 10 });
  const pipeline = load("campaigns");
  await pipeline.run();
  await clock.advance(3_600_000);
  emulator.change("campaigns", { updated: 3, created: 2 });
  await clock.advance(3_600_000);

  const { streams } = await pipeline.run();

  // And the newest of the first run, which stands in the lookback.
  expect(streams[0]?.read).toBe(6);
  expect(rows("campaigns")).toHaveLength(32);
  expect(rows("campaigns").filter(({ name }) => String(name).endsWith("(changed)"))).toHaveLength(
    5,
  );
});

test("a mirror of a list gets all of it, so that what is gone leaves the table", async () => {
  const { streamOf, pipeline, rows, clock, emulator } = account({ sizes: { creatives: 12 } });
  const mirror = pipeline(from(streamOf("creatives")).into("creatives", { mode: "mirror" }));
  await mirror.run();
  emulator.change("creatives", { removed: 4 });
  await clock.advance(3_600_000);

  await mirror.run();

  expect(rows("creatives")).toHaveLength(8);
});

test("a role that was taken away leaves the table", async () => {
  const { load, rows, clock, emulator } = account({ sizes: { users: 6 }, pageSize: 4 });
  const pipeline = load("account_users");
  await pipeline.run();
  emulator.change("users", { removed: 2, created: 1 });
  await clock.advance(3_600_000);

  await pipeline.run();

  expect(rows("account_users")).toHaveLength(5);
});

test("a list whose cursor was cut between pages goes on with the next page, not from the start", async () => {
  const { streamOf, now, emulator } = account({ sizes: { campaigns: 30 }, pageSize: 10 });
  const stream = streamOf("campaigns");
  const window = now();
  const positions: Record<string, Position> = {};
  const first: unknown[] = [];
  for await (const page of stream.read({ window, limit: 10 })) {
    first.push(...idsOf(page.records));
    if (page.position !== undefined) positions[page.partition] = page.position;
  }
  emulator.ledger.reset();

  const rest = await collect(stream, { window, positions });

  expect(new Set([...first, ...idsOf(rest)]).size).toBe(30);
  expect(rest).toHaveLength(20);
});

test("which conversions a campaign counts is asked for some campaigns at a time", async () => {
  const { streamOf, now, asked } = account({
    sizes: { campaigns: 120 },
    pageSize: 20,
    config: { accountIds: [508720451] },
  });

  const links = await collect(streamOf("campaign_conversions"), { window: now() });

  expect(links).toHaveLength(60);
  expect(links[0]).toMatchObject({ associatedAt: "2026-11-24T08:59:59.000Z" });
  // Two pages of the links of 50 campaigns each, and one of those of the last 20.
  expect(asked("/campaignConversions")).toHaveLength(5);
});

test("the accounts of the config are read and no others", async () => {
  const { source, now } = account({ accounts: 3, config: { accountIds: [508720452] } });

  const accounts = await collect(source.streams.accounts, { window: now() });
  const groups = await collect(source.streams.campaign_groups, { window: now() });

  expect(idsOf(accounts)).toEqual(["508720452"]);
  expect(new Set(groups.map((group) => group.account))).toEqual(
    new Set(["urn:li:sponsoredAccount:508720452"]),
  );
});

test("the schema of the config keeps its defaults", () => {
  const { apiVersion, windowDays, lookbackDays, baseUrl } = linkedinAdsConfigSchema.parse({
    accessToken: "t",
  });

  expect({ apiVersion, windowDays, lookbackDays, baseUrl }).toEqual({
    apiVersion: "202607",
    windowDays: 7,
    lookbackDays: 30,
    baseUrl: "https://api.linkedin.com/rest/",
  });
});
