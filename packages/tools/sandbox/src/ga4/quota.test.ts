import { expect, test } from "vitest";
import { sandboxCredentials } from "../credentials.ts";
import { askGa4, askReport, fields, googleToken } from "../ask-ga4.fixture.ts";
import { ga4Emulator, type Ga4EmulatorOptions } from "./ga4-emulator.ts";

const { propertyId } = sandboxCredentials.ga4;
const RUN = `properties/${propertyId}:runReport`;
const report = {
  dateRanges: [{ startDate: "yesterday", endDate: "yesterday" }],
  metrics: fields("sessions"),
  returnPropertyQuota: true,
};

function setup(limits?: Ga4EmulatorOptions["limits"], at = Date.UTC(2026, 10, 24, 12, 30)) {
  const clock = { at };
  return { clock, emulator: ga4Emulator({ now: () => clock.at, ...(limits && { limits }) }) };
}
const messageOf = (text: string): string => JSON.parse(text).error.message;

test("each report is charged to all token buckets, and a batch for each of its reports", async () => {
  const { emulator } = setup();

  const first = await askReport(emulator, report);
  await askGa4(emulator, `properties/${propertyId}:batchRunReports`, {
    requests: [report, report],
  });
  const last = await askReport(emulator, report);

  expect(first.propertyQuota).toEqual({
    tokensPerDay: { consumed: 2, remaining: 199_998 },
    tokensPerHour: { consumed: 2, remaining: 39_998 },
    tokensPerProjectPerHour: { consumed: 2, remaining: 13_998 },
    concurrentRequests: { remaining: 10 },
    serverErrorsPerProjectPerHour: { remaining: 10 },
    potentiallyThresholdedRequestsPerHour: { remaining: 120 },
  });
  expect(last.propertyQuota?.["tokensPerDay"]?.remaining).toBe(200_000 - 4 * 2);
});

test("quotas come only when asked for", async () => {
  const answer = await askReport(setup().emulator, { ...report, returnPropertyQuota: false });

  expect(answer).not.toHaveProperty("propertyQuota");
});

test("more rows, columns and days cost more", async () => {
  const { emulator } = setup("off");
  const large = await askReport(emulator, {
    ...report,
    dateRanges: [{ startDate: "90daysAgo", endDate: "yesterday" }],
    dimensions: fields("date", "country", "city", "browser"),
  });

  expect(large.propertyQuota?.["tokensPerDay"]?.consumed).toBeGreaterThan(5);
});

test("the project's hour ends in a 429 until the next hour", async () => {
  const { clock, emulator } = setup();
  emulator.spendTokens(propertyId, 13_999);

  const last = await askGa4(emulator, RUN, report);
  const refused = await askGa4(emulator, RUN, report);
  clock.at += 30 * 60_000 - 1;
  const early = await askGa4(emulator, RUN, report);
  clock.at += 1;
  const again = await askGa4(emulator, RUN, report);

  expect(JSON.parse(last.text).propertyQuota.tokensPerProjectPerHour).toEqual({ consumed: 2 });
  expect([refused.status, early.status, again.status]).toEqual([429, 429, 200]);
  expect(JSON.parse(refused.text).error).toMatchObject({ code: 429, status: "RESOURCE_EXHAUSTED" });
  expect(messageOf(refused.text)).toMatch(
    /^Exhausted property tokens for a project per hour\. These quota tokens will return in under an hour\./,
  );
});

test("the property's hour and day have their own messages; the day ends at midnight Pacific", async () => {
  const hourly = setup({ tokensPerProjectPerHour: 50_000 });
  hourly.emulator.spendTokens(propertyId, 40_000);
  const daily = setup("vendor", Date.UTC(2026, 10, 25, 7, 30));
  daily.emulator.spendTokens(propertyId, 200_000);

  expect(messageOf((await askGa4(hourly.emulator, RUN, report)).text)).toMatch(
    /^Exhausted property tokens per hour\./,
  );
  const refused = await askGa4(daily.emulator, RUN, report);
  daily.clock.at += 30 * 60_000;
  const nextDay = await askGa4(daily.emulator, RUN, report);

  expect(messageOf(refused.text)).toMatch(/per day/);
  expect(nextDay.status).toBe(200);
});

test("requests with demographics have 120 an hour", async () => {
  const { emulator } = setup({ potentiallyThresholdedRequestsPerHour: 2 });
  const token = await googleToken(emulator);
  const thresholded = { ...report, dimensions: fields("userAgeBracket") };

  const statuses: number[] = [];
  for (let step = 0; step < 3; step += 1) {
    statuses.push((await askGa4(emulator, RUN, thresholded, token)).status);
  }
  const other = await askGa4(emulator, RUN, report, token);

  expect(statuses).toEqual([200, 200, 429]);
  expect(other.status).toBe(200);
});

test("of eleven requests in flight at once one is refused; a later one is not", async () => {
  const emulator = ga4Emulator({ latencyMs: 1 });
  const authorization = `Bearer ${await googleToken(emulator)}`;
  const release: (() => void)[] = [];
  const run = (wait: () => Promise<void> = async () => undefined) =>
    emulator.fetch(
      new Request(`https://analyticsdata.googleapis.com/v1beta/${RUN}`, {
        method: "POST",
        headers: { authorization },
        body: JSON.stringify(report),
      }),
      { wait, connection: {} },
    );

  const pending = Array.from({ length: 11 }, () =>
    run(() => new Promise((resolve) => release.push(resolve))),
  );
  await expect.poll(() => release.length).toBe(11);
  for (const resolve of release) resolve();
  const responses = await Promise.all(pending);
  const refused = responses.filter(({ status }) => status === 429);

  expect(responses.filter(({ status }) => status === 200)).toHaveLength(10);
  expect(await refused[0]?.json()).toMatchObject({
    error: { message: expect.stringMatching(/^Exhausted concurrent requests quota\./) },
  });
  expect((await run()).status).toBe(200);
});

test("limits can be off", async () => {
  const { emulator } = setup("off");
  emulator.spendTokens(propertyId, 1_000_000);

  expect((await askGa4(emulator, RUN, report)).status).toBe(200);
});
