import { expect, test } from "vitest";
import { sandboxCredentials } from "../credentials.ts";
import { askGa4, askReport, byDimensions, fields, namedRows } from "../ask-ga4.fixture.ts";
import { ga4Emulator, type Ga4EmulatorOptions, type Ga4Row } from "./ga4-emulator.ts";
import type { ReportRequestInput } from "./request.ts";

const START = Date.UTC(2026, 10, 24, 12);
const { propertyId } = sandboxCredentials.ga4;
const RUN = `properties/${propertyId}:runReport`;
const week = [{ startDate: "8daysAgo", endDate: "2daysAgo" }];

function setup(options: Ga4EmulatorOptions = {}) {
  const clock = { at: START };
  return { clock, emulator: ga4Emulator({ now: () => clock.at, limits: "off", ...options }) };
}

const sum = (rows: readonly Ga4Row[], name: string): number =>
  rows.reduce((total, row) => total + Math.round(Number(row[name]) * 100), 0) / 100;

test("ordered pages of any size join to the rows of the emulator's own data", async () => {
  const { emulator } = setup();
  const request: ReportRequestInput = {
    dateRanges: week,
    dimensions: fields("date", "sessionSource", "country", "deviceCategory"),
    metrics: fields("sessions", "totalRevenue"),
    orderBys: byDimensions("date", "sessionSource", "country", "deviceCategory"),
  };
  const expected = emulator.rows(propertyId, request);

  for (const limit of [50, 173, 10_000]) {
    const rows: Ga4Row[] = [];
    for (let offset = 0, rowCount = 1; offset < rowCount; offset += limit) {
      const report = await askReport(emulator, {
        ...request,
        limit: String(limit),
        offset: String(offset),
      });
      rowCount = report.rowCount;
      rows.push(...namedRows(report));
    }
    expect(rows).toEqual(expected);
  }
  expect(expected.length).toBeGreaterThan(400);
});

test("without orderBys every page begins somewhere else; the rows of one whole page are the same set", async () => {
  const { emulator } = setup();
  const request = {
    dateRanges: week,
    dimensions: fields("date", "city"),
    metrics: fields("sessions"),
  };

  const pages = [
    await askReport(emulator, { ...request, limit: 10 }),
    await askReport(emulator, { ...request, limit: 10 }),
  ];
  const whole = namedRows(await askReport(emulator, request)).map((row) => JSON.stringify(row));

  expect(pages[0]?.rows).not.toEqual(pages[1]?.rows);
  expect(whole.toSorted()).toEqual(
    emulator
      .rows(propertyId, request)
      .map((row) => JSON.stringify(row))
      .toSorted(),
  );
});

test("sums agree whichever dimensions cut them", async () => {
  const { emulator } = setup();
  const metrics = fields(
    "sessions",
    "screenPageViews",
    "eventCount",
    "purchaseRevenue",
    "userEngagementDuration",
  );
  const total = emulator.rows(propertyId, { dateRanges: week, metrics })[0] ?? {};

  for (const dimensions of [
    ["date"],
    ["country"],
    ["sessionSourceMedium", "deviceCategory"],
    ["pagePath", "hour"],
    ["yearWeek", "newVsReturning"],
    ["eventName"],
    ["dateHourMinute"],
  ]) {
    const rows = emulator.rows(propertyId, {
      dateRanges: week,
      dimensions: fields(...dimensions),
      metrics,
    });
    for (const { name } of metrics)
      expect(sum(rows, name), `${dimensions.join()} ${name}`).toBe(Number(total[name]));
  }
});

test.each([10, 120, 1777])("the finest cut has exactly the %i rows of a full day", (rowsPerDay) => {
  const { emulator } = setup({ properties: [{ propertyId, rowsPerDay }] });

  for (const date of ["yesterday", "30daysAgo"]) {
    const rows = emulator.rows(propertyId, {
      dateRanges: [{ startDate: date, endDate: date }],
      dimensions: fields("sessionSourceMedium", "cityId", "operatingSystemWithVersion", "pagePath"),
      metrics: fields("sessions"),
    });
    expect(rows).toHaveLength(rowsPerDay);
  }
});

test("values are strings in positional rows, and empty and zero ones are left out as proto3 does", async () => {
  const { emulator } = setup();

  const compact = await askGa4(emulator, `${RUN}?prettyPrint=false`, {
    dateRanges: week,
    dimensions: fields("searchTerm"),
    metrics: fields("sessions"),
    orderBys: byDimensions("searchTerm"),
    limit: 1,
  });
  const empty = await askGa4(emulator, RUN, {
    dateRanges: [{ startDate: "2010-01-01", endDate: "2010-01-02" }],
    dimensions: fields("date"),
    metrics: fields("sessions"),
  });
  const beyond = JSON.parse(
    (await askGa4(emulator, RUN, { dateRanges: week, dimensions: fields("date"), offset: 99 }))
      .text,
  );

  expect(compact.text).toMatch(
    /^\{"dimensionHeaders":\[\{"name":"searchTerm"\}\],"metricHeaders":\[\{"name":"sessions","type":"TYPE_INTEGER"\}\],"rows":\[\{"dimensionValues":\[\{\}\],"metricValues":\[\{"value":"\d+"\}\]\}\],"rowCount":3,"metadata":\{"currencyCode":"EUR","timeZone":"Europe\/Madrid"\},"kind":"analyticsData#runReport"\}$/,
  );
  expect(JSON.parse(empty.text)).toEqual({
    dimensionHeaders: [{ name: "date" }],
    metricHeaders: [{ name: "sessions", type: "TYPE_INTEGER" }],
    metadata: { currencyCode: "EUR", timeZone: "Europe/Madrid" },
    kind: "analyticsData#runReport",
  });
  expect(beyond).not.toHaveProperty("rows");
  expect(beyond.rowCount).toBe(7);
});

test("JSON is indented unless prettyPrint=false, and says the same either way", async () => {
  const { emulator } = setup();
  const report = {
    dateRanges: week,
    dimensions: fields("date", "searchTerm"),
    metrics: fields("sessions", "bounceRate"),
    orderBys: byDimensions("date", "searchTerm"),
    metricAggregations: ["TOTAL"],
  };
  const batch = `properties/${propertyId}:batchRunReports`;

  for (const [path, body] of [
    [RUN, report],
    [batch, { requests: [report, report] }],
  ] as const) {
    const pretty = await askGa4(emulator, path, body);
    const compact = await askGa4(emulator, `${path}?prettyPrint=false`, body);

    expect(pretty.text).toBe(JSON.stringify(JSON.parse(compact.text), null, 2));
    expect(compact.text).toBe(JSON.stringify(JSON.parse(compact.text)));
  }
});

test.each([
  ["Europe/Madrid", Date.UTC(2026, 10, 24, 22, 59), "20261124"],
  ["Europe/Madrid", Date.UTC(2026, 10, 24, 23, 0), "20261125"],
  ["America/Los_Angeles", Date.UTC(2026, 10, 24, 7, 59), "20261123"],
  ["Pacific/Auckland", Date.UTC(2026, 10, 24, 12), "20261125"],
])("today in %s at %i is %s", (timeZone, at, date) => {
  const emulator = ga4Emulator({
    now: () => at,
    properties: [{ propertyId, timeZone, rowsPerDay: 500 }],
  });

  const rows = emulator.rows(propertyId, {
    dateRanges: [{ startDate: "1daysAgo", endDate: "today" }],
    dimensions: fields("date"),
    metrics: fields("sessions"),
    orderBys: byDimensions("date"),
  });

  expect(rows.at(-1)?.["date"]).toBe(date);
  expect(rows).toHaveLength(2);
});

test("today grows with its hours, and the future has no rows", () => {
  const { clock, emulator } = setup();
  const today = () =>
    emulator.rows(propertyId, {
      dateRanges: [{ startDate: "today", endDate: "2026-12-31" }],
      dimensions: fields("dateHour"),
      metrics: fields("sessions"),
      orderBys: byDimensions("dateHour"),
    });

  const noon = today();
  clock.at += 3 * 3_600_000;
  const later = today();

  expect(noon.at(-1)?.["dateHour"]).toBe("2026112413");
  expect(later.slice(0, noon.length)).toEqual(noon);
  expect(later.at(-1)?.["dateHour"]).toBe("2026112416");
});

test("several date ranges add a dateRange column, named or numbered, and totals for each", async () => {
  const { emulator } = setup();
  const one = (startDate: string) => [{ startDate, endDate: startDate }];

  const report = await askReport(emulator, {
    dateRanges: [
      ...one("2026-11-20"),
      { startDate: "2026-11-19", endDate: "2026-11-19", name: "before" },
    ],
    dimensions: fields("country"),
    metrics: fields("sessions"),
    metricAggregations: ["TOTAL", "MINIMUM", "MAXIMUM"],
    orderBys: byDimensions("dateRange", "country"),
  });

  expect(report.dimensionHeaders).toEqual(fields("country", "dateRange"));
  const rows = namedRows(report);
  for (const [name, date] of [
    ["date_range_0", "2026-11-20"],
    ["before", "2026-11-19"],
  ] as const) {
    const alone = emulator.rows(propertyId, {
      dateRanges: one(date),
      dimensions: fields("country"),
      metrics: fields("sessions"),
      orderBys: byDimensions("country"),
    });
    expect(rows.filter((row) => row["dateRange"] === name)).toEqual(
      alone.map((row) => ({ ...row, dateRange: name })),
    );
    const values = alone.map((row) => Number(row["sessions"]));
    const aggregate = (key: "totals" | "maximums" | "minimums") =>
      report[key]?.find(({ dimensionValues }) => dimensionValues[1]?.value === name)
        ?.metricValues[0]?.value;
    expect(aggregate("totals")).toBe(String(sum(alone, "sessions")));
    expect(aggregate("maximums")).toBe(String(Math.max(...values)));
    expect(aggregate("minimums")).toBe(String(Math.min(...values)));
  }
  expect(report.totals?.[0]?.dimensionValues).toEqual([
    { value: "RESERVED_TOTAL" },
    { value: "date_range_0" },
  ]);
});

test("rows with only zeros are dropped unless keepEmptyRows", async () => {
  const { emulator } = setup();
  const request = {
    dateRanges: [{ startDate: "yesterday", endDate: "yesterday" }],
    dimensions: fields("pagePath", "city", "sessionSource"),
    metrics: fields("transactions"),
  };

  const dropped = await askReport(emulator, request);
  const kept = await askReport(emulator, { ...request, keepEmptyRows: true });

  expect(dropped.rowCount).toBeLessThan(kept.rowCount);
  expect(namedRows(dropped).every((row) => row["transactions"] !== "0")).toBe(true);
  expect(kept.rowCount).toBeGreaterThan(100);
});

test("expressions compute, invisible metrics filter and order without a column", async () => {
  const { emulator } = setup();

  const report = await askReport(emulator, {
    dateRanges: week,
    dimensions: fields("country"),
    metrics: [
      { name: "viewsEach", expression: "screenPageViews / (sessions * 2)" },
      { name: "sessions", invisible: true },
      { name: "screenPageViews" },
    ],
    metricFilter: {
      filter: {
        fieldName: "sessions",
        numericFilter: { operation: "GREATER_THAN", value: { int64Value: "900" } },
      },
    },
    orderBys: [{ metric: { metricName: "sessions" }, desc: true }],
  });
  const plain = emulator.rows(propertyId, {
    dateRanges: week,
    dimensions: fields("country"),
    metrics: fields("sessions", "screenPageViews"),
    orderBys: [{ metric: { metricName: "sessions" }, desc: true }],
  });

  const expected = plain
    .filter((row) => Number(row["sessions"]) > 900)
    .map((row) => ({
      country: row["country"],
      viewsEach: String(Number(row["screenPageViews"]) / (Number(row["sessions"]) * 2)),
      screenPageViews: row["screenPageViews"],
    }));
  expect(namedRows(report)).toEqual(expected);
  expect(expected.length).toBeGreaterThan(0);
  expect(expected.length).toBeLessThan(plain.length);
});

test("orders by dimension as text, as text without case and as number, and by metrics", () => {
  const { emulator } = setup();
  const order = (
    name: string,
    orderType: "ALPHANUMERIC" | "CASE_INSENSITIVE_ALPHANUMERIC" | "NUMERIC",
    desc = false,
  ) =>
    emulator
      .rows(propertyId, {
        dateRanges: week,
        dimensions: fields(name),
        metrics: fields("sessions"),
        orderBys: [{ desc, dimension: { dimensionName: name, orderType } }],
      })
      .map((row) => row[name] ?? "");

  const sources = order("sessionSource", "ALPHANUMERIC");
  expect(sources).toEqual(sources.toSorted());
  expect(order("sessionSource", "ALPHANUMERIC", true)).toEqual(sources.toReversed());
  const systems = order("operatingSystem", "CASE_INSENSITIVE_ALPHANUMERIC");
  expect(systems.map((name) => name.toLowerCase())).toEqual(
    systems.map((name) => name.toLowerCase()).toSorted(),
  );
  const days = order("dayOfWeek", "NUMERIC", true).map(Number);
  expect(days).toEqual([6, 5, 4, 3, 2, 1, 0]);
  const byMetric = emulator
    .rows(propertyId, {
      dateRanges: week,
      dimensions: fields("city"),
      metrics: fields("sessions"),
      orderBys: [{ desc: true, metric: { metricName: "sessions" } }],
    })
    .map((row) => Number(row["sessions"]));
  expect(byMetric).toEqual(byMetric.toSorted((a, b) => b - a));
});

test("custom fields and old names are taken", async () => {
  const { emulator } = setup();

  const report = await askReport(emulator, {
    dateRanges: week,
    dimensions: fields("customEvent:plan_tier", "sessionDefaultChannelGrouping"),
    metrics: fields("keyEvents:purchase", "conversions", "sessionKeyEventRate:sign_up"),
  });

  expect(report.dimensionHeaders).toEqual(
    fields("customEvent:plan_tier", "sessionDefaultChannelGrouping"),
  );
  expect(report.metricHeaders.map(({ type }) => type)).toEqual([
    "TYPE_FLOAT",
    "TYPE_FLOAT",
    "TYPE_FLOAT",
  ]);
  expect(report.rowCount).toBeGreaterThan(5);
});

test("a request gets 10,000 rows unless it asks, and never more than 250,000", async () => {
  const { emulator } = setup({ properties: [{ propertyId, rowsPerDay: 251_000 }] });
  const request = {
    dateRanges: [{ startDate: "yesterday", endDate: "yesterday" }],
    dimensions: fields("sessionSourceMedium", "cityId", "operatingSystemWithVersion", "pagePath"),
    metrics: fields("sessions"),
    orderBys: byDimensions(
      "pagePath",
      "cityId",
      "operatingSystemWithVersion",
      "sessionSourceMedium",
    ),
  };
  const rows = async (limit?: string): Promise<number> => {
    const { text } = await askGa4(emulator, `${RUN}?prettyPrint=false`, {
      ...request,
      ...(limit && { limit }),
    });
    return text.split('{"dimensionValues"').length - 1;
  };

  expect(await rows()).toBe(10_000);
  expect(await rows("400000")).toBe(250_000);
});
