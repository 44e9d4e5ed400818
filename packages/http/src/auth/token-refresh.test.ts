import { createRuntime, memoryCredentials, Secret, type CredentialStore } from "@brain/core";
import { fakeClock } from "@brain/testkit";
import { describe, expect, test } from "vitest";
import { errorOf, json } from "../api.fixture.ts";
import type { HttpClient } from "../contracts.ts";
import { httpClient } from "../http-client.ts";
import { oauthRefresh } from "./oauth-refresh.ts";
import { granted, oauth, rotating, TOKEN_URL, vendor } from "./token-vendor.fixture.ts";

describe("[AU-1]", () => {
  test("a 401 is answered by one refresh and one replay", async () => {
    const { client, grants, used, events } = vendor({ accepts: (token) => token === "access-2" });

    await client.json("x");

    expect(grants).toHaveLength(2);
    expect(used).toEqual(["access-1", "access-2"]);
    expect(events).toContainEqual(
      expect.objectContaining({ type: "retry", reason: "auth", status: 401, delayMs: 0 }),
    );
  });

  test("so is that of a POST, which was not taken", async () => {
    const { client, used } = vendor({ accepts: (token) => token === "access-2" });

    await client.json("x", { json: { a: 1 } });

    expect(used).toEqual(["access-1", "access-2"]);
  });

  test("a second 401 is an AuthError", async () => {
    const { client, grants, used } = vendor({ accepts: () => false });

    expect(await errorOf(client.json("x"))).toMatchObject({
      code: "auth_failed",
      context: { status: 401 },
    });
    expect([grants.length, used.length]).toEqual([2, 2]);
  });

  test("so is that of a streamed body", async () => {
    const { client, grants, used } = vendor({ accepts: (token) => token === "access-2" });

    await (await client.bytes("x")).body.cancel();

    expect([grants.length, used]).toEqual([2, ["access-1", "access-2"]]);
  });

  test("a second 401 is an AuthError though something else failed in between", async () => {
    const answers = [401, 503, 503, 401, 200];
    const { client, grants, used } = vendor({ answers: () => answers.shift() });

    expect(await errorOf(client.json("x"))).toMatchObject({ name: "AuthError", retryable: false });
    expect([grants.length, used.length]).toEqual([2, 4]);
  });

  test("a body that can be sent once is not replayed", async () => {
    const { client, grants, used } = vendor({ accepts: () => false });
    const body = new ReadableStream({ start: (controller) => controller.close() });

    const error = await errorOf(client.json("x", { method: "PUT", body }));

    expect(error).toMatchObject({ code: "auth_failed" });
    expect([grants.length, used.length]).toEqual([1, 1]);
  });

  test.each([
    ["1800", 1_739_000, 1],
    ["1800", 1_741_000, 2],
    ["30", 14_000, 1],
    ["30", 16_000, 2],
  ])("a token of %s s is %i ms old: %i refreshes", async (expiresIn, ageMs, refreshes) => {
    const { client, clock, grants } = vendor({
      token: (_form, call) => granted(call, { expires_in: expiresIn }),
    });

    await client.json("x");
    await clock.advance(ageMs);
    await client.json("x");

    expect(grants).toHaveLength(refreshes);
  });

  test("a token that does not say when it expires is kept until it is refused", async () => {
    const { client, clock, grants } = vendor({
      token: (_form, call) => json({ access_token: `access-${call}` }),
    });

    await client.json("x");
    await clock.advance(86_400_000);
    await client.json("x");

    expect(grants).toHaveLength(1);
  });
});

describe("[AU-3]", () => {
  test("a request that was under way while another refreshed takes the new token, and no refresh", async () => {
    const slowMayEnd = Promise.withResolvers<void>();
    let slow = true;
    const { client, grants, used } = vendor({
      async accepts(token) {
        if (token !== "access-1") return true;
        const first = slow;
        slow = false;
        if (first) await slowMayEnd.promise;
        return false;
      },
    });

    const late = client.json("slow");
    await client.json("fast");
    slowMayEnd.resolve();
    await late;

    expect(grants).toHaveLength(2);
    expect(used).toEqual(["access-1", "access-1", "access-2", "access-2"]);
  });

  test.each([
    [400, { error: "invalid_grant", error_description: "Token has been expired or revoked." }],
    [400, { status: "BAD_REFRESH_TOKEN", message: "missing or invalid refresh token" }],
    [401, { error: { message: "invalid_grant" } }],
  ])("%i %o is terminal", async (status, body) => {
    const { client, grants, events } = vendor({ token: () => json(body, { status }) });

    expect(await errorOf(client.json("x"))).toMatchObject({
      code: "reauthorise",
      retryable: false,
    });
    expect(grants).toHaveLength(1);
    expect(events).toContainEqual(
      expect.objectContaining({ type: "credential", action: "refused" }),
    );
  });

  test("what was refused for good is not sent again, by whichever request", async () => {
    const { scope, grants } = vendor({
      token: () => json({ error: "invalid_grant" }, { status: 400 }),
    });

    for (const client of [scope(), scope(), scope()]) {
      expect(await errorOf(client.json("x"))).toMatchObject({ code: "reauthorise" });
    }

    expect(grants).toHaveLength(1);
  });

  test("what another process stored since then is tried", async () => {
    const credentials = memoryCredentials();
    const keys: string[] = [];
    const watched: CredentialStore = {
      ...credentials,
      read: (key, signal) => (keys.push(key), credentials.read(key, signal)),
    };
    const { client, grants } = vendor({
      credentials: watched,
      token: (form, call) =>
        form.get("refresh_token") === "authorised-anew"
          ? granted(call)
          : json({ error: "invalid_grant" }, { status: 400 }),
    });
    await errorOf(client.json("x"));

    await credentials.write(keys[0] ?? "", { refreshToken: "authorised-anew" }, undefined);
    await client.json("x");

    expect(grants).toHaveLength(2);
  });

  test("a refused client is auth_failed", async () => {
    const answer = { error: "invalid_client", error_description: "Unauthorized canary-secret" };
    const { client } = vendor({ token: () => json(answer, { status: 401 }) });

    expect(await errorOf(client.json("x"))).toMatchObject({
      code: "auth_failed",
      message: "login.example.com refused to give an access token: Unauthorized [redacted]",
    });
  });

  test("a 403 is never answered by a refresh", async () => {
    const { runtime, grants } = vendor();
    const forbidden: typeof fetch = async (input, init) => {
      const request = new Request(input, init);
      return request.url === TOKEN_URL
        ? runtime.fetch(request)
        : json({ message: "needs x" }, { status: 403 });
    };
    const client = httpClient(
      { baseUrl: "https://api.example.com/", auth: oauth() },
      { ...runtime, fetch: forbidden },
    );

    expect(await errorOf(client.json("x"))).toMatchObject({
      code: "scope_missing",
      name: "PermissionError",
    });
    expect(grants).toHaveLength(1);
  });
});

test("refreshes and rotations are told to observers, without a token", async () => {
  const { client, events } = vendor({ token: rotating });

  await client.json("x");

  const told = events.filter(({ type }) => type === "credential");
  expect(told).toMatchObject([{ action: "rotated", durationMs: expect.any(Number) }]);
  expect(JSON.stringify(events)).not.toMatch(/refresh-|access-|canary/);
});

test("[HT-6] a token endpoint on the loopback needs allowPrivateNetwork", async () => {
  const auth = oauthRefresh({
    clientId: "c",
    clientSecret: Secret.of("s"),
    refreshToken: Secret.of("r"),
    tokenUrl: "http://127.0.0.1:9/token",
  });
  const runtime = createRuntime({
    clock: fakeClock({ autoMs: 20_000 }),
    fetch: async () => json({ access_token: "a" }),
  });
  const client = (allowPrivateNetwork: boolean): HttpClient =>
    httpClient(
      { baseUrl: "https://api.example.com/", auth, http: { allowPrivateNetwork } },
      runtime,
    );

  expect(await errorOf(client(false).json("x"))).toMatchObject({ code: "address_blocked" });
  expect((await client(true).json("x")).status).toBe(200);
});
