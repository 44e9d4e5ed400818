import { createRequire } from "node:module";
import { mixpanelEmulator, mswHandlers, sandboxCredentials } from "@brain/sandbox";
import { http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { mixpanel } from "./mixpanel.ts";

/** As far as it is used; the package has no types of its own. */
interface OtherClient {
  export(query: object): Promise<unknown>;
  engage(query: object): Promise<unknown>;
  listFunnels(): Promise<unknown>;
  segmentation(query: object): Promise<unknown>;
}

const { projectId, username, secret, projectSecret } = sandboxCredentials.mixpanel;
const now = Date.parse("2026-11-24T09:00:00Z");
const emulator = mixpanelEmulator({ now: () => now, limits: "off", project: { profiles: 900 } });
const server = setupServer(...mswHandlers(http, emulator));
const require = createRequire(import.meta.url);
// A package of CommonJS without types: the interface above says what it is.
const Client = require("mixpanel-data-export-node") as new (options: {
  readonly api_secret: string;
}) => OtherClient;
const other = new Client({ api_secret: projectSecret });
const { streams } = mixpanel(
  {
    projectId,
    username,
    secret,
    startDate: "2026-11-20",
    segmentation: { plans: { event: "Signed up", on: 'properties["plan"]' } },
  },
  { runtime: { fetch: (...given) => emulator.fetch(new Request(...given)) } },
);
const days = { from_date: "2026-11-20", to_date: "2026-11-21" };
const window = { from: "2026-11-20", to: "2026-11-22" };

beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterAll(() => server.close());

const eventsSchema = z.array(
  z.looseObject({
    properties: z.looseObject({ $insert_id: z.string(), time: z.number(), plan: z.string() }),
  }),
);

test("another client reads the emulator unchanged, and the same events", async () => {
  const theirs = eventsSchema
    .parse(await other.export(days))
    .map(({ properties: { $insert_id: id, time, plan } }) => `${id} ${time} ${plan}`);
  const ours: string[] = [];
  for await (const event of streams.export.read({ window }).records()) {
    const seconds = Math.floor(Date.parse(event.time) / 1_000);
    ours.push(`${event.insert_id} ${seconds} ${String(event["plan"])}`);
  }

  // Ours leaves out what the export gives twice.
  expect(ours.length).toBeGreaterThan(300);
  expect([...new Set(theirs)].toSorted()).toEqual(ours.toSorted());
});

test("the same profiles, funnels and counts", async () => {
  const engaged = z
    .looseObject({ results: z.array(z.looseObject({ $distinct_id: z.string() })) })
    .parse(await other.engage({}));
  const profiles: string[] = [];
  for await (const { distinct_id: id } of streams.profiles.read().records()) profiles.push(id);
  expect(engaged.results.map(({ $distinct_id: id }) => id)).toEqual(profiles);

  expect(await other.listFunnels()).toMatchObject([{ funnel_id: 7509 }, { funnel_id: 9070 }]);

  const query = { ...days, event: "Signed up", on: 'properties["plan"]' };
  const { data } = z
    .looseObject({
      data: z.looseObject({ values: z.record(z.string(), z.record(z.string(), z.number())) }),
    })
    .parse(await other.segmentation(query));
  let rows = 0;
  for await (const row of streams.segmentation.read({ window }).records()) {
    rows += 1;
    expect(data.values[row.segment]?.[row.date]).toBe(row.value);
  }
  expect(rows).toBe(6);
});
