import { collect, collectPages } from "@brain/testkit";
import { describe, expect, test } from "vitest";
import type { WirePartition, Window } from "@brain/core";
import { ga4 } from "./ga4.ts";
import { grant, pathsAnswer, scriptedApi } from "./scripted-api.fixture.ts";

const reports = {
  daily: { dimensions: ["date", "pagePath"], metrics: ["sessions"] },
  monthly: { dimensions: ["yearMonth", "country"], metrics: ["totalUsers"] },
  whole: { dimensions: ["country"], metrics: ["totalUsers"] },
} as const;

function listing(
  options: {
    readonly start?: string;
    readonly timeZone?: string;
    readonly config?: object;
  } = {},
) {
  const api = scriptedApi(() => pathsAnswer(0, 1, 1), options);
  const { streams } = ga4(
    { propertyId: "1", ...grant, reports, ...options.config },
    { runtime: api.runtime },
  );
  const partitions = async (
    stream: keyof typeof reports,
    window: Window,
  ): Promise<WirePartition[]> => {
    const found: WirePartition[] = [];
    for await (const partition of streams[stream].open({}).partitions({ window })) {
      found.push(partition);
    }
    return found;
  };
  return { ...api, streams, partitions };
}

const to = "2026-11-24T08:59:00Z";

describe("partitions", () => {
  test("[airbyte#26054] [airbyte#26283] days within the lookback are read once a day, older ones are final", async () => {
    const { partitions } = listing({ config: { lookbackDays: 3 } });

    const found = await partitions("daily", { from: "2026-11-19", to });

    expect(found.map(({ key, version }) => [key, version])).toEqual([
      ["1/2026-11-19", "final"],
      ["1/2026-11-20", "final"],
      ["1/2026-11-21", "read 2026-11-24"],
      ["1/2026-11-22", "read 2026-11-24"],
      ["1/2026-11-23", "read 2026-11-24"],
    ]);
  });

  test("[airbyte#26054] today is read by every run, and only if asked for", async () => {
    const { partitions } = listing({ config: { includeToday: true } });

    const found = await partitions("daily", { from: "2026-11-23", to });

    expect(found.map(({ key, version }) => [key, version])).toEqual([
      ["1/2026-11-23", "read 2026-11-24"],
      ["1/2026-11-24", undefined],
    ]);
  });

  test.each([
    ["America/Los_Angeles", "2026-11-22"],
    ["Asia/Kolkata", "2026-11-23"],
    ["Pacific/Apia", "2026-11-23"],
    ["Pacific/Kiritimati", "2026-11-23"],
  ])("[VA-4] yesterday is the property's own, in %s", async (timeZone, last) => {
    const { partitions } = listing({ start: "2026-11-24T07:00:00Z", timeZone });

    const found = await partitions("daily", { from: "2026-11-20", to: "2026-11-24T06:59:00Z" });

    expect(found.at(-1)?.["last"]).toBe(last);
  });

  test("begin with startDate where the window is open, and read no day that is not over", async () => {
    const { partitions } = listing({ config: { startDate: "2026-11-20" } });
    expect(await partitions("daily", { to })).toHaveLength(4);
    expect(await partitions("daily", { from: "2026-11-23", to: "2027-01-01" })).toHaveLength(1);
    expect(await partitions("daily", { from: "2026-11-25", to: "2027-01-01" })).toEqual([]);
  });

  test("[dlt#2727] [verified-sources#626] a month is read whole, and is final when its last day is", async () => {
    const { partitions } = listing();

    const found = await partitions("monthly", { from: "2026-09-15", to });

    expect(found).toEqual([
      {
        key: "1/2026-09-01",
        version: "final",
        property: "1",
        first: "2026-09-01",
        last: "2026-09-30",
      },
      {
        key: "1/2026-10-01",
        version: "final",
        property: "1",
        first: "2026-10-01",
        last: "2026-10-31",
      },
      {
        key: "1/2026-11-01",
        version: "read 2026-11-24",
        property: "1",
        first: "2026-11-01",
        last: "2026-11-23",
      },
    ]);
  });

  test("[tap-google-analytics#303] [airbyte#29458] no date is forced on a report: its window is in the key instead", async () => {
    const { partitions, streams } = listing();

    const found = await partitions("whole", { from: "2026-11-01", to: "2026-11-11" });

    expect(found).toEqual([
      {
        key: "1/2026-11-01..2026-11-10",
        version: "final",
        property: "1",
        first: "2026-11-01",
        last: "2026-11-10",
      },
    ]);
    expect(streams.whole.info.primaryKey).toEqual([
      "property_id",
      "startDate",
      "endDate",
      "country",
    ]);
    expect(streams.daily.info.primaryKey).toEqual(["property_id", "date", "pagePath"]);
  });

  test("a time zone that the runtime does not know is named", async () => {
    const { partitions } = listing({ timeZone: "Mars/Olympus" });

    await expect(partitions("daily", { to })).rejects.toMatchObject({
      code: "wrong_shape",
      message: expect.stringContaining("Mars/Olympus"),
    });
  });

  test("the time zone is asked for once a source", async () => {
    let zones = 0;
    const { runtime } = listing();
    const counted: typeof fetch = async (input, init) => {
      const request = new Request(input, init);
      if ((await request.clone().text()).includes('"today"')) zones++;
      return (runtime.fetch ?? fetch)(request);
    };
    const { streams } = ga4(
      { propertyId: "1", ...grant, reports },
      { runtime: { ...runtime, fetch: counted } },
    );
    const window = { from: "2026-11-20", to: "2026-11-23" };

    await collect(streams.daily, { window });
    await collect(streams.daily, { window });

    expect(zones).toBe(1);
  });
});

describe("several properties", () => {
  const window = { from: "2026-11-20", to: "2026-11-22" };

  test("[airbyte#40675] are all read, each with its id in the key", async () => {
    const { streams } = listing({ config: { propertyId: ["1", "2"] } });

    const records = await collect(streams.daily, { window });

    expect(records.map(({ property_id }) => property_id)).toEqual(["1", "1", "2", "2"]);
  });

  test("one that refuses fails only its own partition", async () => {
    const { streams } = listing({ config: { propertyId: ["403", "2"] } });
    const reader = streams.daily.open({});
    const outcomes: string[] = [];

    for await (const partition of reader.partitions({ window })) {
      const reading = reader.read({ partition, state: undefined, resuming: false, window });
      try {
        for await (const page of reading) outcomes.push(`${partition.key} ${page.records.length}`);
      } catch (error) {
        outcomes.push(`${partition.key} ${String(Reflect.get(Object(error), "code"))}`);
      }
    }

    expect(outcomes).toEqual(["403/access scope_missing", "2/2026-11-20 1", "2/2026-11-21 1"]);
  });

  test("a single one that refuses fails the stream", async () => {
    const { streams } = listing({ config: { propertyId: "403" } });

    await expect(collectPages(streams.daily, { window })).rejects.toMatchObject({
      name: "PermissionError",
      hint: expect.stringContaining("Viewer"),
    });
  });
});
