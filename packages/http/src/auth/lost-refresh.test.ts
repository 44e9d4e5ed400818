import { memoryCredentials, type CredentialStore } from "@brain/core";
import { fakeClock } from "@brain/testkit";
import { describe, expect, test } from "vitest";
import { errorOf, fetchFailed, json } from "../api.fixture.ts";
import { granted, rotating, vendor, type TokenAnswer } from "./token-vendor.fixture.ts";

/** What comes of a refresh whose answer does not arrive, though the server has given one. */
const losses: [how: string, answer: TokenAnswer][] = [
  ["a reset connection", () => fetchFailed("ECONNRESET")],
  ["JSON that ends early", () => new Response('{"access_token":"acc')],
  ["a short body", () => new Response("{}", { headers: { "content-length": "90" } })],
];

describe("[AU-2] a refresh", () => {
  test.each(losses)("lost by %s is sent once more with the same token", async (_how, loss) => {
    const { client, grants } = vendor({
      token: (form, call) => (call === 1 ? loss(form, call) : granted(call)),
    });

    await client.json("x");

    expect(grants.map((form) => form.get("refresh_token"))).toEqual(["refresh-0", "refresh-0"]);
  });

  test.each(losses)("lost by %s twice is AuthError reauthorise", async (_how, loss) => {
    const { client, grants } = vendor({ token: loss });

    expect(await errorOf(client.json("x"))).toMatchObject({
      name: "AuthError",
      code: "reauthorise",
    });
    expect(grants).toHaveLength(2);
  });

  test("that is not answered for 30 s, twice, is AuthError reauthorise", async () => {
    const clock = fakeClock();
    const { client, grants } = vendor({ clock, token: () => "silence" });

    let error: unknown;
    const ended = errorOf(client.json("x")).then((thrown) => (error = thrown));
    for (let step = 0; error === undefined && step < 100; step++) {
      await Promise.race([ended, clock.advance(1_000)]);
    }

    expect(error).toMatchObject({ code: "reauthorise" });
    expect(grants).toHaveLength(2);
    expect(clock.now() - Date.parse("2026-11-24T00:00:00Z")).toBeLessThan(65_000);
  });

  test("lost, and then refused as spent, is AuthError reauthorise", async () => {
    const { client } = vendor({
      token: (_form, call) =>
        call === 1 ? fetchFailed("ECONNRESET") : json({ error: "invalid_grant" }, { status: 400 }),
    });

    expect(await errorOf(client.json("x"))).toMatchObject({ code: "reauthorise" });
  });

  test("lost twice may be tried by a later request: the vendor did not refuse it", async () => {
    const { client, grants } = vendor({
      token: (_form, call) => (call < 3 ? fetchFailed("ECONNRESET") : granted(call)),
    });

    await errorOf(client.json("x"));
    await client.json("x");

    expect(grants).toHaveLength(3);
  });

  test("that never left, or failed before anything was given, is tried five times", async () => {
    const unreachable = vendor({ token: () => fetchFailed("ECONNREFUSED") });
    const failing = vendor({ token: () => json({}, { status: 503 }) });

    expect(await errorOf(unreachable.client.json("x"))).toMatchObject({ code: "network" });
    expect(await errorOf(failing.client.json("x"))).toMatchObject({ code: "http_status" });
    expect([unreachable.grants.length, failing.grants.length]).toEqual([5, 5]);
  });

  test("ends before its lock does, however long the vendor asks to wait", async () => {
    const clock = fakeClock({ autoMs: 120_000 });
    const ttls: number[] = [];
    const credentials: CredentialStore = {
      ...memoryCredentials(),
      async lock(_key, ttlMs) {
        ttls.push(ttlMs);
        return { [Symbol.asyncDispose]: async () => undefined };
      },
    };
    const { client } = vendor({
      clock,
      credentials,
      token: () => json({}, { status: 503, headers: { "retry-after": "40" } }),
    });
    const begun = clock.now();

    await errorOf(client.json("x"));

    expect(clock.now() - begun).toBeGreaterThan(40_000);
    expect(clock.now() - begun).toBeLessThan((ttls[0] ?? 0) - 20_000);
  });
});

describe("[AU-2] a new refresh token", () => {
  /** Fails so many writes. */
  function failingWrites(failures: number): CredentialStore {
    const store = memoryCredentials();
    let left = failures;
    return {
      ...store,
      write: (...given) =>
        left-- > 0 ? Promise.reject(new Error("disk full")) : store.write(...given),
    };
  }

  test("that could not be stored is stored by the next request, not asked for again", async () => {
    const { client, grants, used } = vendor({ credentials: failingWrites(1), token: rotating });

    expect(await errorOf(client.json("x"))).toMatchObject({ message: "disk full" });
    expect(used).toEqual([]);
    await client.json("x");

    expect([grants.length, used]).toEqual([1, ["access-1"]]);
  });

  test("gives way to that of another writer who was first", async () => {
    const store = memoryCredentials();
    let others = 0;
    const credentials: CredentialStore = {
      ...store,
      async write(key, value, expected, signal) {
        if (others++ === 0) await store.write(key, { refreshToken: "theirs" }, expected, signal);
        return store.write(key, value, expected, signal);
      },
    };
    const { client, grants, used } = vendor({
      credentials,
      token: (_form, call) => granted(call, { refresh_token: `ours-${call}` }),
    });

    await client.json("x");

    expect(grants.map((form) => form.get("refresh_token"))).toEqual(["refresh-0", "theirs"]);
    expect(used).toEqual(["access-2"]);
    expect(others).toBe(2);
  });

  test("that others always write over is StoreError, and no token is used", async () => {
    const credentials: CredentialStore = { ...memoryCredentials(), write: async () => undefined };
    const { client, used } = vendor({
      credentials,
      token: (_form, call) => granted(call, { refresh_token: `ours-${call}` }),
    });

    expect(await errorOf(client.json("x"))).toMatchObject({ code: "store_unavailable" });
    expect(used).toEqual([]);
  });
});
