import { mixpanelEmulator, sandboxCredentials } from "@brain/sandbox";
import { fakeClock, testSource, type TestSourceOptions } from "@brain/testkit";
import { describe } from "vitest";
import { mixpanel } from "./mixpanel.ts";

const { projectId, username } = sandboxCredentials.mixpanel;
const secret = "canary+service/secret";

/** The source in front of an emulated project that accepts this secret only. */
function setUp() {
  const clock = fakeClock({ start: "2026-11-24T09:00:00Z", autoMs: 20_000 });
  // The data stand still: today's counts would grow while the checks compare two readings.
  const start = clock.now();
  const emulator = mixpanelEmulator({
    now: () => start,
    credentials: { secret },
    limits: "off",
    pageSize: 100,
    project: { profiles: 350, eventsPerDay: 60 },
  });
  const options = {
    clock,
    server: (request) => emulator.fetch(request),
    secrets: [secret],
    create: (runtime) =>
      mixpanel(
        {
          projectId,
          username,
          secret,
          startDate: "2026-11-20",
          segmentation: { plans: { event: "Signed up", on: 'properties["plan"]' } },
          retention: { days: { born_event: "Signed up", interval_count: 3 } },
          insights: { saved: 9_999_999 },
          // A limit without a time is then waited for 12 s, which this clock lets pass.
          http: { retryBaseMs: 100 },
        },
        { runtime },
      ),
  } satisfies TestSourceOptions;
  const change = (): void => {
    // A day that is over is read once a day, so not in a run soon after.
    emulator.restateEvents("2026-11-24", 5);
    emulator.lateEvents("2026-11-24", 5);
    emulator.people.see(220);
    emulator.people.leave(1_000, 3);
    emulator.annotate("2026-11-20", "Launch");
  };
  return { options, change };
}

const { options } = setUp();
describe("the first run", () => {
  testSource({
    ...options,
    cuts: 6,
    lacks: {
      "no-list export": "an empty body is how Mixpanel says that a day has no events",
      "keys export": "Mixpanel exports duplicates as they came in",
    },
  });
});

describe("a later run, which reads what changed", () => {
  const later = setUp();
  testSource({
    ...later.options,
    change: later.change,
    cuts: 6,
    streams: ["export", "profiles", "cohort_members", "events_daily"],
    only: ["read", "resume", "kill", "moving-data", "cut-body"],
  });
});
