import { expect, test } from "vitest";
import { sandboxCredentials } from "../credentials.ts";
import { askGa4, askReport, byDimensions, fields, namedRows } from "../ask-ga4.fixture.ts";
import { ga4Emulator, type Ga4EmulatorOptions } from "./ga4-emulator.ts";

const { propertyId } = sandboxCredentials.ga4;
const setup = (options: Ga4EmulatorOptions = {}) =>
  ga4Emulator({ now: () => Date.UTC(2026, 10, 24, 12), limits: "off", ...options });
const request = {
  dateRanges: [{ startDate: "6daysAgo", endDate: "today" }],
  dimensions: fields(
    "date",
    "sessionSourceMedium",
    "cityId",
    "operatingSystemWithVersion",
    "pagePath",
  ),
  metrics: fields("sessions", "totalUsers"),
  orderBys: byDimensions(
    "date",
    "sessionSourceMedium",
    "cityId",
    "operatingSystemWithVersion",
    "pagePath",
  ),
};
const total = (rows: readonly Readonly<Record<string, string>>[]): number =>
  rows.reduce((sum, row) => sum + Number(row["sessions"]), 0);

test("data loss puts some rows into one (other) row, in every dimension, and says so", async () => {
  const emulator = setup();
  const whole = emulator.rows(propertyId, request);

  emulator.setQuality({ other: true });
  const report = await askReport(emulator, request);

  const rows = namedRows(report);
  const others = rows.filter((row) => row["date"] === "(other)");
  expect(report.metadata).toMatchObject({ dataLossFromOtherRow: true });
  expect(others).toHaveLength(1);
  expect(others[0]).toMatchObject({ cityId: "(other)", pagePath: "(other)" });
  expect(rows.length).toBeLessThan(whole.length);
  expect(total(rows)).toBe(total(whole));
});

test("thresholding withholds rows with few users and says so", async () => {
  const emulator = setup({ quality: { thresholding: true } });

  const report = await askReport(emulator, request);

  expect(report.metadata).toMatchObject({ subjectToThresholding: true });
  expect(namedRows(report).every((row) => Number(row["totalUsers"]) >= 4)).toBe(true);
  expect(report.rowCount).toBeLessThan(setup().rows(propertyId, request).length);
});

test("sampling is told for each date range, in strings", async () => {
  const emulator = setup({ quality: { sampling: true } });

  const { metadata } = await askReport(emulator, {
    ...request,
    dateRanges: [...request.dateRanges, { startDate: "20daysAgo", endDate: "14daysAgo" }],
  });

  const one = { samplesReadCount: "500000", samplingSpaceSize: "1250000" };
  expect(metadata["samplingMetadatas"]).toEqual([one, one]);
});

test("without these flags nothing is said", async () => {
  expect((await askReport(setup(), request)).metadata).toEqual({
    currencyCode: "EUR",
    timeZone: "Europe/Madrid",
  });
});

test("blocked metrics come as zeros, with the restriction in the answer and the reason in the metadata", async () => {
  const emulator = setup({
    properties: [
      { propertyId, blockedMetrics: ["totalRevenue", "advertiserAdCost"], currencyCode: "USD" },
    ],
  });

  const report = await askReport(emulator, {
    ...request,
    dimensions: fields("date"),
    orderBys: byDimensions("date"),
    metrics: fields("sessions", "totalRevenue"),
  });
  const metadata = JSON.parse((await askGa4(emulator, `properties/${propertyId}/metadata`)).text);

  const rows = namedRows(report);
  expect(rows.map((row) => row["totalRevenue"])).toEqual(rows.map(() => "0"));
  expect(total(rows)).toBeGreaterThan(0);
  expect(report.metadata).toMatchObject({
    currencyCode: "USD",
    schemaRestrictionResponse: {
      activeMetricRestrictions: [
        { metricName: "totalRevenue", restrictedMetricTypes: ["REVENUE_DATA"] },
      ],
    },
  });
  const blocked = metadata.metrics.filter(
    (metric: { blockedReasons?: string[] }) => metric.blockedReasons,
  );
  expect(blocked).toMatchObject([
    { apiName: "advertiserAdCost", blockedReasons: ["NO_COST_METRICS"] },
    { apiName: "totalRevenue", blockedReasons: ["NO_REVENUE_METRICS"] },
  ]);
});

test("restate changes values and keys of the latest days and removes rows, and leaves older days alone", () => {
  const emulator = setup();
  const key = (row: Readonly<Record<string, string>>): string =>
    JSON.stringify({ ...row, sessions: "", totalUsers: "" });
  const split = () => {
    const rows = emulator.rows(propertyId, request);
    return {
      old: rows.filter((row) => (row["date"] ?? "") < "20261122"),
      recent: rows.filter((row) => (row["date"] ?? "") >= "20261122"),
    };
  };
  const before = split();

  emulator.restate();
  const after = split();
  emulator.restate(1);
  const again = split();

  expect(after.old).toEqual(before.old);
  const keysBefore = new Set(before.recent.map(key));
  const keysAfter = new Set(after.recent.map(key));
  expect(before.recent.filter((row) => !keysAfter.has(key(row))).length).toBeGreaterThan(10);
  expect(after.recent.filter((row) => !keysBefore.has(key(row))).length).toBeGreaterThan(3);
  const kept = after.recent.filter((row) => keysBefore.has(key(row)));
  const values = new Map(before.recent.map((row) => [key(row), row["sessions"]]));
  expect(kept.filter((row) => values.get(key(row)) !== row["sessions"]).length).toBeGreaterThan(30);
  expect(kept.filter((row) => values.get(key(row)) === row["sessions"]).length).toBeGreaterThan(30);
  expect(
    before.recent.some((row) => row["sessionSourceMedium"]?.startsWith("(data not available)")),
  ).toBe(true);
  expect(
    after.recent.some((row) => row["sessionSourceMedium"]?.startsWith("(data not available)")),
  ).toBe(false);
  const notToday = (row: Readonly<Record<string, string>>): boolean => row["date"] !== "20261124";
  expect(again.recent.filter(notToday)).toEqual(after.recent.filter(notToday));
  expect(again.recent).not.toEqual(after.recent);
});

test("another property has other data", () => {
  const emulator = setup({ properties: [{ propertyId }, { propertyId: "417000002" }] });

  expect(emulator.rows("417000002", request)).not.toEqual(emulator.rows(propertyId, request));
  expect(() => emulator.rows("1", request)).toThrow(RangeError);
});
