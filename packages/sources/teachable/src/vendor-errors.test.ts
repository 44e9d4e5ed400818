import { describe, expect, test } from "vitest";
import { school, type Interception } from "./school.fixture.ts";

const answers =
  (status: number, body: object): Interception =>
  () =>
    Response.json(body, { status });

describe("what Teachable answers becomes an error of ours", () => {
  test.each([
    [
      "a wrong key",
      answers(401, { message: "Unauthorized" }),
      { name: "AuthError", code: "auth_failed", retryable: false },
      1,
    ],
    [
      "a plan without the API",
      answers(403, { message: "Upgrade your plan" }),
      {
        name: "PermissionError",
        code: "scope_missing",
        message: "Teachable does not let this key read here: Upgrade your plan.",
        hint: expect.stringContaining("Growth"),
      },
      1,
    ],
    [
      "several messages, in one text",
      answers(422, { message: ["page is invalid", "per is invalid"] }),
      {
        name: "HttpError",
        code: "http_status",
        retryable: false,
        message: "Teachable answered 422: page is invalid; per is invalid.",
      },
      1,
    ],
    [
      "one message",
      answers(400, { message: "per is invalid" }),
      { code: "http_status", message: "Teachable answered 400: per is invalid." },
      1,
    ],
    [
      "an address that there is not",
      answers(404, { message: "Not found" }),
      { name: "HttpError", code: "http_status", retryable: false },
      1,
    ],
    ["a 500", answers(500, {}), { name: "HttpError", code: "http_status", retryable: true }, 5],
  ])("%s", async (_, intercept, expected, requests) => {
    const made = school({ intercept });

    const pages = made.source.streams.courses.read()[Symbol.asyncIterator]();
    const error = await pages.next().catch((thrown: unknown) => thrown);

    expect(error).toMatchObject(expected);
    expect(made.requests).toHaveLength(requests);
  });

  test("check() tells the cause, at the price of one request", async () => {
    const made = school();
    expect(await made.source.check()).toEqual({ ok: true });
    expect(made.asked()).toEqual([{ per: "1" }]);

    expect(await school({ apiKey: "another" }).source.check()).toMatchObject({
      ok: false,
      cause: "auth",
      hint: expect.any(String),
    });
  });

  test("the key goes in the header that Teachable wants, and is no bearer token", async () => {
    const headers: Headers[] = [];
    const made = school({
      intercept(_url, _count, request) {
        headers.push(request.headers);
        return undefined;
      },
    });

    await made.source.check();

    expect(headers[0]?.get("apiKey")).toBe("sandbox-teachable-api-key");
    expect(headers[0]?.has("authorization")).toBe(false);
  });
});

describe("limits", () => {
  const refused = (headers: Record<string, string>): Response =>
    Response.json({ message: "API rate limit exceeded" }, { status: 429, headers });

  test("[RT-4] `RateLimit-Reset` is in seconds from now, and is waited for", async () => {
    const made = school({
      intercept: (_, count) => (count === 1 ? refused({ "RateLimit-Reset": "47" }) : undefined),
    });

    const report = await made.passing(made.load("courses").run());

    expect(report.status).toBe("succeeded");
    const [first, second] = made.requests.map(({ at }) => at);
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(47_000);
    expect((second ?? 0) - (first ?? 0)).toBeLessThan(60_000);
  });

  test("[RT-4] a month that is used up ends the stream, with the time to come back", async () => {
    const made = school({ limits: { perMonth: 1 }, school: { courses: 3 } });

    const report = await made.load("course_sections").run();

    expect(report.streams[0]).toMatchObject({
      status: "incomplete",
      error: { code: "quota_exhausted", resumeAt: "2026-12-14T09:00:00.000Z" },
    });
  });

  test("a 429 that says nothing is tried again a few times, and is no endless loop", async () => {
    const made = school({ intercept: () => refused({}) });

    const [report] = (await made.load("courses").run()).streams;

    expect(report?.error).toMatchObject({ code: "rate_limited", attempts: 5 });
    expect(made.requests).toHaveLength(5);
  });

  test("[RT-5] what others have spent of the minute is seen in the answers, and left to them", async () => {
    const made = school({ limits: "vendor", school: { users: 450, courses: 1 } });
    for (let count = 0; count < 97; count += 1) {
      await made.emulator.fetch(
        new Request("https://developers.teachable.com/v1/courses", {
          headers: { apiKey: "sandbox-teachable-api-key" },
        }),
      );
    }

    const report = await made.passing(made.load("users").run());

    expect(report.status).toBe("succeeded");
    expect(made.emulator.ledger.byStatus()[429]).toBeUndefined();
  });
});
