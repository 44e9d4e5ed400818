import { describe, expect, test } from "vitest";
import { campus, small, type Platform } from "./campus.fixture.ts";
import { errorOf, ownApi } from "./own-api.fixture.ts";

const says = (status: number, body: unknown, headers?: Record<string, string>) => (): Response =>
  Response.json(body, { status, ...(headers === undefined ? {} : { headers }) });

describe("Moodle's errors, which come with status 200,", () => {
  test.each([
    ["invalidtoken", "auth_failed", "auth"],
    ["accessexception", "scope_missing", "permission"],
    ["invalidparameter", "http_status", "config"],
  ])("%s is %s, at the first answer", async (errorcode, code, cause) => {
    const exception = { exception: "moodle_exception", errorcode, message: "No" };
    const { read, requests, source } = campus({
      preset: "moodle",
      intercept: says(200, exception),
    });

    expect(await errorOf(read("courses"))).toMatchObject({
      code,
      message: expect.stringContaining("No"),
      context: { vendorCode: errorcode },
    });
    expect(requests).toHaveLength(1);
    expect(await source.check()).toMatchObject({ ok: false, cause });
  });
});

describe("Canvas", () => {
  test("limits with 403 or 429, and either is waited for", async () => {
    const { read, emulator, clock } = campus({ campus: small, preset: "canvas" });
    emulator.throttle(3);
    const began = clock.now();

    expect(await read("users")).toHaveLength(small.users);
    expect(clock.now() - began).toBeGreaterThanOrEqual(3_000);
  });

  test("refuses with 403 or 401 what the token may not see, which is no limit", async () => {
    const body = { status: "unauthorized", errors: [{ message: "user not authorized" }] };
    for (const status of [401, 403]) {
      const { read, requests } = campus({ preset: "canvas", intercept: says(status, body) });
      expect(await errorOf(read("users"))).toMatchObject({ code: "scope_missing" });
      expect(requests).toHaveLength(1);
    }
  });

  test("is asked one request at a time", async () => {
    let [under, most] = [0, 0];
    const { read } = campus({
      campus: small,
      preset: "canvas",
      intercept: async () => {
        under += 1;
        most = Math.max(most, under);
        await Promise.resolve();
        under -= 1;
        return undefined;
      },
    });
    await read("enrollments");

    expect(most).toBe(1);
  });

  test("gives ids beyond 2^53 as text, because it is asked to", async () => {
    const { read, requests } = campus({ campus: small, preset: "canvas" });
    await read("users");

    expect(requests[0]?.headers.get("accept")).toBe("application/json+canvas-string-ids");
  });
});

describe("Open edX", () => {
  test("[edx#18838] says of a list for staff alone that the right is missing, once", async () => {
    const { read, requests } = campus({
      campus: small,
      preset: "openedx",
      intercept: (request) =>
        request.url.includes("/enrollment/") ? says(403, { detail: "Staff only." })() : undefined,
    });

    expect(await errorOf(read("enrollments"))).toMatchObject({
      code: "scope_missing",
      message: expect.stringContaining("Staff only."),
    });
    expect(requests.filter(({ url }) => url.pathname.includes("/enrollment/"))).toHaveLength(1);
  });

  test("[AU-1] gives another token when the first one is no longer good", async () => {
    const { read, emulator, requests } = campus({ campus: small, preset: "openedx" });
    await read("courses");
    emulator.expireTokens();
    await read("courses");

    const tokens = requests.filter(({ url }) => url.pathname.endsWith("/access_token"));
    expect(tokens.map(({ form }) => form.get("token_type"))).toEqual(["jwt", "jwt"]);
    const signed = requests.filter(({ url }) => url.pathname.includes("/courses/"));
    expect(new Set(signed.map(({ headers }) => headers.get("authorization"))).size).toBe(2);
    for (const { headers } of signed) expect(headers.get("authorization")).toMatch(/^JWT /);
  });
});

describe("check()", () => {
  test.each(["default", "moodle", "canvas", "openedx", "xapi"] as const)(
    "of %s is content with the right credentials, and asks for one list",
    async (preset: Platform) => {
      const { source, requests } = campus({ campus: small, preset });

      expect(await source.check()).toMatchObject({ ok: true });
      expect(requests.length).toBeLessThanOrEqual(2);
    },
  );

  test("names wrong credentials as such", async () => {
    const { source } = campus({ config: { apiKey: "wrong" } });

    expect(await source.check()).toMatchObject({ ok: false, cause: "auth" });
  });
});

describe("a limit", () => {
  test("[RT-4] that lasts an hour ends the stream with the time to go on", async () => {
    const { load } = campus({ intercept: says(429, {}, { "retry-after": "3600" }) });

    const report = await load("users").run();
    expect(report.streams[0]).toMatchObject({
      status: "incomplete",
      error: { resumeAt: "2026-11-24T10:00:00.000Z" },
    });
  });

  test.each([
    ["seconds", "15"],
    ["epoch-seconds", String(Date.parse("2026-11-24T09:00:15Z") / 1_000)],
    ["epoch-milliseconds", String(Date.parse("2026-11-24T09:00:15Z"))],
  ])("[RT-5] that headers announce in %s is kept before it is reached", async (unit, reset) => {
    const { read, clock } = ownApi(
      { users: { paging: { type: "page", size: 2 } } },
      ({ url }) =>
        Response.json(url.searchParams.get("page") === "1" ? [{ id: 1 }] : [], {
          headers: { "x-left": "0", "x-reset": reset },
        }),
      {
        limits: [{ requests: 100, seconds: 60 }],
        rateLimit: { remaining: "x-left", reset: "x-reset", unit },
      },
    );
    const began = clock.now();
    await read("users");

    expect(clock.now() - began).toBeGreaterThanOrEqual(15_000);
  });

  test("[RT-5] of the config is kept without being told", async () => {
    const { read, clock } = ownApi(
      { users: { paging: { type: "page", size: 1 } } },
      ({ count }) => (count <= 5 ? [{ id: count }] : []),
      { limits: [{ requests: 2, seconds: 10 }] },
    );
    const began = clock.now();
    await read("users");

    expect(clock.now() - began).toBeGreaterThanOrEqual(15_000);
  });
});

test("[SE-1] what a platform repeats of the key is not quoted", async () => {
  const { read } = ownApi({ users: {} }, says(400, { message: "bad key own-key-12345" }), {
    apiKey: "own-key-12345",
    // Under a name by which nobody knows it for a secret.
    auth: { type: "query", name: "wst" },
  });

  const error = await errorOf(read("users"));
  expect(JSON.stringify(error)).not.toContain("own-key-12345");
  expect(error).toMatchObject({ message: expect.stringContaining("[redacted]") });
});
