import { BrainError } from "@brain/core";
import { expect, test } from "vitest";
import { linkedinAdsConfigSchema } from "./config.ts";
import { linkedinAds } from "./linkedin-ads.ts";

const grant = { clientId: "c", clientSecret: "s", refreshToken: "r" };

/** What the source says about a config that a user without types could write. */
function problemsOf(config: object): string {
  try {
    Reflect.apply(linkedinAds, undefined, [config]);
  } catch (error) {
    if (BrainError.isInstance(error)) return error.message;
    throw error;
  }
  return "";
}

const report = (pivots: readonly string[], metrics: readonly string[], more: object = {}) =>
  problemsOf({
    ...grant,
    startDate: "2026-01-01",
    analytics: { a: { pivots, metrics, ...more } },
  });

test("every problem is listed at once", () => {
  const problems = problemsOf({
    accessToken: "t",
    clientId: "c",
    accountIds: ["abc"],
    apiVersion: "2026-07",
    lookbackDays: -1,
    analytics: { campaigns: { pivots: ["CAMPAIN"], metrics: ["clicks", "clicks"] } },
    colour: "blue",
  });

  for (const part of [
    "exclude each other",
    "together",
    "accountIds",
    "apiVersion",
    "lookbackDays",
    'did you mean "CAMPAIGN"',
    '"clicks" is listed twice',
    "need a first day",
    "names are taken",
    "colour",
  ]) {
    expect(problems).toContain(part);
  }
});

test("a credential is needed, and one is enough", () => {
  expect(problemsOf({})).toContain("give `accessToken`");
  expect(problemsOf({ clientId: "c", refreshToken: "r" })).toContain("together");
  expect(problemsOf({ accessToken: "t" })).toBe("");
  expect(problemsOf(grant)).toBe("");
  expect(problemsOf({ ...grant, refreshToken: undefined })).toBe("");
});

test("[airbyte#55724] [airbyte#58134] a metric that LinkedIn renamed is read by its name of today; one that there is not is refused before any request", () => {
  const { analytics } = linkedinAdsConfigSchema.parse({
    ...grant,
    startDate: "2026-01-01",
    analytics: { a: { pivots: ["ACCOUNT"], metrics: ["approximateUniqueImpressions"] } },
  });

  expect(analytics["a"]?.metrics).toEqual(["approximateMemberReach"]);
  expect(report(["ACCOUNT"], ["approximateUniqueImpressions", "approximateMemberReach"])).toContain(
    "listed twice",
  );
  expect(report(["ACCOUNT"], ["impresions"])).toContain('did you mean "impressions"');
});

test("what LinkedIn does not combine is refused before any request", () => {
  expect(report(["MEMBER_INDUSTRY", "CREATIVE"], ["clicks"])).toContain("no other");
  expect(report(["MEMBER_INDUSTRY", "MEMBER_COMPANY"], ["clicks"])).toContain("at a time");
  expect(report(["MEMBER_INDUSTRY"], ["cardClicks"])).toContain("groups of members");
  expect(report(["ACCOUNT"], ["approximateMemberReach"], { timeGranularity: "YEARLY" })).toContain(
    "92 days",
  );
  expect(report(["CAMPAIGN", "MEMBER_INDUSTRY"], ["clicks"])).toBe("");
});

test("ids are taken as numbers, text or URNs, and come out as text", () => {
  const parsed = linkedinAdsConfigSchema.parse({
    ...grant,
    accountIds: [508720451, "508720452", "urn:li:sponsoredAccount:508720453"],
    campaignIds: ["urn:li:sponsoredCampaign:7"],
  });

  expect(parsed.accountIds).toEqual(["508720451", "508720452", "508720453"]);
  expect(parsed.campaignIds).toEqual(["7"]);
});

test("the identity of a report is its query, not the lists that become partitions", () => {
  const one = linkedinAds({
    ...grant,
    startDate: "2026-01-01",
    accountIds: [1],
    analytics: { a: { pivots: ["CAMPAIGN"], metrics: ["clicks", "impressions"] } },
  });
  const same = linkedinAds({
    accessToken: "other",
    startDate: "2026-02-01",
    accountIds: [2],
    analytics: { a: { pivots: ["CAMPAIGN"], metrics: ["impressions", "clicks"] } },
  });
  const other = linkedinAds({
    ...grant,
    startDate: "2026-01-01",
    campaignIds: [1],
    analytics: { a: { pivots: ["CAMPAIGN"], metrics: ["clicks", "impressions"] } },
  });

  expect(same.streams.a.identity).toEqual(one.streams.a.identity);
  expect(other.streams.a.identity).not.toEqual(one.streams.a.identity);
});
