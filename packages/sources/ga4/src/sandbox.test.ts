import { definePipeline, from, memoryBudget, type Logger, type Stream } from "@brain/core";
import { ga4Emulator, sandboxCredentials, type Ga4EmulatorOptions } from "@brain/sandbox";
import { collect, fakeClock, memoryDestination } from "@brain/testkit";
import { describe, expect, test } from "vitest";
import { ga4 } from "./ga4.ts";
import { presets } from "./presets.ts";

const { propertyId } = sandboxCredentials.ga4;
const start = "2026-11-24T09:00:00Z";
const traffic = {
  dimensions: ["date", "source", "medium"],
  metrics: ["sessions", "users"],
} as const;
const asked = {
  dimensions: [{ name: "date" }, { name: "sessionSource" }, { name: "sessionMedium" }],
  metrics: [{ name: "sessions" }, { name: "totalUsers" }],
};

function sandbox(options: Ga4EmulatorOptions = {}, log?: Logger) {
  const clock = fakeClock({ start, autoMs: 20_000 });
  const emulator = ga4Emulator({ now: () => clock.now(), ...options });
  let underWay = 0;
  let most = 0;
  const runtime = {
    clock,
    budget: memoryBudget(clock),
    ...(log === undefined ? {} : { log }),
    fetch: async (...request: Parameters<typeof fetch>): Promise<Response> => {
      most = Math.max(most, ++underWay);
      await new Promise((resolve) => setTimeout(resolve, 0));
      const response = await emulator.fetch(new Request(...request));
      underWay--;
      return response;
    },
  };
  const source = ga4(
    { ...sandboxCredentials.ga4, startDate: "2026-11-10", reports: { traffic } },
    { runtime },
  );
  const destination = memoryDestination({ clock });
  const pipeline = definePipeline({
    name: "analytics",
    destination,
    flows: [from(source.streams.traffic).into("traffic")],
  });
  /** What GA4 would say now of the days up to yesterday. */
  const truth = (first = "2026-11-10"): object[] =>
    emulator
      .rows(propertyId, {
        ...asked,
        dateRanges: [{ startDate: first, endDate: "2026-11-23" }],
      })
      .map((row) => ({
        property_id: propertyId,
        date: row["date"]?.replace(/(....)(..)(..)/, "$1-$2-$3"),
        sessionSource: row["sessionSource"],
        sessionMedium: row["sessionMedium"],
        sessions: Number(row["sessions"]),
        totalUsers: Number(row["totalUsers"]),
      }));
  return { clock, emulator, runtime, source, destination, pipeline, truth, most: () => most };
}

const sorted = (rows: readonly object[]): string[] =>
  rows.map((row) => JSON.stringify(row, Object.keys(row).toSorted())).toSorted();

describe("against the sandbox", () => {
  test("[DL-1] a pipeline loads every row of every day, once", async () => {
    const { pipeline, destination, truth } = sandbox();

    const report = await pipeline.run();

    expect(report.status).toBe("succeeded");
    expect(sorted(destination.rows("traffic"))).toEqual(sorted(truth()));
  });

  test("[airbyte#67562] [DL-8] restated days are replaced whole; final days are not read again", async () => {
    const { clock, emulator, pipeline, destination, truth } = sandbox();
    await pipeline.run();
    const before = sorted(destination.rows("traffic"));
    emulator.restate(3);
    emulator.ledger.reset();
    await clock.advance(2 * 3_600_000);

    const sameDay = await pipeline.run();
    const requestsOfTheDay = emulator.ledger.requests();
    await clock.advance(24 * 3_600_000);
    emulator.ledger.reset();
    const nextDay = await pipeline.run();

    // Read to the end today already: nothing to do before tomorrow.
    expect([sameDay.status, requestsOfTheDay]).toEqual(["succeeded", 0]);
    expect(nextDay.status).toBe("succeeded");
    const days = destination.rows("traffic").map((row) => Reflect.get(row, "date"));
    expect(new Set(days).size).toBe(15);
    const upTo23 = destination
      .rows("traffic")
      .filter((row) => Reflect.get(row, "date") !== "2026-11-24");
    expect(sorted(upTo23)).not.toEqual(before);
    expect(sorted(upTo23)).toEqual(sorted(truth()));
    // Seven days are open and one is newly final; none of those before is asked for.
    const reports = emulator.ledger.entries.filter(({ path }) => path.endsWith(":runReport"));
    expect(reports).toHaveLength(8);
  });

  test("[airbyte#6092] [DL-3] a used-up quota ends incomplete with the time to go on, and the next run does", async () => {
    const { clock, emulator, pipeline, destination, truth } = sandbox({
      limits: { tokensPerProjectPerHour: 30 },
    });

    const first = await pipeline.run();
    const loaded = destination.rows("traffic").length;
    const refused = emulator.ledger.byStatus()[429] ?? 0;
    await clock.advance(3_600_000);
    const runs = [first.status];
    for (let count = 0; count < 10 && runs.at(-1) !== "succeeded"; count++) {
      runs.push((await pipeline.run()).status);
      await clock.advance(3_600_000);
    }

    expect(first.streams[0]).toMatchObject({
      status: "incomplete",
      resumeAt: "2026-11-24T10:00:00.000Z",
      error: { code: "quota_exhausted" },
    });
    expect(loaded).toBeGreaterThan(0);
    expect(loaded).toBeLessThan(truth().length);
    expect(refused).toBeLessThan(5);
    expect(runs.at(-1)).toBe("succeeded");
    expect(sorted(destination.rows("traffic"))).toEqual(sorted(truth()));
  });

  test("[HT-8] at most four requests of a property are under way at once", async () => {
    const { pipeline, emulator, most } = sandbox({ limits: { concurrentRequests: 4 } });

    await pipeline.run();

    expect(most()).toBeGreaterThan(1);
    expect(most()).toBeLessThanOrEqual(4);
    expect(emulator.ledger.byStatus()[429]).toBeUndefined();
  });

  test("a service account signs in by its key file, as an object or as text", async () => {
    const { emulator, runtime } = sandbox();
    const key = await emulator.serviceAccount();
    const window = { from: "2026-11-20", to: "2026-11-21" };
    const counts = [];

    for (const serviceAccount of [{ ...key }, JSON.stringify(key)]) {
      const { streams } = ga4({ propertyId, serviceAccount, reports: { traffic } }, { runtime });
      counts.push((await collect(streams.traffic, { window })).length);
    }

    expect(counts[0]).toBeGreaterThan(0);
    expect(counts[1]).toBe(counts[0]);
  });

  test("[airbyte#77616] a revoked grant says: reconnect", async () => {
    const { emulator, source } = sandbox();
    emulator.revoke();

    expect(await source.check()).toMatchObject({ ok: false, cause: "auth" });
    await expect(collect(source.streams.traffic)).rejects.toMatchObject({
      name: "AuthError",
      code: "reauthorise",
    });
  });

  test("[airbyte#5273] the check asks for what reading needs, and names the property that refuses", async () => {
    const { source, runtime } = sandbox();
    const wrong = ga4(
      { ...sandboxCredentials.ga4, propertyId: [propertyId, "5"], reports: { traffic } },
      { runtime },
    );

    expect(await source.check()).toEqual({ ok: true });
    expect(await wrong.check()).toMatchObject({
      ok: false,
      cause: "permission",
      message: expect.stringContaining("property 5"),
    });
  });

  test("the check finds custom fields that the property does not have, and warns of blocked metrics", async () => {
    const warnings: unknown[] = [];
    const quiet = (): void => undefined;
    const log = {
      debug: quiet,
      info: quiet,
      error: quiet,
      warn: (...entry: unknown[]): void => void warnings.push(entry),
    };
    const properties = [{ propertyId, blockedMetrics: ["totalRevenue"] }];
    const { runtime } = sandbox({ properties }, log);
    const reports = {
      a: { dimensions: ["date", "customEvent:nope"], metrics: ["totalRevenue"] },
    } as const;

    const result = await ga4({ ...sandboxCredentials.ga4, reports }, { runtime }).check();

    expect(result).toMatchObject({
      ok: false,
      cause: "config",
      message: expect.stringContaining('reports.a: "customEvent:nope"'),
    });
    expect(JSON.stringify(warnings)).toContain("totalRevenue");
  });

  test("an incompatible report names the fields in the way", async () => {
    const { runtime } = sandbox();
    const { streams } = ga4(
      {
        ...sandboxCredentials.ga4,
        reports: { a: { dimensions: ["source"], metrics: ["transactions"], attribution: "event" } },
      },
      { runtime },
    );

    await expect(
      collect(streams.a, { window: { from: "2026-11-20", to: "2026-11-21" } }),
    ).rejects.toMatchObject({
      code: "config_invalid",
      hint: expect.stringContaining("sessionSource"),
    });
  });

  test("the guide's names and every preset are reports that GA4 accepts", async () => {
    const { runtime } = sandbox({ limits: "off" });
    const guide = {
      dimensions: ["date", "source", "medium", "campaign", "deviceCategory", "country", "pagePath"],
      metrics: [
        "sessions",
        "users",
        "pageviews",
        "bounceRate",
        "conversionRate",
        "revenue",
        "transactions",
      ],
    } as const;
    const { streams } = ga4(
      { ...sandboxCredentials.ga4, reports: { guide, ...presets } },
      { runtime },
    );
    const window = { from: "2026-11-20", to: "2026-11-21" };

    const [first] = await collect(streams.guide, { window, limit: 1 });
    expect(Object.keys(first ?? {})).toEqual([
      "property_id",
      "date",
      "sessionSource",
      "sessionMedium",
      "sessionCampaignName",
      "deviceCategory",
      "country",
      "pagePath",
      "sessions",
      "totalUsers",
      "screenPageViews",
      "bounceRate",
      "sessionKeyEventRate",
      "totalRevenue",
      "transactions",
    ]);
    const all: Readonly<Record<string, Stream>> = streams;
    for (const [name, stream] of Object.entries(all)) {
      expect([name, (await collect(stream, { window })).length > 0]).toEqual([name, true]);
    }
  });
});
