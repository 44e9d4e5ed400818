import { BrainError } from "@brain/core";
import { sandboxCredentials } from "@brain/sandbox";
import { collect } from "@brain/testkit";
import { describe, expect, test } from "vitest";
import { account, type AccountOptions } from "./account.fixture.ts";
import { amounts, counts, type Metric } from "./metrics.ts";

const OCTOBER = { from: "2026-10-01", to: "2026-11-01" };
const WEEK = { from: "2026-11-05", to: "2026-11-12" };
const NOVEMBER_5 = { year: 2026, month: 11, day: 5 };
const small = { campaigns: 6, creatives: 12 };

type Row = Readonly<Record<string, unknown>>;

/** One metric alone, as LinkedIn gives it, by pivots and day. */
async function alone(
  { emulator }: ReturnType<typeof account>,
  pivots: string,
  metric: string,
): Promise<Map<string, unknown>> {
  const query = `q=statistics&pivots=List(${pivots})&timeGranularity=DAILY&dateRange=(start:(year:2026,month:11,day:5),end:(year:2026,month:11,day:11))&accounts=List(urn%3Ali%3AsponsoredAccount%3A508720451)&fields=dateRange,pivotValues,${metric}`;
  const answer = await emulator.fetch(
    new Request(`https://api.linkedin.com/rest/adAnalytics?${query}`, {
      headers: {
        authorization: `Bearer ${sandboxCredentials.linkedinAds.accessToken}`,
        "linkedin-version": "202607",
        "x-restli-protocol-version": "2.0.0",
      },
    }),
  );
  const { elements }: { elements: Row[] } = await answer.json();
  return new Map(
    elements.map((row) => {
      const { day } = Object(Object(row["dateRange"]).start);
      return [`${String(row["pivotValues"])} ${day}`, row[metric]];
    }),
  );
}

const sum = (rows: readonly object[], field: string): number =>
  rows.reduce((total, row) => total + Number(Reflect.get(row, field) ?? 0), 0);

const read = async (options: AccountOptions, window = WEEK): Promise<Row[]> => {
  const { streamOf } = account({ sizes: small, ...options });
  return (await collect(streamOf("a"), { window })).map((row) => ({ ...row }));
};

describe("rows", () => {
  test("[airbyte#29175] metrics of many requests are one row each: none has 18 fields of 48, none is lost", async () => {
    const metrics: readonly Metric[] = [...counts.slice(0, 41), ...amounts.slice(0, 7)];
    const setUp = account({ sizes: small, reports: { a: { pivots: ["CREATIVE"], metrics } } });

    const rows = await collect(setUp.streamOf("a"), { window: WEEK });

    expect(setUp.asked("/adAnalytics")).toHaveLength(3);
    const keys = rows.map(
      (row) => `${Reflect.get(row, "creative")} ${Reflect.get(row, "start_date")}`,
    );
    expect(new Set(keys).size).toBe(rows.length);
    for (const row of rows) expect(Object.keys(row)).toHaveLength(4 + metrics.length);
    for (const metric of ["impressions", "comments", "eventViews"].filter((name) =>
      metrics.some((one) => one === name),
    )) {
      const truth = await alone(setUp, "CREATIVE", metric);
      const given = rows.flatMap((row) => {
        const value: unknown = Reflect.get(row, metric);
        const day = Number(String(Reflect.get(row, "start_date")).slice(8));
        const key = `${Reflect.get(row, "creative")} ${day}`;
        // What LinkedIn leaves out is zero or not there.
        return value === null || value === 0 ? [] : [[key, value] as const];
      });
      expect(new Map(given)).toEqual(truth);
    }
  });

  test("[airbyte#37531] [airbyte#48451] [airbyte#26934] the key tells every row apart: each pivot is a field of text", async () => {
    const rows = await read({
      reports: {
        a: { pivots: ["CAMPAIGN", "IMPRESSION_DEVICE_TYPE"], metrics: ["impressions"] },
      },
    });
    const days = rows.filter((row) => row["start_date"] === "2026-11-06");

    const devices = new Set(days.map((row) => row["impression_device_type"]));
    expect(devices).toEqual(new Set(["MOBILE_APP", "DESKTOP_WEB", "MOBILE_WEB"]));
    const campaigns = new Set(days.map((row) => row["campaign"]));
    expect(days).toHaveLength(devices.size * campaigns.size);
    expect(days[0]?.["campaign"]).toMatch(/^urn:li:sponsoredCampaign:\d+$/);
  });

  test.each([
    ["of whom", { dateRange: { start: NOVEMBER_5, end: NOVEMBER_5 }, pivotValues: [] }],
    ["of when", { pivotValues: ["urn:li:sponsoredCampaign:1"] }],
  ])("a row that does not say %s it tells is no answer", async (_what, row) => {
    const setUp = account({
      reports: { a: { pivots: ["CAMPAIGN"], metrics: ["impressions"] } },
      intercept: (request) =>
        request.url.includes("adAnalytics")
          ? Response.json({ elements: [{ ...row, impressions: 3 }] })
          : undefined,
    });

    await expect(collect(setUp.streamOf("a"), { window: WEEK })).rejects.toMatchObject({
      code: "wrong_shape",
    });
  });

  test("[airbyte#35544] conversions by conversion add up to those by campaign", async () => {
    const metrics = ["externalWebsiteConversions", "externalWebsitePostClickConversions"] as const;
    const byConversion = await read({
      reports: { a: { pivots: ["CREATIVE", "CONVERSION"], metrics } },
    });
    const byCampaign = await read({ reports: { a: { pivots: ["CAMPAIGN"], metrics } } });

    expect(new Set(byConversion.map((row) => row["conversion"])).size).toBe(5);
    for (const metric of metrics) {
      expect(sum(byConversion, metric)).toBeGreaterThan(0);
      expect(sum(byConversion, metric)).toBe(sum(byCampaign, metric));
    }
  });

  test("amounts stay LinkedIn's digits, ratios are numbers, months begin on their first day", async () => {
    const answer = {
      dateRange: {
        start: { year: 2026, month: 10, day: 1 },
        end: { year: 2026, month: 10, day: 31 },
      },
      pivotValues: ["urn:li:sponsoredAccount:508720451"],
      costInUsd: "-2E-18",
      costInLocalCurrency: "318.93414846943944",
      clicks: 110,
    };
    const body = JSON.stringify({ elements: [answer] }).replace(
      '"clicks"',
      '"averageVideoWatchTime":12.345678901234567,"clicks"',
    );
    const rows = await read(
      {
        reports: {
          a: {
            pivots: ["ACCOUNT"],
            timeGranularity: "MONTHLY",
            metrics: [
              "costInUsd",
              "costInLocalCurrency",
              "averageVideoWatchTime",
              "clicks",
              "likes",
            ],
          },
        },
        intercept: (request) =>
          request.url.includes("adAnalytics")
            ? new Response(body, { headers: { "content-type": "application/json" } })
            : undefined,
      },
      { from: "2026-10-15", to: "2026-10-20" },
    );

    expect(rows).toEqual([
      {
        account_id: "508720451",
        account: "urn:li:sponsoredAccount:508720451",
        start_date: "2026-10-01",
        end_date: "2026-10-31",
        costInUsd: "-2E-18",
        costInLocalCurrency: "318.93414846943944",
        averageVideoWatchTime: 12.345678901234567,
        clicks: 110,
        likes: null,
      },
    ]);
  });

  test("members are cut by campaign though LinkedIn has no such report, and only campaigns that did something are asked for", async () => {
    const setUp = account({
      sizes: { campaigns: 9, creatives: 9 },
      reports: { a: { pivots: ["CAMPAIGN", "MEMBER_SENIORITY"], metrics: ["impressions"] } },
    });

    const rows = await collect(setUp.streamOf("a"), { window: WEEK });

    // Every third campaign has ended long ago.
    const requests = setUp.asked("/adAnalytics");
    expect(requests).toHaveLength(1 + 6);
    expect(requests[0]).toContain("pivot=CAMPAIGN&timeGranularity=ALL");
    expect(new Set(rows.map((row) => Reflect.get(row, "campaign"))).size).toBe(6);
    expect(Reflect.get(rows[0] ?? {}, "member_seniority")).toMatch(/^urn:li:seniority:/);
  });
});

describe("requests", () => {
  test("[airbyte#54643] [airbyte#19128] [airbyte#48606] [airbyte#68626] an account's week is one request, however many campaigns it has", async () => {
    const setUp = account({
      sizes: { campaigns: 90, creatives: 90 },
      reports: { a: { pivots: ["CAMPAIGN"], metrics: ["impressions", "clicks"] } },
    });

    const rows = await collect(setUp.streamOf("a"), { window: OCTOBER });

    expect(new Set(rows.map((row) => Reflect.get(row, "campaign"))).size).toBe(60);
    // Weeks that October touches.
    expect(setUp.asked("/adAnalytics")).toHaveLength(5);
  });

  test("[RT-5] a report pays for the metric values that it may give, as far as the reports before it tell, and for those that it gave", async () => {
    const row = { dateRange: { start: NOVEMBER_5, end: NOVEMBER_5 }, impressions: 1, clicks: 1 };
    const elements = Array.from({ length: 1_200 }, (_, index) => ({
      ...row,
      pivotValues: [`urn:li:sponsoredCreative:${index}`],
    }));
    const setUp = account({
      reports: { a: { pivots: ["CREATIVE"], metrics: ["impressions", "clicks"] } },
      intercept: (request) =>
        request.url.includes("adAnalytics") ? Response.json({ elements }) : undefined,
    });
    const paid: number[] = [];
    const given: (number | undefined)[] = [];
    const { budget } = setUp.runtime;
    const source = setUp.create(
      {},
      {
        ...budget,
        take(key, limits, cost, signal) {
          if (key.includes("/analytics/")) paid.push(cost);
          return budget.take(key, limits, cost, signal);
        },
        settle(key, permit, truth) {
          if (key.includes("/analytics/")) given.push(truth.cost);
          return budget.settle(key, permit, truth);
        },
      },
    );

    const window = { from: "2026-10-29", to: "2026-11-12" };
    await collect(setUp.streamOf("a", source), { window });

    expect(paid).toEqual([2 * 1_000, 2 * 1_200]);
    expect(given).toEqual([2 * 1_200, 2 * 1_200]);
  });

  test("only the campaigns of the config are read, account by account", async () => {
    const setUp = account({
      accounts: 2,
      sizes: small,
      config: { campaignIds: [252074217, 253074216] },
      reports: { a: { pivots: ["CAMPAIGN"], metrics: ["impressions"] } },
    });

    const rows = await collect(setUp.streamOf("a"), { window: WEEK });

    const found = rows.map(
      (row) => `${Reflect.get(row, "account_id")} ${Reflect.get(row, "campaign")}`,
    );
    expect(new Set(found)).toEqual(
      new Set([
        "508720451 urn:li:sponsoredCampaign:252074217",
        "508720452 urn:li:sponsoredCampaign:253074216",
      ]),
    );
    const searches = setUp.emulator.ledger.requests("/rest/adAccounts/{id}/adCampaigns");
    expect(searches).toBe(2);
  });

  test("more campaigns than fit into a request are no problem by campaign, and refused where rows would be cut", async () => {
    const campaignIds = Array.from({ length: 60 }, (_, index) => 252074216 + index);
    const options = { sizes: { campaigns: 60, creatives: 60 }, config: { campaignIds } };

    const rows = await read({
      ...options,
      reports: { a: { pivots: ["CAMPAIGN"], metrics: ["impressions"] } },
    });
    const refused = read({
      ...options,
      reports: { a: { pivots: ["MEMBER_INDUSTRY"], metrics: ["impressions"] } },
    });

    expect(new Set(rows.map((row) => row["campaign"])).size).toBe(40);
    await expect(refused).rejects.toMatchObject({ code: "config_invalid" });
  });
});

describe("[RD-6] 15,000 rows, which LinkedIn cuts without a word", () => {
  const ids = Array.from({ length: 90 }, (_, index) => `urn:li:sponsoredCampaign:${index + 1}`);
  /** So many rows a day, or so many creatives of each campaign, cut off as LinkedIn does. */
  const answer = (request: Request, rows: number, of: readonly string[]): Response | undefined => {
    if (!request.url.includes("adAnalytics")) return undefined;
    const { search } = new URL(request.url);
    const [first = 0, last = 0] = [...search.matchAll(/day:(\d+)/g)].map(([, day]) => Number(day));
    const named = of.filter((id) => `${search},`.match(`${encodeURIComponent(id)}[,)]`) !== null);
    const campaigns = named.length === 0 ? of : named;
    const elements: object[] = [];
    for (let day = first; day <= last; day += 1) {
      const date = { year: 2026, month: 11, day };
      for (const id of campaigns) {
        const count = search.includes("pivot=CAMPAIGN&") ? 1 : rows;
        for (let index = 0; index < count && elements.length < 15_000; index += 1) {
          const value = count === 1 ? id : `${id}/${index}`;
          elements.push({ dateRange: { start: date, end: date }, pivotValues: [value], clicks: 1 });
        }
      }
    }
    return Response.json({ elements });
  };
  const day = { from: "2026-11-05", to: "2026-11-06" };
  const capped = (
    pivot: "CREATIVE" | "MEMBER_JOB_TITLE",
    rows: number,
    of = ids,
    windowDays = 1,
  ): AccountOptions => ({
    config: { windowDays },
    reports: { a: { pivots: [pivot], metrics: ["clicks"] } },
    intercept: (request) => answer(request, rows, of),
  });

  test("a week is read in halves until each fits, and nothing is missing or there twice", async () => {
    const setUp = account({ sizes: small, ...capped("CREATIVE", 2_200, ["all"], 7) });

    const rows = await collect(setUp.streamOf("a"), { window: WEEK });

    const days = setUp
      .asked("/adAnalytics")
      .map((query) => query.match(/(?<=day:)\d+/g)?.join("-"));
    expect(days).toEqual(["5-11", "5-8", "9-11"]);
    const keys = rows.map(
      (row) => `${Reflect.get(row, "start_date")} ${Reflect.get(row, "creative")}`,
    );
    expect(new Set(keys).size).toBe(7 * 2_200);
    expect(rows).toHaveLength(7 * 2_200);
  });

  test("a day is read by parts of its campaigns", async () => {
    const rows = await read(capped("CREATIVE", 250), day);

    expect(new Set(rows.map((row) => row["creative"])).size).toBe(90 * 250);
  });

  test("what cannot be cut finer is an error, not a table without the rest", async () => {
    await expect(read(capped("CREATIVE", 15_000, ids.slice(0, 2)), day)).rejects.toMatchObject({
      code: "results_cap",
    });
    await expect(read(capped("MEMBER_JOB_TITLE", 250), day)).rejects.toMatchObject({
      code: "results_cap",
    });
  });
});

describe("runs", () => {
  const reports = { a: { pivots: ["CREATIVE"], metrics: ["impressions"] } } as const;
  const config = { startDate: "2026-08-01" };

  test("weeks within the lookback are read again each day, and replaced whole; older ones are final", async () => {
    const setUp = account({ sizes: small, reports, config });
    const { load, rows, asked, clock, emulator } = setUp;
    const pipeline = load("a");
    await pipeline.run();
    const first = asked("/adAnalytics");
    const before = rows("a").length;
    emulator.restate(20);
    await clock.advance(86_400_000);

    await pipeline.run();

    const again = asked("/adAnalytics");
    expect([first.length, again.length]).toEqual([17, 5]);
    // Rows that LinkedIn no longer gives are gone: the table is what a first reading would find now.
    const fresh = await collect(setUp.streamOf("a", setUp.create()), {
      window: { from: "2026-08-01", to: "2026-11-25T08:59:00Z" },
    });
    const keyOf = (row: object): string =>
      `${Reflect.get(row, "start_date")} ${Reflect.get(row, "creative")} ${Reflect.get(row, "impressions")}`;
    expect(rows("a").map(keyOf).toSorted()).toEqual(fresh.map(keyOf).toSorted());
    expect(rows("a").length).not.toBe(before);
  });

  test("a second run on the same day reads only the week that is not over", async () => {
    const { load, asked, clock } = account({ sizes: small, reports, config });
    const pipeline = load("a");
    await pipeline.run();
    asked("");
    await clock.advance(3_600_000);

    await pipeline.run();

    expect(asked("/adAnalytics")).toHaveLength(1);
  });

  test("[VA-4] days are UTC's, whatever this machine's zone is", async () => {
    const { streamOf, asked } = account({
      sizes: small,
      reports,
      config: { windowDays: 1 },
      start: "2026-11-24T00:30:00Z",
    });

    await collect(streamOf("a"), { window: { from: "2026-11-23", to: "2026-11-24T00:29:00Z" } });

    const days = asked("/adAnalytics").map((query) => /day:(\d+)/.exec(query)?.[1]);
    expect(days).toEqual(["23", "24"]);
  });

  test("people are not counted over more than 92 days", async () => {
    const long = read(
      {
        reports: {
          a: {
            pivots: ["ACCOUNT"],
            metrics: ["approximateMemberReach"],
            timeGranularity: "ALL",
          },
        },
      },
      { from: "2026-05-01", to: "2026-11-01" },
    );

    await expect(long).rejects.toSatisfy(
      (error) => BrainError.isInstance(error) && error.message.includes("92 days"),
    );
  });

  test("[airbyte#6527] [airbyte#10968] reports begin at once for a new member, and say why where there is no account", async () => {
    const rows = await read({ reports });
    const nobody = account({ accounts: 0, reports });

    expect(rows.length).toBeGreaterThan(0);
    await expect(collect(nobody.streamOf("a"), { window: WEEK })).rejects.toMatchObject({
      code: "scope_missing",
      hint: expect.stringContaining("Campaign Manager"),
    });
  });
});
