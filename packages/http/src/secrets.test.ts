import { inspect } from "node:util";
import { Secret, toErrorReport } from "@brain/core";
import { describe, expect, test } from "vitest";
import { errorOf, fetchFailed, json, testApi, type Script } from "./api.fixture.ts";
import { basic } from "./auth/basic.ts";
import { bearer } from "./auth/bearer.ts";
import { headerKey } from "./auth/header-key.ts";
import { oauthRefresh } from "./auth/oauth-refresh.ts";
import type { Auth } from "./contracts.ts";
import { excerpt } from "./redact.ts";

const CANARY = "cänary/7f3a+secret=";
/** As it is, percent-encoded in two ways, and in both alphabets of base64. */
const FORMS = [
  CANARY,
  encodeURIComponent(CANARY),
  new URLSearchParams({ x: CANARY }).toString().slice(2),
  Buffer.from(CANARY).toString("base64").replace(/=+$/, ""),
  Buffer.from(CANARY).toString("base64url"),
];
const secret = Secret.of(CANARY);
const auths: readonly (readonly [string, Auth])[] = [
  ["bearer", bearer(secret)],
  ["header key", headerKey("X-API-Key", secret)],
  ["basic", basic("user", secret)],
  [
    "refresh token",
    oauthRefresh({
      clientId: "client",
      clientSecret: secret,
      refreshToken: secret,
      tokenUrl: "https://login.example.com/token",
    }),
  ],
];

/** Tells back all that it was sent, in its body and its headers. */
const echo =
  (status: number): Script =>
  async (request) => {
    const sent = [...request.headers].map(([name, value]) => `${name}: ${value}`).join(", ");
    const body = `${sent} ${FORMS.join(" ")} ${request.url} ${await request.text()}`;
    // A header holds single bytes only.
    const id = encodeURIComponent(CANARY);
    return json({ message: body }, { status, headers: { "x-request-id": id } });
  };
const failures: readonly (readonly [string, Script])[] = [
  ["401", echo(401)],
  ["403", echo(403)],
  ["404", echo(404)],
  ["429", echo(429)],
  ["500", echo(500)],
  [
    "no JSON",
    async (request) =>
      new Response(`nope ${request.headers.get("authorization")} ${FORMS.join(" ")}`),
  ],
  ["a cut connection", Object.assign(fetchFailed("ECONNRESET"), { request: { token: CANARY } })],
  [
    "an error that names the address",
    new TypeError(`fetch failed: https://api.example.com/x?key=${encodeURIComponent(CANARY)}`),
  ],
];

function shown(value: unknown): string {
  return `${inspect(value, { depth: 10, showHidden: true })} ${JSON.stringify(value)} ${String(value)}`;
}

describe.each(auths)("[SE-1] [SE-2] the secret of a %s", (_kind, auth) => {
  test.each(failures)("shows nowhere after %s", async (_what, script) => {
    const api = testApi([script], { auth, http: { retryAttempts: 2 } });

    const error = await errorOf(
      api.client.json("x", { query: { api_key: CANARY }, json: { a: 1 }, readOnly: true }),
    );

    const all = [error, toErrorReport(error), api.events, api.client, auth].map(shown).join("\n");
    for (const form of FORMS) expect(all).not.toContain(form);
    expect(all).not.toContain(Buffer.from(`user:${CANARY}`).toString("base64").slice(0, 20));
    expect(all).toContain("api.example.com");
  });

  test("is in no key of budgets, credentials or what outlives a scope", async () => {
    const keys: string[] = [];
    const made = new Map<string, unknown>();
    const api = testApi(
      [json({ access_token: "a", refresh_token: "b" })],
      { auth, budgets: { default: [{ requests: 9, perMs: 1_000 }] } },
      {
        once: <T>(key: string, make: () => T): T => {
          keys.push(key);
          if (!made.has(key)) made.set(key, make());
          return made.get(key) as T; // what this key's `make` gave
        },
        budget: {
          take: async (key) => {
            keys.push(key);
            return { granted: true, permit: "1" };
          },
          settle: async (key) => void keys.push(key),
        },
        credentials: {
          read: async (key) => void keys.push(key),
          write: async (key) => {
            keys.push(key);
            return "1";
          },
        },
      },
    );

    await api.client.json("x");

    expect(keys.length).toBeGreaterThan(3);
    for (const value of made.values()) {
      if (typeof value === "object" && value !== null && "keys" in value) {
        keys.push(...(value as Map<string, unknown>).keys()); // an LRUCache has the keys of a Map
      }
    }
    for (const form of FORMS) expect(keys.join("\n")).not.toContain(form);
  });
});

describe("[SE-3] foreign text", () => {
  test("is one line without control characters", async () => {
    const message = "a\nb\r\u0000\u001b[31mc\u2028d";
    const { client } = testApi([json({ message }, { status: 404 })]);

    expect(await errorOf(client.json("x"))).toMatchObject({
      message: "api.example.com answered 404: a b [31mc d",
    });
  });

  test("is cut to 200 characters", () => {
    expect(excerpt("word ".repeat(1_000))).toHaveLength(200);
  });
});

describe("[SE-2] a vendor's message", () => {
  test.each([
    [{ message: "plain" }, "plain"],
    [{ error: { message: "nested", code: 7 } }, "nested"],
    [{ error: "code", error_description: "described" }, "described"],
    [{ errors: [{ detail: "first" }, { detail: "second" }] }, "first"],
    [{ message: "jane.doe@example.com is unknown" }, "[e-mail] is unknown"],
    [
      { message: "token=abcdef123 is bad, Bearer abcdefgh12345" },
      "token=[redacted] is bad, Bearer [redacted]",
    ],
  ])("of %j is %j", async (body, expected) => {
    const { client } = testApi([json(body, { status: 404 })]);

    expect(await errorOf(client.json("x"))).toMatchObject({
      message: `api.example.com answered 404: ${expected}`,
    });
  });

  test.each([["<html>Not found</html>"], ["{}"], ["[]"], ["null"], [""]])(
    "of %s is none",
    async (text) => {
      const { client } = testApi([new Response(text, { status: 404 })]);

      expect(await errorOf(client.json("x"))).toMatchObject({
        message: "api.example.com answered 404.",
      });
    },
  );
});

test("[SE-2] what a connector reads of an error answer, to quote it, shows no secret", async () => {
  const read: unknown[] = [];
  const { client } = testApi([echo(403)], {
    auth: bearer(secret),
    classify: (_, body) => {
      read.push(body);
      return undefined;
    },
  });

  await errorOf(client.json("x"));

  const text = JSON.stringify(read);
  expect(FORMS.filter((form) => text.includes(form))).toEqual([]);
  expect(text).toContain("[redacted]");
});
