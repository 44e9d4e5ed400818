import { ConfigError } from "@brain/core";
import { sandboxCredentials } from "@brain/sandbox";
import { describe, expect, test } from "vitest";
import { mixpanel } from "./mixpanel.ts";
import { project } from "./project.fixture.ts";
import type { MixpanelConfig } from "./types.ts";

const account = { projectId: "1", username: "u", secret: "s", startDate: "2026-11-01" } as const;

/** What is wrong with a config that no type would let pass. */
function problemsOf(config: object): string {
  try {
    mixpanel(config as MixpanelConfig);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return "";
}

test("every problem is told at once", () => {
  const problems = problemsOf({
    projectId: "https://mixpanel.com/project/1",
    projectSecret: "s",
    secret: "t",
    startDate: "yesterday",
    region: "asia",
    projectTimezone: "Mars/Olympus",
    retention: { back: { unit: "day" } },
    lookback: 3,
  });

  for (const part of [
    "projectId",
    "startDate",
    "region",
    "projectTimezone",
    "born_event",
    "lookback",
    "`username` and `secret` together",
    "exclude each other",
  ]) {
    expect(problems).toContain(part);
  }
});

test.each([
  [{ projectId: 1, startDate: "2026-11-01" }, "give `username` and `secret`"],
  [{ ...account, windowDays: 32 }, "windowDays"],
  [{ ...account, events: [] }, "events"],
  [{ ...account, segmentation: { a: { event: "A", limit: 10_001 } } }, "limit"],
])("%j is refused", (config, problem) => {
  expect(problemsOf(config)).toContain(problem);
});

describe("each region has hosts of its own, and they switch together", () => {
  test.each([
    ["us", "mixpanel.com", "data.mixpanel.com"],
    ["eu", "eu.mixpanel.com", "data-eu.mixpanel.com"],
    ["in", "in.mixpanel.com", "data-in.mixpanel.com"],
  ] as const)("%s", async (region, api, data) => {
    const made = project({ config: { region } });

    for (const stream of ["export", "cohorts", "annotations", "funnels"] as const) {
      await made.load(stream).run();
    }

    expect(new Set(made.requests.map(({ url }) => url.hostname))).toEqual(new Set([api, data]));
    for (const { url } of made.requests) {
      expect(url.hostname).toBe(url.pathname === "/api/2.0/export" ? data : api);
    }
  });
});

test("a proxy stands for all hosts, or for that of raw events alone", async () => {
  const made = project({
    config: { baseUrl: "https://proxy.example/mp", exportUrl: "https://bulk.example" },
    intercept: (request) =>
      made.emulator.fetch(
        new Request(
          request.url.replace(/^https:\/\/[^/]+(\/mp)?/, "https://mixpanel.com"),
          request,
        ),
      ),
  });

  await made.load("cohorts").run();
  await made.load("export").run();

  expect(made.requests[0]?.url.href).toContain("https://proxy.example/mp/api/query/cohorts/list");
  expect(made.requests.at(-1)?.url.href).toContain("https://bulk.example/api/2.0/export");
});

test("a service account names the project in every request, and a project secret in none", async () => {
  const made = project({ config: { workspaceId: 77 } });
  await made.load("cohorts").run();
  await made.load("export").run();
  expect(made.requests[0]?.url.search).toBe("?project_id=2529987&workspace_id=77");
  expect(made.requests[1]?.url.searchParams.get("project_id")).toBe("2529987");

  const { projectId, projectSecret } = sandboxCredentials.mixpanel;
  const legacy = project();
  const { streams } = mixpanel(
    { projectId, projectSecret, startDate: "2026-11-20" },
    { runtime: legacy.runtime },
  );
  let cohorts = 0;
  for await (const _ of streams.cohorts.read().records()) cohorts += 1;
  expect(cohorts).toBe(3);
  expect(legacy.requests[0]?.url.search).toBe("");
});

test("what decides a stream's rows is part of its identity, and nothing else", () => {
  const identity = (stream: string, config: Partial<MixpanelConfig>) =>
    JSON.stringify(
      Object.entries(mixpanel({ ...account, ...config } as MixpanelConfig).streams).find(
        ([name]) => name === stream,
      )?.[1].identity,
    );

  expect(identity("export", { events: ["A"] })).not.toBe(identity("export", {}));
  expect(identity("export", { timeIsProjectLocal: true })).not.toBe(identity("export", {}));
  expect(identity("export", { events: ["A", "B"] })).toBe(
    identity("export", { events: ["B", "A"] }),
  );
  expect(identity("export", { windowDays: 7, startDate: "2020-01-01", lookbackDays: 9 })).toBe(
    identity("export", {}),
  );
  expect(identity("events_daily", { countType: "unique" })).not.toBe(identity("events_daily", {}));
  expect(identity("profiles", { profileProperties: ["$email"] })).not.toBe(
    identity("profiles", {}),
  );
  expect(identity("cohorts", { events: ["A"] })).toBe(identity("cohorts", {}));
});
