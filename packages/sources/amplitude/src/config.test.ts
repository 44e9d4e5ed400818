import { ConfigError } from "@brain/core";
import { describe, expect, test } from "vitest";
import { amplitude } from "./amplitude.ts";
import type { AmplitudeConfig } from "./config.ts";
import { project } from "./project.fixture.ts";

const account = { apiKey: "k", secretKey: "s", startDate: "2026-11-01" } as const;

/** What is wrong with a config that no type would let pass. */
function problemsOf(config: object): string {
  try {
    amplitude(config as AmplitudeConfig);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return "";
}

test("every problem is told at once", () => {
  const problems = problemsOf({
    secretKey: "",
    startDate: "yesterday",
    region: "asia",
    projectTimezone: "Mars/Olympus",
    windowHours: 0,
    lookback: 3,
  });

  for (const part of [
    "apiKey",
    "secretKey",
    "startDate",
    "region",
    "projectTimezone",
    "windowHours",
    "lookback",
  ]) {
    expect(problems).toContain(part);
  }
});

describe("each region has a host of its own", () => {
  test.each([
    ["us", "amplitude.com"],
    ["eu", "analytics.eu.amplitude.com"],
  ] as const)("%s", async (region, host) => {
    const made = project({ config: { region } });

    for (const stream of ["events", "cohorts", "cohort_members", "active_users"] as const) {
      await made.load(stream).run();
    }

    const hosts = new Set(made.requests.map(({ url }) => url.host));
    hosts.delete("sandbox-cohorts.s3.us-west-2.amazonaws.com");
    expect(hosts).toEqual(new Set([host]));
  });
});

test("a proxy stands for the region's host", async () => {
  const made = project({
    config: { baseUrl: "https://proxy.example/amplitude" },
    intercept: (request) =>
      made.emulator.fetch(
        new Request(request.url.replace("proxy.example/amplitude", "amplitude.com"), request),
      ),
  });

  expect((await made.load("cohort_members").run()).status).toBe("succeeded");

  expect(made.requests[0]?.url.href).toContain("https://proxy.example/amplitude/api/3/cohorts");
});

test("what decides a stream's rows is part of its identity, and nothing else", () => {
  const identity = (stream: string, config: Partial<AmplitudeConfig>) =>
    JSON.stringify(
      Object.entries(amplitude({ ...account, ...config }).streams).find(
        ([name]) => name === stream,
      )?.[1].identity,
    );

  expect(identity("events", { apiKey: "other" })).not.toBe(identity("events", {}));
  expect(identity("events", { windowHours: 1, lookbackHours: 9, startDate: "2020-01-01" })).toBe(
    identity("events", {}),
  );
  expect(identity("events", { secretKey: "rotated" })).toBe(identity("events", {}));
  expect(identity("active_users", { usersBy: "country" })).not.toBe(identity("active_users", {}));
  expect(identity("average_session_length", { usersBy: "country" })).toBe(
    identity("average_session_length", {}),
  );
  expect(identity("cohort_members", { memberProperties: ["a", "b"] })).toBe(
    identity("cohort_members", { memberProperties: ["b", "a"] }),
  );
  expect(identity("cohort_members", { memberProperties: "all" })).not.toBe(
    identity("cohort_members", {}),
  );
  expect(identity("cohort_members", { cohortIds: ["a"] })).toBe(identity("cohort_members", {}));
});
