import { describe, expect, test } from "vitest";
import { campus, small } from "./campus.fixture.ts";
import { idsOf, ownApi } from "./own-api.fixture.ts";

const MINUTE_MS = 60_000;
const changed = { field: "updated_at", param: "updated_since" } as const;

describe("a stream with a cursor", () => {
  test("reads only what changed since, and upserts it", async () => {
    const { load, emulator, rows, clock, requests } = campus({
      campus: small,
      streams: { enrollments: { cursor: changed } },
    });
    const pipeline = load("enrollments");
    await pipeline.run();
    const before = rows("enrollments").length;
    await clock.advance(60 * MINUTE_MS);
    const [one] = rows("enrollments");
    emulator.setProgress(Number(one?.["course_id"]), Number(one?.["user_id"]), 0.99);
    await clock.advance(60 * MINUTE_MS);
    requests.length = 0;

    const report = await pipeline.run();

    // The one that changed, and that of the lookback.
    expect(report.streams[0]?.read).toBe(2);
    expect(requests[0]?.url.searchParams.get("updated_since")).toMatch(/^202[56]-/);
    expect(rows("enrollments")).toHaveLength(before);
    expect(rows("enrollments").find(({ id }) => id === one?.["id"])).toMatchObject({
      progress: 0.99,
    });
  });

  test("of a platform that has no filter leaves out here what is older", async () => {
    const { load, emulator, clock } = campus({
      campus: small,
      preset: "moodle",
      streams: { courses: { cursor: { field: "updated_at" } } },
    });
    const pipeline = load("courses");
    const first = await pipeline.run();
    emulator.addCourse();
    await clock.advance(60 * MINUTE_MS);
    const second = await pipeline.run();

    expect(first.streams[0]?.read).toBe(3);
    // The newest course lies within the lookback, and the new one may be older than it.
    expect(second.streams[0]?.read).toBeLessThan(3);
  });

  test.each([
    ["iso", false, "2026-11-10T00:00:00.000Z"],
    ["seconds", false, "1794268800"],
    ["seconds", true, "1794268799"],
    ["milliseconds", false, "1794268800000"],
    ["day", false, "2026-11-10"],
  ] as const)(
    "asks in the platform's spelling: %s, exclusive %s",
    async (format, exclusive, due) => {
      const cursor = { ...changed, untilParam: "until", format, exclusive };
      const { stream, requests } = ownApi(
        { enrollments: { cursor, paging: { type: "none" } } },
        () => [],
      );
      const window = { from: "2026-11-10", to: "2026-11-12" };
      for await (const page of stream("enrollments").read({ window })) void page;

      expect(requests[0]?.url.searchParams.get("updated_since")).toBe(due);
      expect(requests[0]?.url.searchParams.get("until")).toMatch(/12|^1794441600/);
    },
  );

  test("[VA-4] begins the days of a window at the platform's midnight", async () => {
    const records = [
      "2026-11-09T22:59:59Z",
      "2026-11-09T23:00:00Z",
      "2026-11-10T22:59:59Z",
      "2026-11-10T23:00:00Z",
    ];
    const { stream } = ownApi(
      { enrollments: { cursor: changed, paging: { type: "none" } } },
      () => records.map((updated_at, id) => ({ id, updated_at })),
      { timeZone: "Europe/Berlin" },
    );
    const window = { from: "2026-11-10", to: "2026-11-11" };
    const found: string[] = [];
    for await (const { records: page } of stream("enrollments").read({ window })) {
      found.push(...idsOf(page.map((one) => ({ ...one }))));
    }

    expect(found).toEqual(["1", "2"]);
  });

  test("[VA-4] of days has those that the window names, west of Greenwich too", async () => {
    const days = ["2026-11-09", "2026-11-10", "2026-11-11", "2026-11-12"];
    const cursor = { field: "date", param: "from", format: "day" } as const;
    const { stream, requests } = ownApi(
      { analytics: { cursor, paging: { type: "none" } } },
      () => days.map((date) => ({ date })),
      { timeZone: "America/New_York" },
    );
    const window = { from: "2026-11-10", to: "2026-11-12" };
    const found: string[] = [];
    for await (const { records: page } of stream("analytics").read({ window })) {
      found.push(...idsOf(page.map((one) => ({ ...one }))));
    }

    expect(found).toEqual(["2026-11-10", "2026-11-11"]);
    expect(requests[0]?.url.searchParams.get("from")).toBe("2026-11-10");
  });
});

describe("a stream without a cursor", () => {
  test("is mirrored: what is gone from the platform goes from the table", async () => {
    const { load, emulator, rows } = campus({ campus: small });
    const pipeline = load("users");
    await pipeline.run();
    emulator.removeUser(103);
    emulator.addUsers(2);
    await pipeline.run();

    const ids = rows("users").map(({ id }) => id);
    expect(ids).not.toContain("103");
    expect(ids).toHaveLength(small.users + 1);
  });
});

describe("statements", () => {
  const more = { type: "next-url", next: "more", sizeParam: "limit", size: 20 } as const;

  test("are read on from the last one stored, in their order", async () => {
    const { load, emulator, clock, requests, rows } = campus({
      campus: small,
      preset: "xapi",
      streams: { activities: { paging: more } },
    });
    const pipeline = load("activities");
    await pipeline.run();
    const before = rows("activities").length;
    await clock.advance(60 * MINUTE_MS);
    emulator.record(5);
    await clock.advance(60 * MINUTE_MS);
    requests.length = 0;
    const report = await pipeline.run();

    expect(requests[0]?.url.searchParams.get("ascending")).toBe("true");
    expect(requests[0]?.url.searchParams.get("since")).toMatch(/^2026-11-24T/);
    expect(rows("activities")).toHaveLength(before + 5);
    expect(report.streams[0]?.read).toBeLessThan(before / 2);
  });

  test("that the store may not show yet are not passed over", async () => {
    const stored = ["2026-11-24T08:00:00Z", "2026-11-24T08:30:00Z"];
    const through = { "x-experience-api-consistent-through": "2026-11-24T08:10:00Z" };
    const { stream } = campus({
      preset: "xapi",
      intercept: () =>
        Response.json(
          {
            statements: stored.map((at, id) => ({ id: `s${id}`, stored: at, actor: {} })),
            more: "",
          },
          { headers: through },
        ),
    });
    const states: unknown[] = [];
    for await (const { position } of stream("activities").read()) states.push(position?.state);

    expect(states.at(-1)).toMatchObject({ cursor: "2026-11-24T08:10:00Z" });
  });

  test("that void others name them in a stream of its own", async () => {
    const { read } = campus({ campus: small, preset: "xapi" });
    const [activities, voided] = [await read("activities"), await read("voided")];

    expect(voided).toHaveLength(1);
    expect(idsOf(activities)).toContain(voided[0]?.["voided_by"]);
    expect(idsOf(activities)).not.toContain(voided[0]?.["id"]);
  });
});
