import { sandboxCredentials, thinkificEmulator } from "@brain/sandbox";
import { fakeClock, testSource, type TestSourceOptions } from "@brain/testkit";
import { describe } from "vitest";
import { thinkific } from "./thinkific.ts";

const apiKey = "canary+thinkific/key";
const subdomain = "school";

/** The source in front of a small emulated site that accepts this key only. */
function setUp() {
  const clock = fakeClock({ start: "2026-11-24T09:00:00Z", autoMs: 20_000 });
  const emulator = thinkificEmulator({
    now: clock.now,
    credentials: { apiKey, subdomain },
    limits: "off",
    site: { courses: 2, chapters: 2, contents: 3, users: 255, enrollments: 260, orders: 20 },
  });
  const options = {
    clock,
    server: (request) => emulator.fetch(request),
    secrets: [apiKey],
    create: (runtime) => thinkific({ apiKey, subdomain }, { runtime }),
  } satisfies TestSourceOptions;
  return { emulator, options };
}

describe("streams of each kind: a list, a list below parents, one object a parent, changes since", () => {
  testSource({
    ...setUp().options,
    cuts: 6,
    streams: ["users", "contents", "bundles", "group_users", "enrollments"],
  });
});

describe("every stream", () => {
  testSource({ ...setUp().options, only: ["declaration", "read", "keys"] });
});

describe("a later run, which reads what changed", () => {
  const { options, emulator } = setUp();
  const [course = 0] = emulator.courseIds();
  const [learner = 0] = emulator.userIds();
  let changedAt = options.clock.now();
  const change = (): void => {
    changedAt = options.clock.now();
    for (const user of emulator.userIds().slice(0, 20)) emulator.enroll(course, user);
    for (const id of emulator.enrollmentIds().slice(0, 260)) emulator.setProgress(id, 0.5);
  };
  testSource({
    ...options,
    change,
    tie: () => {
      for (let count = 0; count < 5; count += 1) emulator.enroll(course, learner, changedAt);
    },
    cuts: 6,
    streams: ["enrollments"],
    only: ["read", "resume", "kill", "ties", "windows", "moving-data", "cut-body"],
  });
});

describe("an app, whose tokens are refreshed", () => {
  const { clientId, accessToken } = sandboxCredentials.thinkific;
  const secrets = { clientSecret: "canary+client/secret", refreshToken: "canary+refresh/token" };
  const { options } = setUp();
  testSource({
    clock: options.clock,
    // A refresh token is good for one use, and the checks make a source each.
    server: async (request) =>
      request.url.endsWith("/oauth2/token")
        ? Response.json({ access_token: accessToken, expires_in: 86_399 })
        : options.server(request),
    secrets: Object.values(secrets),
    create: (runtime) => thinkific({ clientId, ...secrets, subdomain }, { runtime }),
    streams: ["collections"],
    only: ["read", "secrets", "unauthorised"],
  });
});
