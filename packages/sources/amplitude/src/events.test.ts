import { describe, expect, test } from "vitest";
import { toEvent, toInstant } from "./event-record.ts";
import { project, throughTime, type Interception } from "./project.fixture.ts";
import { zipOf } from "./zip/zip.fixture.ts";
import { gzipSync } from "node:zlib";

type Made = ReturnType<typeof project>;

/** What the table of events must hold, in the same words. */
const truthOf = ({ emulator }: Made, first: string, last: string): string[] =>
  emulator
    .events(first, last)
    .map(({ uuid, server_upload_time: at }) => `${uuid} ${toInstant(at)}`)
    .toSorted();
const loaded = ({ rows }: Made): string[] =>
  rows("events")
    .map((row) => `${String(row["uuid"])} ${String(row["server_upload_time"])}`)
    .toSorted();
const answers =
  (status: number, body: BodyInit, hours = 0): Interception =>
  ({ url }) => {
    const { searchParams: query } = new URL(url);
    const hour = (name: string): number => Number(query.get(name)?.slice(-2));
    return hour("end") - hour("start") >= hours ? new Response(body, { status }) : undefined;
  };
/** An export with these events, in one file. */
const archive = (...events: readonly object[]): Response =>
  new Response(
    zipOf([{ content: gzipSync(events.map((event) => JSON.stringify(event)).join("\n")) }]),
  );

test("[posthog#46625] each hour is asked for once, both ends of a range being included", async () => {
  const made = project();

  await made.load("events").run();

  // At 09:30 the events of 05:00 to 06:00 are ready, and have had an hour to spare.
  expect(made.exports()).toEqual([
    "20261122T00-20261122T23",
    "20261123T00-20261123T23",
    "20261124T00-20261124T05",
  ]);
  expect(loaded(made)).toEqual(truthOf(made, "2026-11-22T00", "2026-11-24T05"));
  const keys = made.rows("events").map((row) => row["uuid"]);
  expect(new Set(keys).size).toBe(keys.length);
});

test("later runs read the lookback and what is new, and nothing else", async () => {
  const made = project();
  const pipeline = made.load("events");
  await pipeline.run();
  made.exports();

  await made.clock.advance(2 * 3_600_000);
  const second = await pipeline.run();
  // The last four hours had not been settled when they were read.
  expect(made.exports()).toEqual(["20261124T02-20261124T07"]);
  expect(second.streams[0]).toMatchObject({ written: 24 });
  expect(loaded(made)).toEqual(truthOf(made, "2026-11-22T00", "2026-11-24T07"));
});

test("events that Amplitude has late are in the table after the next run", async () => {
  const made = project();
  const pipeline = made.load("events");
  await pipeline.run();
  made.emulator.lateEvents("2026-11-24T04", 7);
  await made.clock.advance(3_600_000);

  await pipeline.run();

  expect(loaded(made)).toEqual(truthOf(made, "2026-11-22T00", "2026-11-24T06"));
});

test("months are partitions; one that is over and settled is not asked for again", async () => {
  const made = project({
    start: "2026-11-01T05:00:00Z",
    config: { startDate: "2026-10-31", lookbackHours: 6 },
  });
  const pipeline = made.load("events");
  const runs: string[][] = [];
  for (let run = 0; run < 4; run += 1) {
    await pipeline.run();
    runs.push(made.exports().toSorted());
    await made.clock.advance(6 * 3_600_000);
  }

  expect(runs).toEqual([
    ["20261031T00-20261031T23", "20261101T00-20261101T01"],
    ["20261031T20-20261031T23", "20261101T00-20261101T07"],
    ["20261101T02-20261101T13"],
    ["20261101T08-20261101T19"],
  ]);
  expect(loaded(made)).toEqual(truthOf(made, "2026-10-31T00", "2026-11-01T19"));
});

test("[airbyte#15530] [airbyte#21010] [airbyte#25282] an export is read as it arrives, and never held", async () => {
  const made = project({
    project: { eventsPerHour: 1_000, eventsPerFile: 250 },
    config: { startDate: "2026-11-24" },
  });
  const pages = made.source.streams.events.read()[Symbol.asyncIterator]();

  await pages.next();
  const atFirst = made.emulator.ledger.entries[0]?.bytes ?? 0;
  await pages.next();
  await pages.next();
  const atThird = made.emulator.ledger.entries[0]?.bytes ?? 0;
  let events = 1_500;
  for (let next = await pages.next(); next.done !== true; next = await pages.next()) {
    events += next.value.records.length;
  }
  const inAll = made.emulator.ledger.entries[0]?.bytes ?? 0;

  expect(events).toBe(6_000);
  expect(atFirst).toBeLessThan(inAll / 6);
  expect(atThird).toBeLessThan(inAll / 2);
});

describe("[airbyte#7900] [airbyte#12413] [airbyte#12430] an export that is too large", () => {
  test.each([400, 504] as const)("is asked for in halves, at a %i", async (status) => {
    const made = project({ mostHours: { hours: 6, status }, config: { startDate: "2026-11-23" } });

    const report = await made.load("events").run();

    expect(report.status).toBe("succeeded");
    expect(made.exports()).toEqual([
      "20261123T00-20261123T23",
      "20261123T00-20261123T11",
      "20261123T00-20261123T05",
      "20261123T06-20261123T11",
      "20261123T12-20261123T17",
      "20261123T18-20261123T23",
      "20261124T00-20261124T05",
    ]);
    expect(loaded(made)).toEqual(truthOf(made, "2026-11-23T00", "2026-11-24T05"));
  });

  test("in a single hour is told as what it is, with Amplitude's words and a way out", async () => {
    const made = project({ mostHours: { hours: 0, status: 400 } });

    const report = await made.load("events").run();

    expect(made.exports()).toHaveLength(6);
    expect(report.streams[0]?.error).toMatchObject({
      code: "http_status",
      message: expect.stringMatching(/one hour of events: it answered 400.*too large/),
      hint: expect.stringContaining("S3"),
    });
  });

  test("in an hour that ends with a 504 is tried again before it is given up", async () => {
    const made = project({ mostHours: { hours: 0, status: 504 } });

    await made.load("events").run();

    expect(made.exports().filter((hours) => hours === "20261122T00-20261122T00")).toHaveLength(5);
  });

  test("that does not begin in time is asked for in halves as well", async () => {
    const never = new Promise<Response>(() => undefined);
    const made = project({
      config: { startDate: "2026-11-24", http: { attemptTimeoutMs: 1_000, retryAttempts: 2 } },
      intercept: ({ url }) =>
        url.includes("end=20261124T05") && url.includes("T00&") ? never : undefined,
    });

    const status = await throughTime(made, made.load("events"));

    expect(status).toBe("succeeded");
    expect(new Set(made.exports())).toEqual(
      new Set(["20261124T00-20261124T05", "20261124T00-20261124T02", "20261124T03-20261124T05"]),
    );
  });
});

test("[airbyte#46712] a 400 that is about something else says what, and is not split", async () => {
  const body = {
    error: {
      http_code: 400,
      message: "Invalid request",
      metadata: { details: "start must be given" },
    },
  };
  const made = project({ intercept: answers(400, JSON.stringify(body)) });

  const report = await made.load("events").run();

  expect(made.requests).toHaveLength(1);
  expect(report.streams[0]?.error?.message).toBe(
    "Amplitude answered 400: Invalid request: start must be given.",
  );
  expect(JSON.stringify(report.streams[0]?.error)).not.toMatch(/4 ?GB/);
});

test("[airbyte#6375] [airbyte#10220] [amplitude-dev-center#859] hours without events are empty, and the next ones are read", async () => {
  const made = project({
    project: { firstDay: "2026-11-23" },
    config: { startDate: "2026-11-20" },
  });
  const pipeline = made.load("events");

  const report = await pipeline.run();

  expect(report.status).toBe("succeeded");
  expect(made.emulator.ledger.byStatus()).toEqual({ 200: 2, 404: 3 });
  expect(loaded(made)).toEqual(truthOf(made, "2026-11-23T00", "2026-11-24T05"));
});

test("[RD-1] a 404 that is a page of HTML is no empty answer", async () => {
  const made = project({ intercept: answers(404, "<!doctype html><title>Not found</title>") });

  const report = await made.load("events").run();

  expect(report.streams[0]?.error).toMatchObject({ code: "http_status" });
});

test("[airbyte#13057] times without a zone are UTC, to the microsecond, and what is empty stays so", () => {
  const event = toEvent({
    server_upload_time: "2026-06-16 10:59:53.710001",
    event_time: "2021-05-27 11:59:53",
    client_event_time: null,
    client_upload_time: "",
    processed_time: "2021-05-27T11:59:53.710000Z",
  });

  expect(event).toEqual({
    server_upload_time: "2026-06-16T10:59:53.710001Z",
    event_time: "2021-05-27T11:59:53Z",
    client_event_time: null,
    client_upload_time: "",
    processed_time: "2021-05-27T11:59:53.710000Z",
  });
  expect(toInstant("2021-05-27 11:59:53 +02:00")).toBe("2021-05-27 11:59:53 +02:00");
});

test("[airbyte#13496] times are rewritten, not parsed: a hundred thousand events take no second", () => {
  const began = performance.now();
  for (let index = 0; index < 100_000; index += 1) {
    toEvent({
      server_upload_time: "2026-06-16 10:59:53.710001",
      event_time: "2026-06-16 10:59:53.7",
    });
  }

  expect(performance.now() - began).toBeLessThan(1_000);
});

test("[VA-3] ids are text, long ones to the last digit; maps keep keys that differ only by case, and new fields stay", async () => {
  const line = `{"uuid":"u1","event_type":"A","server_upload_time":"2026-11-22 01:00:00.000000","amplitude_id":9007199254740993,"session_id":-1,"user_id":12,"user_properties":{"City":"London","city":"test","__proto__":1},"brand_new":{"a":[1]}}`;
  const made = project({
    intercept: () =>
      new Response(zipOf([{ content: gzipSync(line), deflated: true, described: 32 }])),
  });

  const records: object[] = [];
  const window = { from: "2026-11-22", to: "2026-11-23" };
  for await (const event of made.source.streams.events.read({ window }).records()) {
    records.push(event);
  }

  expect(records).toEqual([
    expect.objectContaining({
      amplitude_id: "9007199254740993",
      session_id: "-1",
      user_id: "12",
      brand_new: { a: [1] },
    }),
  ]);
  expect(JSON.stringify(records)).toContain('"City":"London","city":"test"');
});

describe("[HT-3] an archive that is broken is read again, and never taken for whole", () => {
  test.each(["truncated", "damaged", "reset"] as const)("%s, twice", async (fault) => {
    const made = project({ config: { startDate: "2026-11-24" }, project: { eventsPerFile: 3 } });
    made.emulator.breakExport(fault, 2);

    const report = await made.load("events").run();

    expect(report.status).toBe("succeeded");
    expect(loaded(made)).toEqual(truthOf(made, "2026-11-24T00", "2026-11-24T05"));
  });

  test("for ever: the run fails, and no event of it is in the table", async () => {
    const made = project({ config: { startDate: "2026-11-24" } });
    made.emulator.breakExport("truncated", 100);

    const report = await made.load("events").run();

    expect(report.streams[0]?.error).toMatchObject({ code: "truncated" });
    expect(made.rows("events")).toEqual([]);
  });
});

test("[CP-1] a run that ends in the middle goes on behind the hours that are whole", async () => {
  let fails = true;
  const made = project({
    intercept: ({ url }) =>
      fails && url.includes("start=20261123T00") ? new Response("{}", { status: 500 }) : undefined,
  });
  const pipeline = made.load("events");
  expect((await pipeline.run()).status).not.toBe("succeeded");
  fails = false;
  made.exports();

  expect((await pipeline.run()).status).toBe("succeeded");

  expect(made.exports()[0]).toBe("20261123T00-20261123T23");
  expect(loaded(made)).toEqual(truthOf(made, "2026-11-22T00", "2026-11-24T05"));
});

test("[CP-5] a run that goes on days later reads the hour in which its window ended to its end", async () => {
  let fails = true;
  const made = project({
    config: { startDate: "2026-11-23" },
    intercept: ({ url }) =>
      fails && url.includes("start=20261124T00") ? new Response("{}", { status: 500 }) : undefined,
  });
  const pipeline = made.load("events");
  await pipeline.run();
  fails = false;
  await made.clock.advance(2 * 86_400_000);
  made.exports();

  expect((await pipeline.run()).status).toBe("succeeded");

  expect(made.exports()[0]).toBe("20261124T00-20261124T09");
  expect(loaded(made)).toEqual(truthOf(made, "2026-11-23T00", "2026-11-26T05"));
});

test("[CP-5] an explicit window reads its hours alone, also those of a part of an hour", async () => {
  const made = project();
  const pipeline = made.load("events");
  await pipeline.run();
  made.exports();

  await pipeline.run({ window: { from: "2026-11-10", to: "2026-11-11" } });
  expect(made.exports()).toEqual(["20261110T00-20261110T23"]);

  const part = { from: "2026-11-12T10:30:00Z", to: "2026-11-12T12:15:00Z" };
  const times: string[] = [];
  for await (const event of made.source.streams.events.read({ window: part }).records()) {
    times.push(event.server_upload_time.slice(11, 16));
  }
  expect(made.exports()).toEqual(["20261112T10-20261112T12"]);
  expect(times).toEqual(["10:30", "10:45", "11:00", "11:15", "11:30", "11:45", "12:00"]);
});

test("hours that are not ready are left to a later run, also where the window asks for them", async () => {
  const made = project();
  const window = { from: "2026-11-24T04:00:00Z", to: "2026-11-24T09:00:00Z" };

  for await (const page of made.source.streams.events.read({ window })) void page;

  expect(made.exports()).toEqual(["20261124T04-20261124T05"]);
});

test("an answer with events of other hours is none", async () => {
  const event = { uuid: "u", event_type: "A", server_upload_time: "2020-01-01 00:00:00.000000" };
  const made = project({ intercept: () => archive(event) });

  const report = await made.load("events").run();

  expect(report.streams[0]?.error).toMatchObject({ code: "wrong_shape" });
  expect(made.rows("events")).toEqual([]);
});

test("lines that are no events end the reading", async () => {
  const made = project({ intercept: () => archive([1]) });

  const report = await made.load("events").run();

  expect(report.streams[0]?.error).toMatchObject({ code: "wrong_shape" });
});

test("[RT-6] archives that are no good are read again as long as the host's retry budget pays", async () => {
  const made = project({ config: { startDate: "2024-01-01" }, intercept: () => archive([1]) });

  await made.load("events").run();

  // 35 months, each of which would be asked for three times; the budget pays for 35 broken bodies.
  expect(made.exports().length).toBeLessThanOrEqual(35 + 35);
});
