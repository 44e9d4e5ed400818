import { lmsEmulator } from "@brain/sandbox";
import { fakeClock, testSource, type TestSourceOptions } from "@brain/testkit";
import { describe } from "vitest";
import { platforms, small, type Platform } from "./campus.fixture.ts";
import { lms } from "./lms.ts";
import type { StreamsOptions } from "./types.ts";

const secret = "canary+lms/secret";

/** The source in front of an emulated platform that accepts this secret only. */
function setUp(preset: Platform, streams: StreamsOptions): TestSourceOptions {
  const clock = fakeClock({ start: "2026-11-24T09:00:00Z", autoMs: 20_000 });
  const start = clock.now();
  const credentials = { apiKey: secret, clientSecret: secret, password: secret };
  const emulator = lmsEmulator({ now: () => start, campus: small, credentials });
  const { prefix, ...given } = platforms[preset];
  const own = Object.fromEntries(
    Object.keys(given).map((name) => [
      name,
      name in credentials ? secret : Reflect.get(given, name),
    ]),
  );
  return {
    clock,
    server: (request) => emulator.fetch(request),
    secrets: [secret],
    cuts: 4,
    create: (runtime) =>
      lms({ preset, baseUrl: `https://campus.example/${prefix}`, ...own, streams }, { runtime }),
  };
}

const auto = { paging: { type: "auto", size: 3 } } as const;
describe("an LMS of one's own", () => {
  testSource(
    setUp("default", {
      users: {
        ...auto,
        cursor: { field: "updated_at", param: "updated_since" },
        fields: { updated_at: { type: "instant" } },
      },
      courses: auto,
      enrollments: { ...auto, cursor: { field: "updated_at", param: "updated_since" } },
      assessments: auto,
      analytics: { paging: { type: "auto", size: 2 } },
    }),
  );
});

describe("Moodle", () => {
  const form = {
    type: "offset",
    param: "options[0][value]",
    sizeParam: "options[1][value]",
    size: 3,
  } as const;
  testSource(setUp("moodle", { enrollments: { paging: form } }));
});

describe("Canvas", () => {
  const paging = { type: "link", sizeParam: "per_page", size: 3 } as const;
  testSource(
    setUp("canvas", {
      users: { paging },
      courses: { paging: { ...paging, size: 2 } },
      enrollments: { paging },
      quizzes: false,
      student_summaries: false,
    }),
  );
});

describe("Open edX", () => {
  const paging = { type: "next-url", sizeParam: "page_size", size: 3 } as const;
  testSource(
    setUp("openedx", {
      enrollments: { paging },
      assessment_results: { paging },
    }),
  );
});

describe("a learning record store", () => {
  const paging = { type: "next-url", next: "more", sizeParam: "limit", size: 9 } as const;
  testSource(setUp("xapi", { activities: { paging }, voided: false, enrollments: false }));
});
