import { describe, expect, test } from "vitest";
import { sandboxCredentials } from "../credentials.ts";
import { askReddit } from "./ask.fixture.ts";

const { username, password, refreshToken } = sandboxCredentials.reddit;

describe("the token endpoint", () => {
  test.each([
    [{ grant_type: "password", username, password: "wrong" }, 200, "invalid_grant"],
    [{ grant_type: "authorization_code", code: "x" }, 200, "invalid_grant"],
    [{ grant_type: "nothing" }, 200, "unsupported_grant_type"],
    [
      { grant_type: "https://oauth.reddit.com/grants/installed_client", device_id: "short" },
      200,
      "invalid_request",
    ],
    [{ grant_type: "refresh_token", refresh_token: "wrong" }, 400, 400],
  ])("refuses %o with %i", async (form, status, error) => {
    const { grant } = askReddit();

    expect(await grant({ ...form })).toMatchObject({
      status,
      body: { error },
    });
  });

  test.each([
    { grant_type: "password", username, password },
    { grant_type: "client_credentials" },
    { grant_type: "refresh_token", refresh_token: refreshToken },
  ])("grants %o", async (form) => {
    const { body } = await askReddit().grant({ ...form });

    expect(body).toMatchObject({ token_type: "bearer", expires_in: 86_400 });
    expect("refresh_token" in body).toBe(form.grant_type === "refresh_token");
  });

  test("wants the client's secret, and a User-Agent that names somebody", async () => {
    const { grant } = askReddit();
    const agent = { "user-agent": "node:test:v1 (by /u/test)" };

    expect((await grant({}, { ...agent, authorization: "Basic eDp5" })).status).toBe(401);
    expect((await grant({}, { "user-agent": "python-requests/2" })).status).toBe(403);
  });
});

test("a token ends, and what it lacks is said in a header", async () => {
  const { get, clock } = askReddit({ tokenLifetimeS: 60 });

  const me = await get("api/v1/me");
  expect([me.status, me.headers.get("www-authenticate")]).toEqual([
    403,
    expect.stringContaining("insufficient_scope"),
  ]);
  clock.now += 61_000;
  const late = await get("r/brain/new");
  expect([late.status, late.headers.get("www-authenticate")]).toEqual([
    401,
    expect.stringContaining("invalid_token"),
  ]);
});

describe("the allowance", () => {
  test("is told in every answer, and comes back with the window", async () => {
    const { get, clock } = askReddit({ limits: { requests: 2 } });

    const first = await get("r/brain/new");
    expect(first.headers.get("x-ratelimit-remaining")).toBe("1.0");
    expect(first.headers.get("x-ratelimit-used")).toBe("1");
    await get("r/brain/new");
    const third = await get("r/brain/new");
    expect(third.status).toBe(429);
    const seconds = Number(third.headers.get("retry-after"));
    expect(seconds).toBeGreaterThan(0);
    clock.now += seconds * 1_000;
    expect((await get("r/brain/new")).status).toBe(200);
  });

  test("may be refused without a header", async () => {
    const { get } = askReddit({ limits: { requests: 0, refusal: "json" } });

    const answer = await get("r/brain/new");

    expect(answer.headers.get("retry-after")).toBeNull();
    expect(await answer.json()).toEqual({ message: "Too Many Requests", error: 429 });
  });
});
