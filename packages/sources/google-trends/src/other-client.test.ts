import { googleTrendsEmulator, mswHandlers } from "@brain/sandbox";
import { http } from "msw";
import { setupServer } from "msw/node";
import { createRequire } from "node:module";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { googleTrends } from "./google-trends.ts";
import { read } from "./trends.fixture.ts";

/** As far as it is used; the package has no types of its own. Everything is text, JSON if all went well. */
type Ask = (query: object) => Promise<string>;
interface OtherClient {
  readonly interestOverTime: Ask;
  readonly interestByRegion: Ask;
  readonly relatedQueries: Ask;
  readonly relatedTopics: Ask;
}

const now = Date.parse("2026-11-24T09:00:00Z");
const emulator = googleTrendsEmulator({ now: () => now, requestsPerMinute: "off" });
// It knows one host, and speaks to it by node:https, which msw answers.
const server = setupServer(...mswHandlers(http, emulator));
const require = createRequire(import.meta.url);
// A package of CommonJS without types: the interface above says what it is.
const other = require("google-trends-api") as OtherClient;
const { streams } = googleTrends(
  { keywords: ["espresso"], geo: "US", timeframe: "2026-09-01 2026-10-31", requestsPerMinute: 60 },
  { runtime: { fetch: (...given) => emulator.fetch(new Request(...given)) } },
);
const query = {
  keyword: "espresso",
  geo: "US",
  startTime: new Date("2026-09-01"),
  endTime: new Date("2026-10-31"),
};

beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterAll(() => server.close());

const shape = <T extends z.ZodRawShape>(fields: T) =>
  z.looseObject({ default: z.looseObject(fields) });
const value = z.array(z.number());

test("another client reads the emulator unchanged, and the same interest over time", async () => {
  const theirs = shape({ timelineData: z.array(z.looseObject({ time: z.string(), value })) }).parse(
    JSON.parse(await other.interestOverTime(query)),
  ).default.timelineData;
  const ours = await read(streams.interest_over_time);

  expect(ours).toHaveLength(61);
  expect(ours.map(({ date, value: one }) => [Date.parse(date) / 1_000, one])).toEqual(
    theirs.map((point) => [Number(point.time), point.value[0]]),
  );
});

test("the same regions, related queries and topics", async () => {
  const regions = shape({
    geoMapData: z.array(z.looseObject({ geoCode: z.string(), value })),
  }).parse(JSON.parse(await other.interestByRegion(query))).default.geoMapData;
  expect((await read(streams.interest_by_region)).map((row) => [row.geo_code, row.value])).toEqual(
    regions.map((row) => [row.geoCode, row.value[0]]),
  );

  const ranked = z.looseObject({
    query: z.string().optional(),
    topic: z.looseObject({ mid: z.string() }).optional(),
    value: z.number(),
  });
  const lists = shape({ rankedList: z.array(z.looseObject({ rankedKeyword: z.array(ranked) })) });
  const rankedBy = async (ask: Ask) =>
    lists
      .parse(JSON.parse(await ask(query)))
      .default.rankedList.flatMap(({ rankedKeyword }) => rankedKeyword);
  expect((await read(streams.related_queries)).map((row) => [row.query, row.value])).toEqual(
    (await rankedBy(other.relatedQueries)).map((row) => [row.query, row.value]),
  );
  expect((await read(streams.related_topics)).map((row) => [row.topic_mid, row.value])).toEqual(
    (await rankedBy(other.relatedTopics)).map((row) => [row.topic?.mid, row.value]),
  );
});
