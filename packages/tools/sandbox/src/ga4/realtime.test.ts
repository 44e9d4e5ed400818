import { expect, test } from "vitest";
import { z } from "zod";
import { askGa4, fields } from "../ask-ga4.fixture.ts";
import { sandboxCredentials } from "../credentials.ts";
import { ga4Emulator } from "./ga4-emulator.ts";

const { propertyId } = sandboxCredentials.ga4;
const values = z.array(z.looseObject({ value: z.string() })).default([]);
const answerSchema = z.strictObject({
  dimensionHeaders: z.array(z.object({ name: z.string() })).default([]),
  metricHeaders: z.array(z.object({ name: z.string(), type: z.string() })),
  rows: z.array(z.object({ dimensionValues: values, metricValues: values })).default([]),
  rowCount: z.number().default(0),
  propertyQuota: z.looseObject({}).optional(),
  kind: z.literal("analyticsData#runRealtimeReport"),
});

function setup() {
  const clock = { at: Date.UTC(2026, 10, 24, 12) };
  const emulator = ga4Emulator({ now: () => clock.at });
  const ask = async (request: object) => {
    const path = `properties/${propertyId}:runRealtimeReport`;
    const { status, text } = await askGa4(emulator, path, request);
    return { status, body: JSON.parse(text) };
  };
  const rows = async (request: object) => {
    const { body } = await ask(request);
    return answerSchema
      .parse(body)
      .rows.map(({ dimensionValues, metricValues }) =>
        [...dimensionValues, ...metricValues].map(({ value }) => value),
      );
  };
  return { clock, emulator, ask, rows };
}

test("a realtime report is about the last 30 minutes, which pass", async () => {
  const { clock, rows } = setup();
  const request = { dimensions: fields("minutesAgo"), metrics: fields("eventCount") };

  const before = new Map((await rows(request)).map(([minute = "", count]) => [minute, count]));
  clock.at += 60_000;
  const after = new Map((await rows(request)).map(([minute = "", count]) => [minute, count]));

  expect([...before.keys()].toSorted()).toEqual(
    Array.from({ length: 30 }, (_, minute) => String(minute).padStart(2, "0")),
  );
  expect(after.get("11")).toBe(before.get("10"));
  expect(after.get("01")).toBe(before.get("00"));
});

test("two minute ranges add the column that tells them apart, named or numbered", async () => {
  const { rows } = setup();
  const request = {
    dimensions: fields("country"),
    metrics: fields("activeUsers"),
    minuteRanges: [{ startMinutesAgo: 4, name: "now" }, { endMinutesAgo: 5 }],
  };

  const names = new Set((await rows(request)).map(([, range]) => range));
  const one = await rows({ ...request, minuteRanges: [{ startMinutesAgo: 4 }] });

  expect(names).toEqual(new Set(["date_range_1", "now"]));
  expect(one.every((row) => row.length === 2)).toBe(true);
});

test.each([
  ["a dimension of core reports", { dimensions: fields("date"), metrics: fields("activeUsers") }],
  ["a metric of core reports", { metrics: fields("sessions") }],
  ["an offset", { metrics: fields("activeUsers"), offset: "1" }],
  [
    "a minute that is gone",
    { metrics: fields("activeUsers"), minuteRanges: [{ startMinutesAgo: 30 }] },
  ],
  ["three ranges", { metrics: fields("activeUsers"), minuteRanges: [{}, {}, {}] }],
])("refuses %s", async (_, request) => {
  const { status, body } = await setup().ask(request);

  expect(status).toBe(400);
  expect(body.error.status).toBe("INVALID_ARGUMENT");
});

test("realtime has tokens of its own", async () => {
  const { emulator, ask } = setup();
  emulator.spendTokens(propertyId, 200_000);
  const request = { metrics: fields("activeUsers"), returnPropertyQuota: true };

  const { status, body } = await ask(request);
  emulator.spendTokens(propertyId, 200_000, "realtime");

  expect(status).toBe(200);
  expect(body.propertyQuota.tokensPerDay.consumed).toBe(2);
  expect(await ask(request)).toMatchObject({ status: 429 });
});
