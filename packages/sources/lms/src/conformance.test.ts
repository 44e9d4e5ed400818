import { lmsEmulator } from "@brain/sandbox";
import { fakeClock, testSource, type TestSourceOptions } from "@brain/testkit";
import { describe } from "vitest";
import { platforms, small, type Platform } from "./campus.fixture.ts";
import { lms } from "./lms.ts";
import type { StreamsOptions } from "./types.ts";

const secret = "canary+lms/secret";

/** The source in front of an emulated platform that accepts this secret only. */
function setUp(preset: Platform, streams: StreamsOptions) {
  const clock = fakeClock({ start: "2026-11-24T09:00:00Z", autoMs: 20_000 });
  const start = clock.now();
  const credentials = { apiKey: secret, clientSecret: secret, password: secret };
  const emulator = lmsEmulator({ now: () => start, campus: { ...small, courses: 2 }, credentials });
  const { prefix, ...given } = platforms[preset];
  const own = Object.fromEntries(
    Object.keys(given).map((name) => [
      name,
      name in credentials ? secret : Reflect.get(given, name),
    ]),
  );
  const options: TestSourceOptions = {
    clock,
    server: (request) => emulator.fetch(request),
    secrets: [secret],
    cuts: 2,
    create: (runtime) =>
      lms({ preset, baseUrl: `https://campus.example/${prefix}`, ...own, streams }, { runtime }),
  };
  return { options, emulator, start };
}

const auto = { paging: { type: "auto", size: 3 } } as const;
const changed = { field: "updated_at", param: "updated_since" } as const;
const cutByOptions = {
  type: "offset",
  param: "options[0][value]",
  sizeParam: "options[1][value]",
} as const;
const link = { type: "link", sizeParam: "per_page", size: 3 } as const;
const next = { type: "next-url", sizeParam: "page_size", size: 3 } as const;
const more = { type: "next-url", next: "more", sizeParam: "limit", size: 20 } as const;

/** Of each platform the streams that go another way than all others: they are examined in full. */
const subjects = [
  [
    "default",
    {
      users: { ...auto, cursor: changed, fields: { updated_at: { type: "instant" } } },
      courses: auto,
      enrollments: { ...auto, cursor: changed },
      assessments: auto,
      analytics: { paging: { type: "auto", size: 1 } },
    },
    ["users", "analytics"],
  ],
  ["moodle", { enrollments: { paging: { ...cutByOptions, size: 3 } } }, ["enrollments"]],
  ["canvas", { users: { paging: link }, enrollments: { paging: link } }, ["enrollments"]],
  [
    "openedx",
    { enrollments: { paging: next }, assessment_results: { paging: next } },
    ["enrollments"],
  ],
  ["xapi", { activities: { paging: more } }, ["activities"]],
] as const;

describe.each(subjects)("%s", (preset, streams, examined) => {
  const { options, emulator, start } = setUp(preset, streams);
  // The newest statement is eleven minutes old.
  const tie = { tie: () => emulator.record(1, start - 660_000) };
  testSource({ ...options, ...(preset === "xapi" ? tie : {}), streams: examined });
});

describe.each(subjects)("every stream of %s", (preset, streams, examined) => {
  const { options: subject } = setUp(preset, streams);
  const all = Object.keys(subject.create({}).streams);
  testSource({
    ...subject,
    streams: all.filter((name) => !examined.some((one) => one === name)),
    only: ["declaration", "read", "keys", "resume", "new-field"],
  });
});

describe("a later run", () => {
  const { options, emulator, start } = setUp("xapi", { activities: { paging: more } });
  testSource({
    ...options,
    change: () => emulator.record(25, start - 120_000),
    streams: ["activities"],
    only: ["read", "resume", "kill", "moving-data", "cut-body"],
  });
});
