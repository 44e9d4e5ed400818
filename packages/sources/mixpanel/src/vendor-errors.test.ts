import { from } from "@brain/core";
import { describe, expect, test } from "vitest";
import { project } from "./project.fixture.ts";
import type { Interception } from "./project.fixture.ts";

const always =
  (answer: () => Response): Interception =>
  () =>
    answer();
const json = (status: number, body: object): Interception =>
  always(() => Response.json(body, { status }));

describe("what Mixpanel answers becomes an error of ours", () => {
  test.each([
    [
      "wrong credentials at the export, a 400",
      always(() => new Response("Unable to authenticate request\n", { status: 400 })),
      { name: "AuthError", code: "auth_failed", retryable: false },
    ],
    ["a 401", json(401, { error: "Invalid" }), { name: "AuthError", code: "auth_failed" }],
    [
      "no role in the project",
      json(403, {
        request: "/api/query/x?project_id=1&secret=hidden",
        error: "User is not a member of this project",
      }),
      { name: "PermissionError", code: "scope_missing" },
    ],
    [
      "an API beyond the plan",
      json(402, { error: "Payment required" }),
      {
        name: "PermissionError",
        code: "scope_missing",
        context: expect.objectContaining({ vendorCode: "payment_required" }),
      },
    ],
    [
      "a query that is wrong",
      json(400, { error: "unit is not valid" }),
      { name: "HttpError", code: "http_status", retryable: false },
    ],
    [
      "an unknown report",
      json(404, { error: "Not found" }),
      { name: "HttpError", code: "http_status", retryable: false },
    ],
    ["a 500", json(500, {}), { name: "HttpError", code: "http_status", retryable: true }],
  ])("%s", async (_, intercept, expected) => {
    const made = project({ intercept });

    const pages = made.source.streams.cohorts.read()[Symbol.asyncIterator]();
    const error = await pages.next().catch((thrown: unknown) => thrown);

    expect(error).toMatchObject(expected);
    // The address that Mixpanel repeats is not shown.
    expect(JSON.stringify(error)).not.toContain("hidden");
  });

  test("the export's 400 names credentials, too", async () => {
    const made = project({ credentials: { secret: "another" } });

    const [report] = (await made.load("export").run()).streams;

    expect(report?.error).toMatchObject({ code: "auth_failed" });
  });

  test("check() tells the cause", async () => {
    expect(await project().source.check()).toEqual({ ok: true });
    expect(await project({ credentials: { secret: "another" } }).source.check()).toMatchObject({
      ok: false,
      cause: "auth",
    });
    expect(await project({ credentials: { projectId: "1" } }).source.check()).toMatchObject({
      ok: false,
      cause: "permission",
      message: expect.stringContaining("not a member of this project"),
    });
  });
});

test("[airbyte#27252] a 402 ends its own stream, and the others are read", async () => {
  const made = project({ notInPlan: ["engage", "funnels"] });
  const { streams } = made.source;

  const report = await made
    .pipeline(
      from(streams.profiles).into("profiles"),
      from(streams.cohorts).into("cohorts"),
      from(streams.funnels).into("funnels"),
      from(streams.export).into("export"),
    )
    .run();

  expect(report.status).toBe("partial");
  expect(made.rows("cohorts")).toHaveLength(3);
  expect(made.rows("export").length).toBeGreaterThan(100);
  expect(report.streams.find(({ table }) => table === "profiles")?.error?.message).toBe(
    "The project's plan does not include this API: Payment required.",
  );
});

describe("limits", () => {
  test("[RT-4] a 429 is obeyed to the second where Mixpanel says how long", async () => {
    const made = project({
      intercept: (_, count) =>
        count === 1
          ? Response.json(
              { error: "Query rate limit exceeded, you have made 60 queries in the last hour" },
              { status: 429, headers: { "retry-after": "2" } },
            )
          : undefined,
    });
    const began = made.clock.now();

    await made.load("cohorts").run();

    expect(made.clock.now() - began).toBeGreaterThanOrEqual(2_000);
    expect(made.clock.now() - began).toBeLessThan(20_000);
    expect(made.requests).toHaveLength(2);
    expect(made.rows("cohorts")).toHaveLength(3);
  });

  test("[RT-4] where it does not, a minute is waited", async () => {
    const made = project({
      intercept: (_, count) => (count === 1 ? new Response("", { status: 429 }) : undefined),
    });
    const began = made.clock.now();

    let status = "";
    void made
      .load("cohorts")
      .run()
      .then((report) => {
        status = report.status;
      });
    while (status === "") await made.clock.advance(1_000);

    expect(status).toBe("succeeded");
    expect(made.clock.now() - began).toBeGreaterThanOrEqual(60_000);
  });

  test("[RT-5] 60 requests an hour are sent and no more: the run ends with the time to go on, and does", async () => {
    const made = project({ config: { startDate: "2026-09-01" } });
    const pipeline = made.load("export");

    const first = await pipeline.run();

    expect(first.streams[0]).toMatchObject({
      status: "incomplete",
      error: { code: "quota_exhausted", resumeAt: expect.any(String) },
    });
    expect(made.emulator.ledger.byStatus()).toEqual({ 200: 60 });
    await made.clock.advance(3_700_000);
    const second = await pipeline.run();

    expect(second.status).toBe("succeeded");
    // 85 days; the run before ended so long ago that today is read once more.
    expect(made.emulator.ledger.byStatus()).toEqual({ 200: 86 });
  });

  test("[RT-5] exports are at most three a second, and reports at most five at once", async () => {
    const made = project({ project: { cohorts: 30, profiles: 200 } });
    const { streams } = made.source;

    const report = await made
      .pipeline(
        from(streams.export).into("export"),
        from(streams.cohort_members).into("members"),
        from(streams.segmentation).into("segmentation"),
        from(streams.funnels).into("funnels"),
      )
      .run();

    expect(report.status).toBe("succeeded");
    expect(made.emulator.ledger.byStatus()[429]).toBeUndefined();
  });
});
