import { check, type Stream } from "@brain/core";
import { sandboxCredentials } from "@brain/sandbox";
import { brokenRules } from "@brain/testkit";
import { expect, test } from "vitest";
import { ga4 } from "./ga4.ts";
import { presets } from "./presets.ts";
import { ga4Rules } from "./rules.ts";
import { sandbox } from "./sandbox.fixture.ts";

const window = { from: "2026-11-20", to: "2026-11-21" };

test("every preset, and a report without a time, keeps the rules", async () => {
  const { runtime } = sandbox({ limits: "off" });
  const spans = { dimensions: ["country"], metrics: ["sessions"] } as const;
  const { streams } = ga4(
    { ...sandboxCredentials.ga4, reports: { ...presets, spans } },
    { runtime },
  );
  const { metadata: _fields, ...reports }: Readonly<Record<string, Stream>> = streams;
  const sets = Object.fromEntries(Object.keys(reports).map((name) => [name, ga4Rules]));

  expect(await brokenRules(reports, sets, { window })).toEqual([]);
});

test("a count below 0, a rate above 1 and a day that does not exist are found", () => {
  const good = { property_id: "123456789", date: "2026-11-20", sessions: 4, bounceRate: 0.25 };
  const records = [
    good,
    { ...good, sessions: -1 },
    { ...good, bounceRate: 25 },
    { ...good, date: "2026-02-30" },
    { ...good, date: null },
  ];

  const found = check(records, ga4Rules);

  expect(found.issues.map(({ position }) => position)).toEqual([1, 2, 3]);
  expect(found.rules.filter((rule) => rule.records > 0).map(({ name }) => name)).toEqual([
    "types.date",
    "constraints.sessions",
    "constraints.bounceRate.max",
  ]);
});
