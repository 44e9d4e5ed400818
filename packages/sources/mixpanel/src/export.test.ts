import { expect, test } from "vitest";
import { project } from "./project.fixture.ts";

const keyOf = (row: Readonly<Record<string, unknown>>): string =>
  JSON.stringify([row["event"], row["distinct_id"], row["time"], row["insert_id"]]);

/** What the table of events must hold, in the same words. */
const truthOf = ({ emulator }: ReturnType<typeof project>, from: string, to: string): string[] =>
  emulator
    .events(from, to)
    .map(({ event, properties: { time, distinct_id: who, $insert_id, ...rest } }) =>
      JSON.stringify([event, who, new Date(time).toISOString(), $insert_id, rest["plan"]]),
    )
    .toSorted();
const loaded = ({ rows }: ReturnType<typeof project>): string[] =>
  rows("export")
    .map((row) =>
      JSON.stringify(
        ["event", "distinct_id", "time", "insert_id", "plan"].map((name) => row[name]),
      ),
    )
    .toSorted();

test("[airbyte#45068] [posthog#46625] days are asked for once each, and none is shared by two requests", async () => {
  const made = project();

  await made.load("export").run();

  const days = made.asked("/export").map(({ from_date, to_date }) => [from_date, to_date]);
  expect(days).toEqual(
    ["20", "21", "22", "23", "24"].map((day) => [`2026-11-${day}`, `2026-11-${day}`]),
  );
  expect(loaded(made)).toEqual(truthOf(made, "2026-11-20", "2026-11-24"));
});

test("[airbyte#45068] a second run has no event twice, those at the last second of a day among them", async () => {
  const made = project({ project: { eventsPerDay: 4_000 } });
  const pipeline = made.load("export");
  await pipeline.run();
  await made.clock.advance(86_400_000);

  await pipeline.run();

  const keys = made.rows("export").map(keyOf);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys.some((key) => key.includes("T23:59:5"))).toBe(true);
  expect(loaded(made)).toEqual(truthOf(made, "2026-11-20", "2026-11-25"));
});

test("final days are not read again, those within the lookback once a day, and today by every run", async () => {
  const made = project({ config: { startDate: "2026-11-01" } });
  const pipeline = made.load("export");
  const days = (): unknown[] => made.asked("/export").map((query) => query["from_date"]);

  await pipeline.run();
  expect(days()).toHaveLength(24);
  await made.clock.advance(3_600_000);
  await pipeline.run();
  expect(days()).toEqual(["2026-11-24"]);
  await made.clock.advance(86_400_000);
  await pipeline.run();
  // The 19th was open yesterday and is final now, so it is read a last time.
  expect(days()).toEqual(["19", "20", "21", "22", "23", "24", "25"].map((d) => `2026-11-${d}`));
});

test("events that come late, and newer versions of events, are in the table after the next run", async () => {
  const made = project({ config: { startDate: "2026-11-10" } });
  const pipeline = made.load("export");
  await pipeline.run();
  await made.clock.advance(86_400_000);
  made.emulator.lateEvents("2026-11-21", 7);
  made.emulator.restateEvents("2026-11-22", 12);

  await pipeline.run();

  expect(made.rows("export").filter((row) => row["plan"] === "restated")).toHaveLength(12);
  expect(loaded(made)).toEqual(truthOf(made, "2026-11-10", "2026-11-25"));
});

test("only the events that are asked for are exported", async () => {
  const made = project({ config: { events: ["Signed up"], eventWhere: "true" } });

  await made.load("export").run();

  expect(new Set(made.rows("export").map((row) => row["event"]))).toEqual(new Set(["Signed up"]));
  expect(made.asked("/export")[0]).toMatchObject({
    event: '["Signed up"]',
    where: "true",
    time_in_ms: "true",
    project_id: "2529987",
  });
});

test("[airbyte#21460] every event has an insert_id, one made of its content where Mixpanel has none", async () => {
  const lines = [
    { event: "A", properties: { time: 1, distinct_id: "u", mp_processing_time_ms: 5, plan: "x" } },
    { event: "A", properties: { time: 1, plan: "x", distinct_id: "u", mp_processing_time_ms: 9 } },
    { event: "A", properties: { time: 1, distinct_id: "u", plan: "y" } },
    { event: "A", properties: { time: 1, $insert_id: "given" } },
  ];
  const body = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
  const made = project({ intercept: () => new Response(body) });
  const window = { from: "2026-11-20", to: "2026-11-21" };

  const ids: string[] = [];
  for await (const event of made.source.streams.export.read({ window }).records()) {
    ids.push(event.insert_id);
  }

  // The second is the first, taken in later: they share the id, and differ in their version.
  expect(ids[0]).toMatch(/^[0-9a-f]{16}$/);
  expect(ids[1]).toBe(ids[0]);
  expect(ids[2]).not.toBe(ids[0]);
  expect(ids[3]).toBe("given");
});

test("lines are cut at the newline byte alone, and values keep their JSON types", async () => {
  const made = project();

  await made.load("export").run();

  const rows = made.rows("export");
  expect(rows.some((row) => row["title"] === "Preise\u2028und mehr")).toBe(true);
  expect(rows.find((row) => row["event"] === "Purchased")).toMatchObject({
    amount: expect.any(Number),
    items: ["Book", "Pen"],
  });
  // Spelt alike but for the case, and both there.
  expect(rows[0]).toMatchObject({ userName: expect.any(String), username: expect.any(String) });
});

test("[airbyte#18846] an event that is split over two lines is put together", async () => {
  const made = project();
  made.emulator.breakExport("split line", 5);

  const report = await made.load("export").run();

  expect(report.status).toBe("succeeded");
  expect(loaded(made)).toEqual(truthOf(made, "2026-11-20", "2026-11-24"));
});

test("[airbyte#18846] a line that is no event, and no piece of one, ends the reading instead of losing it", async () => {
  const whole = '{"event":"A","properties":{"time":1}}\n';
  const made = project({ intercept: () => new Response(`${whole}{"event":"B","pro\n${whole}`) });

  const report = await made.load("export").run();

  expect(report.streams[0]?.error).toMatchObject({ code: "not_json" });
  expect(made.rows("export")).toEqual([]);
});

test("[RT-6] exports that break off within an event are read again as long as the host's retry budget pays", async () => {
  const made = project({
    config: { startDate: "2026-11-01" },
    intercept: () => new Response('{"event":"B","pro\n'),
  });

  await made.load("export").run();

  // 24 days, each of which would be asked for three times; the budget pays for 35 broken bodies.
  expect(made.asked("/export").length).toBeLessThanOrEqual(24 + 35);
});

test.each(["terminated early", "reset"] as const)(
  "an export that ends with %s is read again, and not taken for whole",
  async (fault) => {
    const made = project({ project: { eventsPerDay: 2_000 } });
    made.emulator.breakExport(fault, 2);

    const report = await made.load("export").run();

    expect(report.status).toBe("succeeded");
    expect(loaded(made)).toEqual(truthOf(made, "2026-11-20", "2026-11-24"));
  },
);

test("an export that never comes whole fails, and none of its events is in the table", async () => {
  const made = project({ config: { startDate: "2026-11-24" } });
  made.emulator.breakExport("terminated early", 100);

  const report = await made.load("export").run();

  expect(report.streams[0]?.error).toMatchObject({ code: "truncated" });
  expect(made.rows("export")).toEqual([]);
});

test.each([
  ["at once", 1],
  ["after events were given", 4],
])("a window of days that Mixpanel breaks off %s is read day by day", async (_, pieces) => {
  const made = project({
    project: { eventsPerDay: 900 },
    config: { windowDays: 31, startDate: "2026-11-18" },
    intercept: async (request) => {
      const { searchParams: query } = new URL(request.url);
      if (query.get("from_date") === query.get("to_date")) return undefined;
      const text = await (await made.emulator.fetch(request)).text();
      return inPieces(`${text}terminated early\n`, pieces);
    },
  });

  const report = await made.load("export").run();

  expect(report.status).toBe("succeeded");
  const days = made.asked("/export").map(({ from_date, to_date }) => `${from_date} ${to_date}`);
  expect(days.slice(-7)).toEqual(
    ["18", "19", "20", "21", "22", "23", "24"].map((d) => `2026-11-${d} 2026-11-${d}`),
  );
  // Whatever was given of the window before is taken back: only what Mixpanel exports twice came twice.
  expect(report.streams[0]?.deduplicated).toBeLessThan(100);
  expect(loaded(made)).toEqual(truthOf(made, "2026-11-18", "2026-11-24"));
});

/** A body that arrives in so many pieces. */
function inPieces(text: string, count: number): Response {
  const bytes = new TextEncoder().encode(text);
  const size = Math.ceil(bytes.length / count);
  let at = 0;
  return new Response(
    new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          if (at >= bytes.length) controller.close();
          else controller.enqueue(bytes.slice(at, (at += size)));
        },
      },
      { highWaterMark: 0 },
    ),
  );
}

test("a day without events is read, and final like any other", async () => {
  const made = project({
    project: { firstDay: "2026-11-20" },
    config: { startDate: "2026-11-01" },
  });
  const pipeline = made.load("export");

  expect((await pipeline.run()).status).toBe("succeeded");
  made.asked("/export");
  await pipeline.run();
  expect(made.asked("/export")).toHaveLength(1);
});

test("[CP-1] a run that ends in the middle goes on behind the days that are whole", async () => {
  let fails = true;
  const made = project({
    intercept: (request) =>
      fails && new URL(request.url).searchParams.get("from_date") === "2026-11-22"
        ? new Response("{}", { status: 500 })
        : undefined,
  });
  const pipeline = made.load("export");
  expect((await pipeline.run()).status).not.toBe("succeeded");
  fails = false;
  made.asked("/export");

  expect((await pipeline.run()).status).toBe("succeeded");

  const days = made.asked("/export").map((query) => query["from_date"]);
  expect(days).toContain("2026-11-22");
  expect(days).not.toContain("2026-11-20");
  expect(loaded(made)).toEqual(truthOf(made, "2026-11-20", "2026-11-24"));
});

test("an explicit window reads its days, whatever was read before", async () => {
  const made = project();
  const pipeline = made.load("export");
  await pipeline.run();
  made.asked("/export");

  await pipeline.run({ window: { from: "2026-11-02", to: "2026-11-04" } });

  expect(made.asked("/export").map((query) => query["from_date"])).toEqual([
    "2026-11-02",
    "2026-11-03",
  ]);
});
