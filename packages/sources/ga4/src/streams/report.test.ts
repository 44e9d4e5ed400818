import { outputJsonSchema } from "@brain/core";
import { collect, collectPages } from "@brain/testkit";
import { describe, expect, test } from "vitest";
import emptyAnswer from "../../fixtures/run-report.empty.json" with { type: "json" };
import flagsAnswer from "../../fixtures/run-report.flags.json" with { type: "json" };
import answer from "../../fixtures/run-report.json" with { type: "json" };
import { recordSchema } from "../record-schema.ts";
import type { Report } from "../report-config.ts";
import { reading, served, window } from "../scripted-api.fixture.ts";

describe("records", () => {
  test("[VA-3] have today's names and typed values, and nothing that was rounded", async () => {
    const { streams } = reading(() => answer);

    expect(await collect(streams.traffic, { window })).toEqual([
      {
        property_id: "1",
        date: "2026-11-20",
        sessionSource: "boletín de otoño",
        sessions: 42,
        averageSessionDuration: 71.26190476190476,
        totalRevenue: 1204.5,
      },
      {
        property_id: "1",
        date: "2026-11-20",
        sessionSource: "(data not available)",
        sessions: "9007199254740993",
        averageSessionDuration: null,
        totalRevenue: 0,
      },
      {
        property_id: "1",
        date: null,
        sessionSource: "",
        sessions: 7,
        averageSessionDuration: null,
        totalRevenue: 0.00015,
      },
    ]);
  });

  test("a value that fits no schema is reported, not changed", async () => {
    const rows = [
      {
        dimensionValues: [{ value: "20261120" }, { value: "a" }],
        metricValues: [{ value: "many" }, { value: "1" }, { value: "1" }],
      },
    ];
    const { streams } = reading(() => ({ ...answer, rows, rowCount: 1 }));

    await expect(collect(streams.traffic, { window })).rejects.toMatchObject({
      code: "record_invalid",
    });
  });
});

describe("requests", () => {
  test("ask for a stable order, the most rows, the quota and no indentation", async () => {
    const { streams, asked } = reading(() => emptyAnswer);

    await collect(streams.traffic, { window });

    expect(asked).toHaveLength(1);
    expect(asked[0]?.query).toBe("?prettyPrint=false");
    expect(asked[0]?.body).toMatchObject({
      dateRanges: [{ startDate: "2026-11-20", endDate: "2026-11-20" }],
      orderBys: [
        { dimension: { dimensionName: "date" } },
        { dimension: { dimensionName: "sessionSource" } },
      ],
      limit: "250000",
      offset: "0",
      keepEmptyRows: false,
      returnPropertyQuota: true,
    });
  });
});

describe("[VA-1] the schema", () => {
  const report: Report = {
    dimensions: ["date", "city"],
    metrics: ["sessions", "totalRevenue"],
    keepEmptyRows: false,
  };
  const row = { property_id: "1", date: "2026-11-20", city: "", sessions: 0, totalRevenue: 0.5 };
  const schema = recordSchema(report)["~standard"];

  test("takes a record of the right types as it is, and more fields with it", () => {
    for (const other of [
      {},
      { date: null },
      { sessions: null, totalRevenue: null },
      { sessions: "9007199254740993", totalRevenue: "-12345678901234567" },
      { other: 1 },
    ]) {
      const value = { ...row, ...other };
      expect(schema.validate(value)).toEqual({ value });
    }
  });

  test.each([
    ["property_id", 1],
    ["property_id", undefined],
    ["date", "2026-02-30"],
    ["date", "20261120"],
    ["city", null],
    ["sessions", 1.5],
    ["sessions", "12"],
    ["sessions", undefined],
    ["totalRevenue", Number.NaN],
    ["totalRevenue", "1.5"],
    ["totalRevenue", true],
  ])("names %s when it is %s", (name, value) => {
    expect(schema.validate({ ...row, [name]: value })).toMatchObject({
      issues: [{ path: [name] }],
    });
  });

  test("of what is no record says so", () => {
    for (const value of [null, undefined, "a", 1]) {
      expect(schema.validate(value)).toMatchObject({ issues: [{ path: [] }] });
    }
  });

  test("describes the columns to tables", () => {
    expect(outputJsonSchema(recordSchema(report)).properties).toMatchObject({
      property_id: { type: "string" },
      date: { anyOf: [{ type: "string", format: "date" }, { type: "null" }] },
      sessions: { type: ["integer", "null"] },
      totalRevenue: { type: ["number", "null"] },
    });
  });
});

describe("quality", () => {
  test("[airbyte#8570] [airbyte#9480] [googleAnalyticsR#427] [googleAnalyticsR#431] tells sampling, thresholding, restrictions and data loss", async () => {
    const { streams } = reading(() => flagsAnswer);

    const pages = await collectPages(streams.traffic, { window });

    expect(pages[0]?.quality).toEqual({
      data_loss_from_other_row: true,
      subject_to_thresholding: true,
      sampled: true,
      sampled_percent: 33.33,
      restricted_metrics: ["totalRevenue"],
      time_zone: "Europe/Madrid",
      currency_code: "EUR",
    });
  });

  test("[airbyte#8049] an empty report is a page without records that says so", async () => {
    const { streams } = reading(() => emptyAnswer);

    const pages = await collectPages(streams.traffic, { window });

    expect(pages.map(({ records }) => records.length)).toEqual([0, 0]);
    expect(pages[0]).toMatchObject({
      total: 0,
      quality: { sampled: false, sampled_percent: null },
    });
    expect(pages[1]?.position).toMatchObject({ complete: true });
  });

  test("stands on the last page of an answer, where GA4 tells it", async () => {
    const { streams } = reading((asked) => served(asked, 600));

    const pages = await collectPages(streams.paths, { window });

    expect(pages.map(({ records, quality }) => [records.length, quality !== undefined])).toEqual([
      [250, false],
      [250, false],
      [100, true],
      [0, false],
    ]);
  });
});
