import { expect, test } from "vitest";
import { googleTrends } from "./google-trends.ts";
import { read, trends } from "./trends.fixture.ts";

const seven = ["espresso", "matcha", "cocoa", "chai", "mate", "rooibos", "oolong"];

test("[google-trends-api#140] [gtrendsR#436] more than 5 keywords are asked for in batches of 5, the anchor in each", async () => {
  const made = trends({ config: { keywords: seven, anchor: "chai" } });

  const rows = await read(made.source.streams.interest_over_time);

  const items = made.requests
    .filter(({ url }) => url.pathname.endsWith("/explore"))
    .map(({ url }) =>
      JSON.parse(url.searchParams.get("req") ?? "").comparisonItem.map(
        (item: { keyword: string }) => item.keyword,
      ),
    );
  expect(items).toEqual([
    ["chai", "espresso", "matcha", "cocoa", "mate"],
    ["chai", "rooibos", "oolong"],
  ]);
  expect(new Set(rows.map(({ keyword }) => keyword))).toEqual(new Set(seven));
  // The anchor's own rows come once.
  expect(new Set(rows.map(({ keyword, date }) => `${keyword} ${date}`)).size).toBe(rows.length);
  expect(new Set(rows.map(({ anchor }) => anchor))).toEqual(new Set(["chai"]));
});

test("[pytrends#91] [pytrends#453] keywords of different batches are on one scale, beside the raw values of their own request", async () => {
  const keywords = seven.slice(0, 6);
  // The second batch lacks the greatest keyword, so its raw values are greater than those of the first.
  const made = trends({ config: { keywords, anchor: "chai" } });
  const [last = ""] = keywords.slice(-1);

  const rows = await read(made.source.streams.interest_over_time);
  const together = await read(
    made.create({ keywords: ["espresso", "matcha", "cocoa", "chai", last], anchor: "chai" }).streams
      .interest_over_time,
  );

  const over = (list: typeof rows, keyword: string): (number | null)[] =>
    list
      .filter((row) => row.keyword === keyword && !row.is_partial)
      .map((row) => row.rescaled_value ?? row.value);
  const mean = (values: readonly (number | null)[]): number =>
    values.reduce<number>((sum, value) => sum + (value ?? 0), 0) / values.length;
  const rescaled = mean(over(rows, last)) / mean(over(rows, "espresso"));
  const direct = mean(over(together, last)) / mean(over(together, "espresso"));
  expect(rescaled / direct).toBeGreaterThan(0.9);
  expect(rescaled / direct).toBeLessThan(1.1);
  expect(rows.filter((row) => row.batch === 1).every((row) => row.keyword === last)).toBe(true);
});

test("[pytrends#466] [pytrends#473] [pytrends#524] [pytrends#550] [pytrends#559] [gtrendsR#428] another day's sample replaces the whole range, and every row says what was asked and when", async () => {
  const made = trends();
  const pipeline = made.load("interest_over_time");
  await pipeline.run();
  const before = made.rows("interest_over_time");
  await made.clock.advance(86_400_000 * 8);

  await pipeline.run();

  const after = made.rows("interest_over_time");
  const firstOf = (rows: readonly Readonly<Record<string, unknown>>[]): string | undefined =>
    rows.map((row) => String(row["date"])).toSorted((one, other) => (one < other ? -1 : 1))[0];
  expect(before[0]?.["snapshot_date"]).toBe("2026-11-24");
  expect(new Set(after.map((row) => row["snapshot_date"]))).toEqual(new Set(["2026-12-02"]));
  // The week that fell out of the 12 months is gone: its value was on another scale.
  expect(firstOf(before)).toBe("2025-11-23T00:00:00.000Z");
  expect(firstOf(after)).toBe("2025-11-30T00:00:00.000Z");
  expect(after[0]).toMatchObject({ timeframe: "today 12-m", property: "", category: 0, geo: "US" });
});

test("[pytrends#542] a long range says that it comes in weeks, and is not stitched of days", async () => {
  const made = trends({ config: { timeframe: "12m" } });

  const rows = await read(made.source.streams.interest_over_time);

  expect(new Set(rows.map(({ resolution }) => resolution))).toEqual(new Set(["WEEK"]));
  expect(made.asked().filter((path) => path === "multiline")).toHaveLength(1);
  expect(new Date(rows[0]?.date ?? "").getUTCDay()).toBe(0);
  expect(rows.filter((row) => row.is_partial)).toHaveLength(2);
});

test("[gtrendsR#431] `&` and other signs in keywords arrive as they are, and come back so", async () => {
  const keywords = ["salt & vinegar", 'say "cheese"', "50% <off>", "crème brûlée 🍮"];
  const made = trends({ config: { keywords } });

  const rows = await read(made.source.streams.interest_over_time);
  const queries = await read(made.source.streams.related_queries);
  const suggestions = await read(made.source.streams.topic_suggestions);

  for (const records of [rows, queries, suggestions]) {
    expect(new Set(records.map(({ keyword }) => keyword))).toEqual(new Set(keywords));
  }
  expect(queries.some(({ query }) => query === "salt & vinegar & co")).toBe(true);
});

test("a window asks for its own days, whatever the config's frame is", async () => {
  const made = trends();
  const { interest_over_time: stream } = made.source.streams;

  const days = await read(stream, { from: "2026-11-01", to: "2026-11-04" });
  const hours = await read(stream, { from: "2026-11-01T06:00:00Z", to: "2026-11-02T00:00:00Z" });

  expect(days.map(({ date }) => date).slice(0, 3)).toEqual([
    "2026-11-01T00:00:00.000Z",
    "2026-11-02T00:00:00.000Z",
    "2026-11-03T00:00:00.000Z",
  ]);
  expect(days[0]).toMatchObject({ timeframe: "2026-11-01 2026-11-03", resolution: "DAY" });
  expect(hours[0]?.timeframe).toBe("2026-11-01T06 2026-11-01T23");
});

test("ranges of different times are compared on one scale", async () => {
  const made = trends();
  const { streams } = googleTrends(
    {
      keywords: ["espresso"],
      ranges: [
        { keyword: "espresso", geo: "US", timeframe: "2026-11-01 2026-11-05" },
        { keyword: "espresso", geo: "ES", timeframe: "2025-11-01 2025-11-03" },
      ],
    },
    { runtime: made.runtime },
  );

  const rows = await read(streams.multi_range_interest);

  expect(rows.map((row) => row.range_index)).toEqual([0, 0, 0, 0, 0, 1, 1, 1]);
  expect(made.asked()).toContain("multirange");
  expect(Math.max(...rows.map((row) => row.value))).toBe(100);
});

test("topics are asked for one keyword at a time, and one explore page serves all streams of a keyword", async () => {
  const made = trends();

  await read(made.source.streams.related_topics);
  expect(made.asked()).toEqual(["", "explore", "relatedsearches", "explore", "relatedsearches"]);
  await read(made.source.streams.interest_by_region);
  expect(made.asked()).toEqual(["comparedgeo", "comparedgeo"]);
});

test("snapshots of related queries stay beside one another, a day each", async () => {
  const made = trends({ config: { keywords: ["espresso"] } });
  const pipeline = made.load("related_queries");
  await pipeline.run();
  const count = made.rows("related_queries").length;
  await made.clock.advance(86_400_000);

  await pipeline.run();

  const rows = made.rows("related_queries");
  expect(rows.length).toBe(2 * count);
  expect(rows.some((row) => row["is_breakout"] === true)).toBe(true);
});

test("a run that is cut between two batches goes on with the second, on the first one's scale", async () => {
  let isShut = true;
  const made = trends({
    config: { keywords: seven, anchor: "chai" },
    intercept: (request, count) =>
      isShut && count > 3 && request.url.includes("api/explore")
        ? new Response("", { status: 429, headers: { "retry-after": "600" } })
        : undefined,
  });
  const whole = await read(
    trends({ config: { keywords: seven, anchor: "chai" } }).source.streams.interest_over_time,
  );
  const pipeline = made.load("interest_over_time");
  expect((await pipeline.run()).streams[0]?.status).toBe("incomplete");
  isShut = false;
  await made.clock.advance(600_000);
  made.asked();

  expect((await pipeline.run()).status).toBe("succeeded");

  expect(made.asked()).toEqual(["explore", "multiline"]);
  const rows = made.rows("interest_over_time");
  expect(rows).toHaveLength(whole.length);
  const rescaled = (list: readonly object[]): unknown[] =>
    list
      .filter((row) => Reflect.get(row, "keyword") === "rooibos")
      .map((row) => Reflect.get(row, "rescaled_value"));
  expect(rescaled(rows)).toEqual(rescaled(whole));
});
