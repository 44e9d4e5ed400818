import { describe, expect, test } from "vitest";
import { project, type Interception } from "./project.fixture.ts";

const answer =
  (data: object): Interception =>
  () =>
    Response.json({ data });
const ranges = (made: ReturnType<typeof project>): string[] =>
  made.asked("").map(({ start, end }) => `${start}-${end}`);

describe("active users", () => {
  test("are read by day, in ranges of ninety days, and again within the lookback", async () => {
    const made = project({ config: { startDate: "2026-08-01" } });
    const pipeline = made.load("active_users");

    await pipeline.run();
    expect(ranges(made)).toEqual(["20260801-20261029", "20261030-20261124"]);
    expect(made.rows("active_users")).toHaveLength(116);

    await made.clock.advance(86_400_000);
    made.emulator.restateCharts("2026-11-20", 1_000);
    const before = made.rows("active_users").find(({ date }) => date === "2026-11-20");
    await pipeline.run();
    expect(ranges(made)).toEqual(["20261117-20261125"]);
    const after = made.rows("active_users").find(({ date }) => date === "2026-11-20");
    expect(after?.["users"]).toBe(Number(before?.["users"]) + 1_000);
    expect(made.rows("active_users")).toHaveLength(117);
  });

  test("are told apart by a property, and new ones are a stream of their own", async () => {
    const made = project({ config: { usersBy: "country" } });

    await made.load("active_users").run();
    await made.load("new_users").run();

    expect(made.asked("/users")).toEqual([
      { m: "active", i: "1", g: "country", start: "20261122", end: "20261124" },
      { m: "new", i: "1", g: "country", start: "20261122", end: "20261124" },
    ]);
    expect(made.rows("active_users")).toHaveLength(9);
    expect(new Set(made.rows("new_users").map(({ segment }) => segment))).toEqual(
      new Set(["United States", "Germany", "India"]),
    );
  });

  test("a series that is empty has no rows, though its days are named", async () => {
    const made = project({
      intercept: answer({ series: [], seriesMeta: [], xValues: ["2026-11-22"] }),
    });

    const report = await made.load("active_users").run();

    expect(report.status).toBe("succeeded");
    expect(made.rows("active_users")).toEqual([]);
  });

  test.each([
    [{ seriesLabels: [0], seriesMeta: [{ segmentIndex: 0 }] }, "0"],
    [{ seriesMeta: [{ segmentIndex: 3 }] }, "3"],
    [{ seriesMeta: ["Canada"] }, "Canada"],
    [{ seriesLabels: [[0, "Canada"]] }, '[0,"Canada"]'],
    [{}, "0"],
  ])("a label of %j is the segment %j", async (labels, segment) => {
    const made = project({
      intercept: answer({ series: [[7]], xValues: ["2026-11-22"], ...labels }),
    });

    await made.load("active_users").run();

    expect(made.rows("active_users")).toMatchObject([{ segment, users: 7 }]);
  });

  test.each([{}, { series: [[1]] }, { series: null, xValues: [] }])(
    "[RD-1] an answer with the data %j is none",
    async (data) => {
      const made = project({ intercept: answer(data) });

      const report = await made.load("active_users").run();

      expect(report.streams[0]?.error).toMatchObject({ code: "wrong_shape" });
    },
  );
});

test("a first run begins with the first day, and one that is cut goes on with the next range", async () => {
  let fails = true;
  const made = project({
    config: { startDate: "2026-08-01" },
    intercept: ({ url }) =>
      fails && url.includes("20261030") ? Response.json({}, { status: 400 }) : undefined,
  });
  const pipeline = made.load("average_session_length");
  await pipeline.run();
  fails = false;
  expect(ranges(made)[0]).toBe("20260801-20261029");

  expect((await pipeline.run()).status).toBe("succeeded");

  expect(ranges(made)).toEqual(["20261030-20261124"]);
  expect(made.rows("average_session_length")).toHaveLength(116);
  expect(made.rows("average_session_length")[0]).toMatchObject({
    date: "2026-08-01",
    length: expect.any(Number),
  });
});

test.each([
  ["America/Los_Angeles", "2026-11-25T04:00:00Z", "20261124"],
  ["Asia/Kolkata", "2026-11-24T20:00:00Z", "20261125"],
  ["Pacific/Apia", "2026-11-24T12:00:00Z", "20261125"],
  ["America/New_York", "2026-11-01T05:30:00Z", "20261101"],
])("[VA-4] days are those of %s", async (projectTimezone, start, today) => {
  const made = project({ start, config: { projectTimezone, startDate: "2026-10-31" } });

  await made.load("active_users").run();

  expect(ranges(made).at(-1)?.slice(-8)).toBe(today);
});

test("[RT-5] charts spend what they cost: what five minutes allow, then the run ends and goes on later", async () => {
  // Two years of days at four conditions each cost 2,924; an answer never says what is left.
  const made = project({ config: { startDate: "2024-11-24", usersBy: "country" } });
  const pipeline = made.load("active_users");

  const first = await pipeline.run();
  expect(first.streams[0]).toMatchObject({
    status: "incomplete",
    error: { code: "quota_exhausted", resumeAt: expect.any(String) },
  });
  for (let status = "partial"; status === "partial";) {
    await made.clock.advance(300_000);
    ({ status } = await pipeline.run());
  }

  expect(made.rows("active_users")).toHaveLength(731 * 3);
  expect(Object.keys(made.emulator.ledger.byStatus())).toEqual(["200"]);
});
