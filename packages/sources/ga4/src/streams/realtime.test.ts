import { memoryBudget, outputJsonSchema } from "@brain/core";
import { ga4Emulator, sandboxCredentials, type Ga4EmulatorOptions } from "@brain/sandbox";
import { collect, fakeClock, memoryDestination } from "@brain/testkit";
import { definePipeline, from } from "@brain/core";
import { describe, expect, test } from "vitest";
import { ga4 } from "../ga4.ts";
import { ga4ConfigSchema } from "../config.ts";

const { propertyId } = sandboxCredentials.ga4;
const other = "987654321";

function setup(options: Ga4EmulatorOptions = {}) {
  const clock = fakeClock({ start: "2026-11-24T09:00:00Z", autoMs: 20_000 });
  const emulator = ga4Emulator({ now: clock.now, ...options });
  const runtime = {
    clock,
    budget: memoryBudget(clock),
    fetch: (...request: Parameters<typeof fetch>) => emulator.fetch(new Request(...request)),
  };
  const { streams } = ga4(
    {
      ...sandboxCredentials.ga4,
      propertyId: [propertyId, other],
      reports: { daily: { dimensions: ["date"], metrics: ["sessions"] } },
      realtime: {
        live: { dimensions: ["minutesAgo", "country"], metrics: ["activeUsers", "eventCount"] },
        rising: {
          dimensions: ["unifiedScreenName"],
          metrics: ["screenPageViews"],
          minuteRanges: [{ startMinutesAgo: 4, name: "now" }, { endMinutesAgo: 5 }],
          dimensionFilter: {
            notExpression: { filter: { fieldName: "country", stringFilter: { value: "Spain" } } },
          },
        },
      },
    },
    { runtime },
  );
  return { clock, emulator, streams };
}
const both = { properties: [{ propertyId, rowsPerDay: 240 }, { propertyId: other }] };

describe("realtime", () => {
  test("is a snapshot of the last minutes, of every property, with the instant it was taken", async () => {
    const { streams } = setup(both);

    const rows = await collect(streams.live);

    expect(new Set(rows.map((row) => row.property_id))).toEqual(new Set([propertyId, other]));
    expect(new Set(rows.map((row) => row.minutesAgo)).size).toBe(30);
    expect(rows[0]).toEqual({
      property_id: propertyId,
      minutesAgo: expect.stringMatching(/^\d\d$/),
      country: expect.any(String),
      activeUsers: expect.any(Number),
      eventCount: expect.any(Number),
      read_at: expect.stringMatching(/^2026-11-24T09:0\d:\d\d\.\d{3}Z$/),
    });
    expect(streams.live.info).toMatchObject({
      primaryKey: ["property_id", "minutesAgo", "country"],
      mode: "mirror",
    });
    expect(outputJsonSchema(streams.live.info.schema).properties?.["read_at"]).toMatchObject({
      format: "date-time",
    });
  });

  test("two minute ranges are compared in one reading, by a field of the key", async () => {
    const { streams } = setup(both);

    const rows = await collect(streams.rising);

    expect(new Set(rows.map((row) => row.dateRange))).toEqual(new Set(["now", "date_range_1"]));
    expect(streams.rising.info.primaryKey).toEqual([
      "property_id",
      "unifiedScreenName",
      "dateRange",
    ]);
  });

  test("a run's snapshot takes the place of the last one, and is whole or nothing", async () => {
    const { streams, clock, emulator } = setup(both);
    const destination = memoryDestination({ clock });
    const pipeline = definePipeline({
      name: "live",
      destination,
      flows: [from(streams.live).into("live")],
    });
    const minutes = () =>
      destination.rows("live").map((row) => String(Reflect.get(row, "read_at")));

    await pipeline.run();
    const first = minutes();
    await clock.advance(20 * 60_000);
    await pipeline.run();
    const second = minutes();
    emulator.revoke();
    const failed = await pipeline.run();
    expect(failed.status).toBe("failed");

    expect(second).not.toHaveLength(0);
    expect(second.filter((instant) => first.includes(instant))).toEqual([]);
    expect(minutes()).toEqual(second);
  });

  test("spends tokens of its own: with none left for reports it is read all the same", async () => {
    const { streams, emulator } = setup(both);
    emulator.spendTokens(propertyId, 200_000);
    await expect(collect(streams.daily)).rejects.toMatchObject({ code: "quota_exhausted" });
    expect(await collect(streams.live)).not.toHaveLength(0);

    const { streams: again, emulator: spent } = setup(both);
    spent.spendTokens(propertyId, 200_000, "realtime");
    await expect(collect(again.live)).rejects.toMatchObject({ code: "quota_exhausted" });
  });

  test("an answer that ends early is no snapshot", async () => {
    const clock = fakeClock({ start: "2026-11-24T09:00:00Z", autoMs: 20_000 });
    const fetch = async (input: Parameters<typeof globalThis.fetch>[0]): Promise<Response> =>
      new Request(input).url.includes("token")
        ? Response.json({ access_token: "token", expires_in: 3599, token_type: "Bearer" })
        : Response.json({
            metricHeaders: [{ name: "activeUsers", type: "TYPE_INTEGER" }],
            rows: [{ metricValues: [{ value: "1" }] }],
            rowCount: 2,
          });
    const { streams } = ga4(
      {
        ...sandboxCredentials.ga4,
        reports: {},
        realtime: { live: { dimensions: [], metrics: ["activeUsers"] } },
      },
      { runtime: { clock, fetch } },
    );

    await expect(collect(streams.live)).rejects.toMatchObject({ code: "truncated" });
  });

  test("a config names each wrong field, minute and stream name", () => {
    const parsed = ga4ConfigSchema.safeParse({
      ...sandboxCredentials.ga4,
      reports: { live: { dimensions: [], metrics: ["sessions"] } },
      realtime: {
        live: { dimensions: ["contry", "date"], metrics: ["sessions"] },
        metadata: {
          dimensions: ["customUser:plan"],
          metrics: ["activeUsers"],
          minuteRanges: [{ startMinutesAgo: 3, endMinutesAgo: 5 }, { startMinutesAgo: 60 }],
        },
      },
    });

    const problems = parsed.error?.issues.map(
      ({ path, message }) => `${path.join(".")}: ${message}`,
    );
    expect(problems?.toSorted()).toEqual([
      'realtime.live.dimensions.0: "contry" is no dimension of realtime reports (did you mean "country"?)',
      'realtime.live.dimensions.1: "date" is no dimension of realtime reports',
      'realtime.live.metrics.0: "sessions" is no metric of realtime reports',
      "realtime.live: the name is taken",
      "realtime.metadata.minuteRanges.0: startMinutesAgo comes before endMinutesAgo: it is the larger",
      "realtime.metadata.minuteRanges.1.startMinutesAgo: Too big: expected number to be <=59",
      "realtime.metadata: the name is taken",
    ]);
  });
});
