import { unzipSync } from "fflate";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { asking, hours } from "./ask.fixture.ts";
import { zipArchive } from "./zip-archive.ts";

/** The events of an archive, by another reader of zip. */
function eventsIn(
  bytes: Uint8Array,
): { readonly uuid: string; readonly server_upload_time: string }[] {
  return Object.values(unzipSync(bytes)).flatMap((file) =>
    gunzipSync(file)
      .toString()
      .trimEnd()
      .split("\n")
      .map((line): { uuid: string; server_upload_time: string } => JSON.parse(line)),
  );
}

test("an export is a zip of gzip files of JSON lines, several an hour, both hours included", async () => {
  const { ask, emulator } = asking({ project: { eventsPerHour: 30, eventsPerFile: 12 } });

  const { bytes, headers } = await ask("/api/2/export", hours("20261120T05", "20261120T06"));

  expect(headers.get("content-type")).toBe("application/zip");
  expect(Object.keys(unzipSync(bytes))).toEqual([
    "829528/829528_2026-11-20_5#0.json.gz",
    "829528/829528_2026-11-20_5#1.json.gz",
    "829528/829528_2026-11-20_5#2.json.gz",
    "829528/829528_2026-11-20_6#0.json.gz",
    "829528/829528_2026-11-20_6#1.json.gz",
    "829528/829528_2026-11-20_6#2.json.gz",
  ]);
  const events = eventsIn(bytes);
  expect(events).toEqual(emulator.events("2026-11-20T05", "2026-11-20T06"));
  expect(new Set(events.map(({ uuid }) => uuid)).size).toBe(60);
  expect(events[0]?.server_upload_time).toBe("2026-11-20 05:00:00.000000");
  expect(emulator.ledger.recordsByEndpoint()).toEqual({ "/api/2/export": 60 });
});

test("files are stored, with their sizes behind them", async () => {
  const { ask } = asking({ project: { eventsPerHour: 2 } });

  const { bytes } = await ask("/api/2/export", hours("20261120T05", "20261120T05"));

  const header = new DataView(bytes.buffer);
  expect(header.getUint16(6, true) & 8).toBe(8);
  expect(header.getUint16(8, true)).toBe(0);
  expect([14, 18, 22].map((at) => header.getUint32(at, true))).toEqual([0, 0, 0]);
});

test("an hour can be exported two hours after it is over, and not before", async () => {
  const { ask, clock } = asking();
  const { status, body } = await ask("/api/2/export", hours("20261124T07", "20261124T07"));
  expect(status).toBe(404);
  expect(body).toEqual({
    error: {
      http_code: 404,
      type: "unspecified",
      message: "Unspecified Error",
      metadata: { details: "Raw data files were not found." },
    },
  });

  clock.at = Date.parse("2026-11-24T10:00:00Z");
  expect((await ask("/api/2/export", hours("20261124T07", "20261124T07"))).status).toBe(200);
});

test("late events stand in an hour that was exported before", async () => {
  const { ask, emulator } = asking({ project: { eventsPerHour: 5 } });
  emulator.lateEvents("2026-11-20T05", 3);

  const { bytes } = await ask("/api/2/export", hours("20261120T05", "20261120T05"));

  expect(eventsIn(bytes)).toHaveLength(8);
});

test.each([400, 504] as const)("too many hours are answered %i", async (status) => {
  const { ask } = asking({ mostHours: { hours: 12, status } });

  expect((await ask("/api/2/export", hours("20261120T00", "20261120T11"))).status).toBe(200);
  expect((await ask("/api/2/export", hours("20261120T00", "20261120T12"))).status).toBe(status);
});

test.each([
  ["", ""],
  ["2026-11-20", "2026-11-21"],
  ["20261120T05", "20261120T04"],
  ["20240101T00", "20260101T00"],
])("the range %s to %s is wrong", async (start, end) => {
  expect((await asking().ask("/api/2/export", hours(start, end))).status).toBe(400);
});

test.each([
  ["truncated", "invalid zip data"],
  ["damaged", "incorrect"],
] as const)("an archive that is %s cannot be read", async (fault, reason) => {
  const { ask, emulator } = asking({ project: { eventsPerHour: 20 } });
  emulator.breakExport(fault);

  const broken = await ask("/api/2/export", hours("20261120T05", "20261120T06"));
  const whole = await ask("/api/2/export", hours("20261120T05", "20261120T06"));

  expect(() => eventsIn(broken.bytes)).toThrow(reason);
  expect(eventsIn(whole.bytes)).toHaveLength(40);
});

test("archives of many files are counted in 64 bits", async () => {
  async function* files() {
    yield { name: "a", content: Uint8Array.of(1, 2, 3) };
  }
  const pieces: Uint8Array[] = [];
  for await (const piece of zipArchive(files(), true)) pieces.push(piece);
  const bytes = Buffer.concat(pieces);

  expect(unzipSync(bytes)).toEqual({ a: Uint8Array.of(1, 2, 3) });
  expect(bytes.readUInt16LE(bytes.length - 12)).toBe(0xffff);
});
