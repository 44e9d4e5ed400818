import { memoryBudget } from "@brain/core";
import { ga4Emulator, sandboxCredentials } from "@brain/sandbox";
import { collect, fakeClock } from "@brain/testkit";
import { expect, test } from "vitest";
import { ga4 } from "../ga4.ts";

const { propertyId } = sandboxCredentials.ga4;

test("metadata has each dimension and metric of each property, its own ones and blocked ones too", async () => {
  const clock = fakeClock({ start: "2026-11-24T09:00:00Z", autoMs: 20_000 });
  const emulator = ga4Emulator({
    now: clock.now,
    properties: [{ propertyId, blockedMetrics: ["totalRevenue"] }, { propertyId: "2" }],
  });
  const fetch = (...request: Parameters<typeof globalThis.fetch>): Promise<Response> =>
    emulator.fetch(new Request(...request));
  const { streams } = ga4(
    { ...sandboxCredentials.ga4, propertyId: [propertyId, "2"], reports: {} },
    { runtime: { clock, budget: memoryBudget(clock), fetch } },
  );

  const rows = await collect(streams.metadata);

  const keys = rows.map((row) => [row.property_id, row.kind, row.apiName].join(" "));
  expect(new Set(keys).size).toBe(rows.length);
  expect(rows.length).toBeGreaterThan(2 * 450);
  const find = (id: string, kind: string, name: string) =>
    rows.find((row) => row.property_id === id && row.kind === kind && row.apiName === name);
  expect(find(propertyId, "dimension", "customEvent:plan_tier")).toMatchObject({
    customDefinition: true,
    category: "Custom",
  });
  expect(find(propertyId, "metric", "totalRevenue")).toMatchObject({
    type: "TYPE_CURRENCY",
    blockedReasons: ["NO_REVENUE_METRICS"],
  });
  expect(find("2", "metric", "totalRevenue")?.blockedReasons).toBeUndefined();
  expect(find("2", "metric", "keyEvents")?.deprecatedApiNames).toEqual(["conversions"]);
});
