import { amplitudeEmulator, sandboxCredentials } from "@brain/sandbox";
import { fakeClock, testSource, type TestSourceOptions } from "@brain/testkit";
import { describe } from "vitest";
import { amplitude } from "./amplitude.ts";

const secretKey = "canary+secret/key";

/** The source in front of an emulated project that accepts this secret only. */
function setUp() {
  const clock = fakeClock({ start: "2026-11-24T09:00:00Z", autoMs: 20_000 });
  // The data stand still: today's would grow while the checks compare two readings.
  const start = clock.now();
  const emulator = amplitudeEmulator({
    now: () => start,
    credentials: { secretKey },
    limits: "off",
    project: { eventsPerHour: 6, users: 90 },
  });
  const options = {
    clock,
    server: (request) => emulator.fetch(request),
    secrets: [secretKey],
    create: (runtime) =>
      amplitude(
        {
          apiKey: sandboxCredentials.amplitude.apiKey,
          secretKey,
          startDate: "2026-11-24",
          windowHours: 2,
          // A limit without a time is then waited for 12 s, which this clock lets pass.
          http: { retryBaseMs: 100 },
        },
        { runtime },
      ),
  } satisfies TestSourceOptions;
  const change = (): void => {
    emulator.lateEvents("2026-11-24T05", 5);
    emulator.restateCharts("2026-11-23", 40);
    const [cohort] = emulator.cohorts.list();
    if (cohort !== undefined) emulator.cohorts.leave(cohort.id, 2);
    emulator.annotate("2026-11-20", "Launch");
  };
  return { options, change };
}

const { options } = setUp();
describe("the first run", () => {
  testSource({
    ...options,
    cuts: 6,
    streams: ["events", "active_users", "cohorts", "cohort_members", "event_properties"],
    lacks: {
      "new-field events": "its answers are archives, to which the check cannot add a field",
    },
  });
});

describe("lists and charts that are read by the code of those above", () => {
  testSource({
    ...setUp().options,
    streams: [
      "new_users",
      "average_session_length",
      "annotations",
      "annotation_categories",
      "events_list",
      "event_types",
      "event_categories",
      "user_properties",
      "group_properties",
    ],
    only: ["read", "keys", "no-list", "server-error"],
  });
});

describe("a later run, which reads what changed", () => {
  const later = setUp();
  testSource({
    ...later.options,
    change: later.change,
    cuts: 4,
    streams: ["events", "active_users", "cohort_members", "annotations"],
    only: ["read", "resume", "kill", "moving-data", "cut-body"],
  });
});
