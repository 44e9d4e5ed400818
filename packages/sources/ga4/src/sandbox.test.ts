import type { Stream } from "@brain/core";
import { sandboxCredentials } from "@brain/sandbox";
import { collect, collectPages } from "@brain/testkit";
import { describe, expect, test } from "vitest";
import { ga4 } from "./ga4.ts";
import { presets } from "./presets.ts";
import { propertyId, sandbox, sorted, traffic } from "./sandbox.fixture.ts";

describe("against the sandbox", () => {
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

  test("[airbyte#77616] [airbyte#38693] [airbyte#25836] [airbyte#69279] a revoked grant says: reconnect", async () => {
    const { emulator, source } = sandbox();
    emulator.revoke();

    expect(await source.check()).toMatchObject({
      ok: false,
      cause: "auth",
      hint: expect.stringMatching(/sign in again/i),
    });
    await expect(collect(source.streams.traffic)).rejects.toMatchObject({
      name: "AuthError",
      code: "reauthorise",
    });
  });

  test("[google-cloud-ruby#19406] [site-kit-wp#6559] keepEmptyRows adds rows of zero, and no day that GA4 has not", async () => {
    const { runtime } = sandbox({ properties: [{ propertyId, firstDate: "2026-11-20" }] });
    const dimensions = ["date", "sessionSource", "deviceCategory"] as const;
    const metrics = ["transactions"] as const;
    const { streams } = ga4(
      {
        ...sandboxCredentials.ga4,
        reports: {
          plain: { dimensions, metrics },
          kept: { dimensions, metrics, keepEmptyRows: true },
        },
      },
      { runtime },
    );
    const window = { from: "2026-11-17", to: "2026-11-23" };

    const plain = await collect(streams.plain, { window });
    const kept = await collect(streams.kept, { window });

    expect(plain.every(({ transactions }) => transactions > 0)).toBe(true);
    expect(kept.length).toBeGreaterThan(plain.length);
    expect(sorted(kept.filter(({ transactions }) => transactions > 0))).toEqual(sorted(plain));
    const days = ["2026-11-20", "2026-11-21", "2026-11-22"];
    expect([...new Set(kept.map(({ date }) => date))]).toEqual(days);
  });

  test("[ga-dev-tools#1935] rows that do not add up to GA4's total come with the reason", async () => {
    const { source, emulator } = sandbox({
      properties: [{ propertyId, rowsPerDay: 24 }],
      quality: { thresholding: true },
    });
    const day = { from: "2026-11-20", to: "2026-11-21" };
    const total = (): number =>
      Number(
        emulator.rows(propertyId, {
          dateRanges: [{ startDate: day.from, endDate: day.from }],
          metrics: [{ name: "sessions" }],
        })[0]?.["sessions"],
      );

    const pages = await collectPages(source.streams.traffic, { window: day });

    const sum = pages.flatMap(({ records }) => records).reduce((all, row) => all + row.sessions, 0);
    expect(sum).toBeLessThan(total());
    const said = pages.flatMap(({ quality }) => quality ?? []);
    expect(said).toEqual([expect.objectContaining({ subject_to_thresholding: true })]);
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
      message: expect.stringContaining('report a: "customEvent:nope"'),
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
