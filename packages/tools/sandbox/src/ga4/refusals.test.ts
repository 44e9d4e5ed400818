import { describe, expect, test } from "vitest";
import { sandboxCredentials } from "../credentials.ts";
import { askGa4, byDimensions, fields } from "../ask-ga4.fixture.ts";
import { ga4Emulator } from "./ga4-emulator.ts";

const { propertyId } = sandboxCredentials.ga4;
const day = { dateRanges: [{ startDate: "yesterday", endDate: "yesterday" }] };
const sessions = { ...day, metrics: fields("sessions") };
const numbers = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => String(index));
const filter = (content: object) => ({
  ...sessions,
  dimensionFilter: { filter: { fieldName: "city", ...content } },
});

describe("runReport answers 400 INVALID_ARGUMENT", () => {
  test.each<[string, object, RegExp]>([
    ["no field", day, /at least one dimension or metric/],
    ["no date range", { metrics: fields("sessions") }, /dateRange is required/],
    [
      "five date ranges",
      { ...sessions, dateRanges: numbers(5).map(() => day.dateRanges[0]) },
      /limited to 4 dateRanges/,
    ],
    [
      "ten dimensions",
      { ...sessions, dimensions: fields(...numbers(10).map((n) => `customEvent:${n}`)) },
      /limited to 9 dimensions/,
    ],
    [
      "eleven metrics",
      { ...day, metrics: fields(...numbers(11).map((n) => `keyEvents:${n}`)) },
      /limited to 10 metrics/,
    ],
    [
      "a start after the end",
      { ...sessions, dateRanges: [{ startDate: "today", endDate: "yesterday" }] },
      /is after/,
    ],
    [
      "a date that is none",
      { ...sessions, dateRanges: [{ startDate: "2026-02-31", endDate: "today" }] },
      /Invalid startDate/,
    ],
    [
      "a date of another kind",
      { ...sessions, dateRanges: [{ startDate: "last week", endDate: "today" }] },
      /Invalid startDate/,
    ],
    [
      "an unknown metric",
      { ...day, metrics: fields("pageViews") },
      /^Field pageViews is not a valid metric\./,
    ],
    [
      "an unknown dimension",
      { ...sessions, dimensions: fields("eventCategory") },
      /^Field eventCategory is not a valid dimension\./,
    ],
    [
      "a metric as dimension",
      { ...sessions, dimensions: fields("totalUsers") },
      /not a valid dimension/,
    ],
    ["a field twice", { ...day, metrics: fields("sessions", "sessions") }, /duplicated/],
    ["a negative limit", { ...sessions, limit: "-1" }, /limit must be positive/],
    ["a negative offset", { ...sessions, offset: -1 }, /offset/],
    [
      "fields that do not go together",
      { ...day, dimensions: fields("date", "source"), metrics: fields("transactions") },
      /^Please remove transactions to make the request compatible\./,
    ],
    [
      "a filter that does not go with a metric",
      {
        ...day,
        metrics: fields("newUsers"),
        dimensionFilter: { filter: { fieldName: "source", emptyFilter: {} } },
      },
      /incompatible/,
    ],
    [
      "an unknown field of the request",
      { ...sessions, metricsFilter: {} },
      /Unknown name "metricsFilter"/,
    ],
    [
      "an unknown field within",
      { ...sessions, dimensions: [{ nam: "date" }] },
      /Unknown name|Invalid value/,
    ],
    ["an order by something else", { ...sessions, orderBys: byDimensions("city") }, /orderBys/],
    [
      "a metric filter on something else",
      {
        ...sessions,
        metricFilter: {
          filter: {
            fieldName: "newUsers",
            numericFilter: { operation: "EQUAL", value: { int64Value: 1 } },
          },
        },
      },
      /must be one of the request's metrics/,
    ],
    ["a filter without condition", filter({}), /no condition/],
    [
      "a broken regular expression",
      filter({ stringFilter: { matchType: "FULL_REGEXP", value: "(" } }),
      /Invalid regular expression/,
    ],
    ["an empty filter expression", { ...sessions, dimensionFilter: {} }, /FilterExpression/],
    [
      "a broken metric expression",
      { ...day, metrics: [{ name: "x", expression: "sessions/" }] },
      /metric/,
    ],
    [
      "an unknown match type",
      filter({ stringFilter: { matchType: "LIKE", value: "x" } }),
      /Invalid value/,
    ],
  ])("to %s", async (_, body, message) => {
    const { status, text } = await askGa4(
      ga4Emulator(),
      `properties/${propertyId}:runReport`,
      body,
    );

    const { error } = JSON.parse(text);
    expect(status).toBe(400);
    expect(error).toMatchObject({ code: 400, status: "INVALID_ARGUMENT" });
    expect(error.message).toMatch(message);
  });
});

test("the traffic fields of the usual marketing report go together", async () => {
  const { status } = await askGa4(ga4Emulator(), `properties/${propertyId}:runReport`, {
    ...day,
    dimensions: fields(
      "date",
      "sessionSource",
      "sessionMedium",
      "sessionCampaignName",
      "deviceCategory",
      "country",
      "landingPage",
    ),
    metrics: fields(
      "sessions",
      "totalUsers",
      "screenPageViews",
      "bounceRate",
      "sessionKeyEventRate",
      "totalRevenue",
      "transactions",
    ),
  });

  expect(status).toBe(200);
});

test("a batch has at most five reports, and one bad report fails it whole", async () => {
  const batch = (requests: readonly object[]) =>
    askGa4(ga4Emulator(), `properties/${propertyId}:batchRunReports`, { requests });

  expect((await batch(numbers(6).map(() => sessions))).status).toBe(400);
  expect((await batch([sessions, { ...day, metrics: fields("nope") }])).status).toBe(400);
  const good = await batch([sessions, { ...day, metrics: fields("newUsers") }]);
  expect(JSON.parse(good.text)).toMatchObject({
    reports: [{ metricHeaders: [{ name: "sessions" }] }, { metricHeaders: [{ name: "newUsers" }] }],
    kind: "analyticsData#batchRunReports",
  });
});

test.each([
  [`properties/${propertyId}:runPivotReport`, {}],
  [`properties/${propertyId}:runReport`, undefined],
  [`properties/${propertyId}`, {}],
])("%s answers 404 when there is no such method", async (path, body) => {
  expect((await askGa4(ga4Emulator(), path, body)).status).toBe(404);
});
