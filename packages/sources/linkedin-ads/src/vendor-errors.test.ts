import { BrainError } from "@brain/core";
import { collect } from "@brain/testkit";
import { describe, expect, test } from "vitest";
import { account, type AccountOptions } from "./account.fixture.ts";

const reports = { a: { pivots: ["CAMPAIGN"], metrics: ["impressions"] } } as const;
const small = { campaigns: 6, creatives: 6 };

/** The error that reading a stream ends with. */
async function errorOf(name: string, options: AccountOptions = {}): Promise<BrainError> {
  const { streamOf, now } = account({ sizes: small, reports, ...options });
  try {
    await collect(streamOf(name), { window: now() });
  } catch (error) {
    if (BrainError.isInstance(error)) return error;
    throw error;
  }
  throw new RangeError(`reading ${name} ended without an error`);
}

const always = (path: string, status: number, body: unknown): AccountOptions => ({
  intercept: (request) =>
    request.url.includes(path) ? Response.json(body, { status }) : undefined,
});

describe("[airbyte#74240] [pipedream#14346] [pipedream#18398] [pipedream#20457] [tap-linkedin-ads#56] [rudder-transformer#4100] the version of the API", () => {
  test("is an option; one that is no longer served says so at once, and what to do", async () => {
    const { events, create, now } = account({ config: { apiVersion: "202511" } });
    const requests = (): number => events.filter(({ type }) => type === "retry").length;

    const error = await errorOf("campaigns", { config: { apiVersion: "202511" } });
    const check = await create().check();
    const newer = create({ apiVersion: "202608" });

    expect(error).toMatchObject({ name: "ConfigError", code: "config_invalid" });
    expect(error.message).toContain("202511");
    expect(error.hint).toContain("apiVersion");
    expect(error.context).toMatchObject({ vendorCode: "NONEXISTENT_VERSION" });
    expect(check).toMatchObject({ ok: false, cause: "config" });
    expect(requests()).toBe(0);
    expect(await collect(newer.streams.campaigns, { window: now() })).not.toHaveLength(0);
  });

  test("is announced two months before its end, once", async () => {
    const options = { start: "2027-05-20T09:00:00Z", config: { startDate: "2027-05-19" } };
    const late = account({ ...options, sizes: small });
    const early = account({ sizes: small });

    for (const { streamOf, now } of [late, early]) {
      await collect(streamOf("campaigns"), { window: now() });
      await collect(streamOf("creatives"), { window: now() });
    }

    const warnings = late.events.filter((event) => event.type === "warning");
    expect(warnings).toEqual([
      expect.objectContaining({
        code: "version_ends",
        message: expect.stringContaining("2027-07-15"),
      }),
    ]);
    expect(early.events.filter((event) => event.type === "warning")).toEqual([]);
  });
});

describe("limits", () => {
  test("a day's calls that are used up end the run with the time at which they return", async () => {
    const { load, emulator, clock, rows } = account({ sizes: small, reports });
    emulator.endDay("MEMBER");
    const pipeline = load("a");

    const report = await pipeline.run();
    await clock.advance(16 * 3_600_000);
    const next = await pipeline.run();

    expect(report.streams[0]).toMatchObject({
      status: "incomplete",
      resumeAt: "2026-11-25T00:00:00.000Z",
    });
    expect(report.streams[0]?.error?.message).toContain("this member for today");
    expect(next.status).toBe("succeeded");
    expect(rows("a").length).toBeGreaterThan(0);
  });

  test("the metric values of five minutes are waited for by coming back, not by asking again", async () => {
    const { load, clock, requests } = account({
      sizes: small,
      reports,
      limits: { metricValues: 60 },
      config: { startDate: "2026-10-01" },
    });
    const pipeline = load("a");

    const report = await pipeline.run();
    const asked = requests.length;
    let { status } = report;
    for (let runs = 0; status !== "succeeded" && runs < 20; runs += 1) {
      await clock.advance(400_000);
      ({ status } = await pipeline.run());
    }

    const [stream] = report.streams;
    expect(stream).toMatchObject({ status: "incomplete", error: { code: "quota_exhausted" } });
    expect(asked).toBeLessThan(12);
    expect(status).toBe("succeeded");
  });

  test("[airbyte#61639] a throttle is waited out by all, and never more than four requests are under way", async () => {
    let underWay = 0;
    let most = 0;
    const { load, emulator, rows } = account({
      accounts: 6,
      sizes: small,
      reports,
      intercept: async (request) => {
        most = Math.max(most, ++underWay);
        await new Promise((resolve) => setTimeout(resolve, 0));
        underWay--;
        return request.url.includes("nothing") ? new Response() : undefined;
      },
    });
    emulator.throttle(3);

    const report = await load("a").run();

    expect(report.status).toBe("succeeded");
    expect(most).toBeLessThanOrEqual(4);
    expect(emulator.ledger.byStatus()[429]).toBe(3);
    expect(new Set(rows("a").map((row) => row["account_id"])).size).toBe(6);
  });
});

describe("errors", () => {
  test("a missing scope is named, by what it is needed for", async () => {
    const scopes = ["r_organization_admin"];

    const report = await errorOf("a", { scopes: ["r_ads"] });
    const leads = await errorOf("lead_forms", { scopes: ["r_ads"] });
    const lists = await errorOf("campaigns", { scopes });

    expect(report).toMatchObject({
      code: "scope_missing",
      context: { scopes: ["r_ads_reporting"] },
    });
    expect(leads.hint).toContain("r_marketing_leadgen_automation");
    expect(lists.hint).toContain("r_ads");
    expect(report.context).toMatchObject({ vendorCode: "ACCESS_DENIED", status: 403 });
  });

  test("an account that the member may not see is no empty table", async () => {
    const error = await errorOf("creatives", { config: { accountIds: [1] } });

    expect(error).toMatchObject({ name: "PermissionError", context: { status: 404 } });
    expect(error.hint).toContain("accountIds");
  });

  test("an account that refuses does not stop the others", async () => {
    const { load, rows } = account({
      accounts: 3,
      sizes: small,
      reports,
      intercept: (request) =>
        request.url.includes("sponsoredAccount%3A508720452")
          ? Response.json({ message: "Not enough permissions", status: 403 }, { status: 403 })
          : undefined,
    });

    const report = await load("a").run();

    expect(report.streams[0]).toMatchObject({ status: "failed", error: { code: "scope_missing" } });
    expect(new Set(rows("a").map((row) => row["account_id"]))).toEqual(
      new Set(["508720451", "508720453"]),
    );
  });

  test("a report that LinkedIn refuses is the config's fault", async () => {
    const body = { message: "Invalid field: eventViews", code: "FIELD_INVALID", status: 400 };
    const error = await errorOf("a", always("adAnalytics", 400, body));

    expect(error).toMatchObject({ name: "ConfigError", code: "config_invalid" });
    expect(error.message).toContain("Invalid field: eventViews");
  });

  test("maintenance is tried again; what is no JSON is no answer", async () => {
    let count = 0;
    const { streamOf, now } = account({
      sizes: small,
      intercept: (request) =>
        request.url.includes("adCampaigns") && ++count < 3
          ? Response.json({ code: "UNDER_MAINTENANCE", status: 503 }, { status: 503 })
          : undefined,
    });

    expect(await collect(streamOf("campaigns"), { window: now() })).toHaveLength(6);
    expect(await errorOf("campaigns", always("adCampaigns", 200, { ok: true }))).toMatchObject({
      code: "wrong_shape",
    });
  });
});

describe("check()", () => {
  test("says yes where accounts, campaigns and reports can be read", async () => {
    const { create } = account({ sizes: small, reports });

    const well = await create({ accountIds: [508720451], campaignIds: [252074216] }).check();

    expect(well).toEqual({ ok: true });
  });

  test("an empty report alone proves no access: accounts and campaigns are looked for by name", async () => {
    const { create } = account({ sizes: small, reports });

    const stranger = await create({ accountIds: [508720451, 1] }).check();
    const gone = await create({ campaignIds: [252074216, 7] }).check();

    expect(stranger).toMatchObject({
      cause: "permission",
      message: expect.stringContaining(" 1."),
    });
    expect(gone).toMatchObject({ cause: "config", message: expect.stringContaining(" 7.") });
  });

  test("reports need their own scope", async () => {
    const scopes = ["r_ads"];

    expect(await account({ scopes }).source.check()).toEqual({ ok: true });
    expect(await account({ scopes, reports }).source.check()).toMatchObject({
      cause: "permission",
      hint: expect.stringContaining("r_ads_reporting"),
    });
  });
});
