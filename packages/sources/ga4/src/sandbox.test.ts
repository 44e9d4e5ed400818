import type { Stream } from "@brain/core";
import { sandboxCredentials } from "@brain/sandbox";
import { collect } from "@brain/testkit";
import { describe, expect, test } from "vitest";
import { ga4 } from "./ga4.ts";
import { presets } from "./presets.ts";
import { propertyId, sandbox, traffic } from "./sandbox.fixture.ts";

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
