import { from } from "@brain/core";
import { describe, expect, test } from "vitest";
import { project, throughTime, type Interception } from "./project.fixture.ts";

const always =
  (status: number, body: object | string): Interception =>
  () =>
    typeof body === "string" ? new Response(body, { status }) : Response.json(body, { status });

describe("what Amplitude answers becomes an error of ours", () => {
  test.each([
    [
      "keys that are wrong",
      always(403, { error: { message: "Invalid API key" } }),
      { name: "AuthError", code: "auth_failed", hint: expect.stringContaining("region") },
    ],
    ["a 401", always(401, "Unauthorized"), { name: "AuthError", code: "auth_failed" }],
    [
      "a 403 without a reason",
      always(403, ""),
      {
        name: "PermissionError",
        code: "scope_missing",
        message: expect.stringContaining("the keys, their permission or the region"),
      },
    ],
    [
      "a plan without the API",
      always(400, {
        success: false,
        errors: [{ message: "Account Properties feature is not enabled." }],
      }),
      {
        name: "PermissionError",
        code: "scope_missing",
        context: expect.objectContaining({ vendorCode: "plan" }),
      },
    ],
    [
      "a chart that is wrong",
      always(400, {
        error: {
          http_code: 400,
          type: "invalid",
          message: "Invalid chart definition",
          metadata: { details: "Invalid user property country" },
        },
      }),
      {
        name: "HttpError",
        code: "http_status",
        message: "Amplitude answered 400: Invalid chart definition: Invalid user property country.",
        retryable: false,
      },
    ],
    ["an unknown address", always(404, {}), { name: "HttpError", retryable: false }],
    ["a 504 of a chart, tried again", always(504, ""), { name: "HttpError", retryable: true }],
  ])("%s", async (_, intercept, expected) => {
    const made = project({ intercept });

    const pages = made.source.streams.active_users.read()[Symbol.asyncIterator]();
    const error = await pages.next().catch((thrown: unknown) => thrown);

    expect(error).toMatchObject(expected);
    expect(made.requests).toHaveLength(made.requests.length > 1 ? 5 : 1);
  });

  test("check() tells the cause", async () => {
    expect(await project().source.check()).toEqual({ ok: true });
    expect(await project({ credentials: { secretKey: "another" } }).source.check()).toMatchObject({
      ok: false,
      cause: "auth",
    });
    expect(await project({ intercept: always(403, "") }).source.check()).toMatchObject({
      ok: false,
      cause: "permission",
    });
    expect(await project({ intercept: always(503, "") }).source.check()).toMatchObject({
      ok: false,
      cause: "transient",
    });
  });
});

test("a plan without the taxonomy ends those streams alone", async () => {
  const made = project({ withoutTaxonomy: true });
  const { streams } = made.source;

  const report = await made
    .pipeline(from(streams.event_types).into("event_types"), from(streams.cohorts).into("cohorts"))
    .run();

  expect(report.status).toBe("partial");
  expect(made.rows("cohorts")).toHaveLength(3);
  expect(report.streams.find(({ table }) => table === "event_types")?.error?.message).toBe(
    "The project's plan does not include this API: Account Properties feature is not enabled.",
  );
});

describe("[RT-4] a 429", () => {
  test("with a time is obeyed", async () => {
    const made = project({
      intercept: (_, count) =>
        count === 1
          ? new Response("", { status: 429, headers: { "retry-after": "7" } })
          : undefined,
    });
    const began = made.clock.now();

    await made.load("cohorts").run();

    expect(made.clock.now() - began).toBeGreaterThanOrEqual(7_000);
    expect(made.clock.now() - began).toBeLessThan(20_000);
  });

  test("without one is waited for a minute", async () => {
    const made = project({
      intercept: (_, count) => (count === 1 ? new Response("", { status: 429 }) : undefined),
    });
    const began = made.clock.now();

    expect(await throughTime(made, made.load("cohorts"))).toBe("succeeded");

    expect(made.clock.now() - began).toBeGreaterThanOrEqual(60_000);
  });

  test("that never ends leaves the run incomplete, with the time to go on", async () => {
    const made = project({ limits: { cohortsPerMonth: 1 } });

    expect(await throughTime(made, made.load("cohort_members"))).toBe("partial");

    expect(made.emulator.ledger.byStatus()[429]).toBeGreaterThan(1);
  });
});

test("[RT-5] of Amplitude's five requests at once one is left, whatever is read", async () => {
  let open = 0;
  let most = 0;
  const made = project({
    project: { cohorts: 12, users: 60, eventsPerHour: 1, firstDay: "2026-11-23" },
    config: { startDate: "2026-08-01" },
    intercept: async (request) => {
      open += 1;
      most = Math.max(most, open);
      const answer = await made.emulator.fetch(request);
      open -= 1;
      return answer;
    },
  });
  const { streams } = made.source;

  const report = await made
    .pipeline(
      from(streams.events).into("events"),
      from(streams.cohort_members).into("members"),
      from(streams.active_users).into("users"),
      from(streams.annotations).into("annotations"),
    )
    .run();

  expect(report.status).toBe("succeeded");
  expect(most).toBeLessThanOrEqual(4);
  expect(made.emulator.ledger.byStatus()[429]).toBeUndefined();
});
