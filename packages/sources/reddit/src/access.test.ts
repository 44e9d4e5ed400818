import { createRuntime, from, memoryCredentials, type Stream } from "@brain/core";
import { storeSignIn } from "@brain/http";
import { sandboxCredentials } from "@brain/sandbox";
import { collect } from "@brain/testkit";
import { describe, expect, test } from "vitest";
import { community, type CommunityOptions } from "./community.fixture.ts";

const { refreshToken } = sandboxCredentials.reddit;
const app = { username: undefined, password: undefined, userAgent: "node:x:v1 (by /u/brain)" };
const byToken = { ...app, refreshToken };

async function errorOf(options: CommunityOptions): Promise<unknown> {
  const { posts } = community(options).source.streams;
  return collect(posts).catch((error: unknown) => error);
}

describe("each way to be authorised", () => {
  test.each([
    ["script", {}, "password"],
    ["application", app, "client_credentials"],
    ["refresh token", byToken, "refresh_token"],
    [
      "installed app",
      { ...app, clientSecret: undefined },
      "https://oauth.reddit.com/grants/installed_client",
    ],
  ])("%s", async (name, config, grant) => {
    const credentials = name === "installed app" ? { clientSecret: "" } : {};
    const made = community({ config, credentials });

    expect(await made.source.check()).toEqual({ ok: true });
    const [token, ...others] = made.requests;
    expect(new URLSearchParams(await token?.text()).get("grant_type")).toBe(grant);
    // The secret travels in the header alone.
    expect(token?.headers.get("authorization")).toMatch(/^Basic /);
    for (const request of [token, ...others]) {
      expect(request?.headers.get("user-agent")).toContain("(by /u/");
    }
  });
});

test("an application reads for the user who signed in, where somebody has", async () => {
  const credentials = memoryCredentials();
  const made = community({ config: app, signedIn: credentials });
  const { clientId } = sandboxCredentials.reddit;
  const tokenUrl = "https://www.reddit.com/api/v1/access_token";
  await storeSignIn({ clientId, tokenUrl }, refreshToken, createRuntime({ credentials }));

  expect(await made.source.check()).toEqual({ ok: true });

  const form = new URLSearchParams(await made.requests[0]?.text());
  expect(form.get("grant_type")).toBe("refresh_token");
});

describe("tokens end", () => {
  test.each([
    ["an application", app],
    ["a user", byToken],
  ])(
    "[snoowrap#228] [anythingmcp#423] of %s: another is fetched before they do, not after a failure",
    async (_, config) => {
      const made = community({ config, tokenLifetimeS: 3_600 });
      expect(await made.source.check()).toEqual({ ok: true });
      await made.clock.advance(3_550_000);
      expect(await made.source.check()).toEqual({ ok: true });

      expect(made.emulator.ledger.requests("/api/v1/access_token")).toBe(2);
      expect(made.emulator.ledger.byStatus()[401]).toBeUndefined();
    },
  );

  test("[airbyte#44579] [automatisch#2126] a refused one is replaced, and the request sent again", async () => {
    const made = community({ config: byToken });
    await made.source.check();
    made.emulator.expireTokens();

    expect(await made.source.check()).toEqual({ ok: true });
    expect(made.emulator.ledger.byStatus()).toMatchObject({ 200: 4, 401: 1 });
  });

  test("a rotated refresh token is kept", async () => {
    const made = community({ config: byToken, rotateRefreshToken: true, tokenLifetimeS: 600 });
    for (let time = 0; time < 3; time++) {
      expect(await collect(made.source.streams.me)).toHaveLength(1);
      await made.clock.advance(3_600_000);
    }

    expect(made.emulator.ledger.byStatus()).toEqual({ 200: 6 });
  });
});

describe("a refusal that comes with status 200 is final", () => {
  test("a wrong password", async () => {
    const error = await errorOf({ credentials: { password: "another" } });

    expect(error).toMatchObject({
      code: "auth_failed",
      message: expect.stringContaining("one-time code"),
    });
    expect(JSON.stringify(error)).not.toContain(sandboxCredentials.reddit.password);
  });

  test("an app that may not use a password", async () => {
    const error = await errorOf({
      intercept: (_, { pathname }) =>
        pathname.endsWith("access_token")
          ? Response.json({
              error: "unauthorized_client",
              error_description: "Only script apps may use password auth",
            })
          : undefined,
    });

    expect(error).toMatchObject({
      code: "auth_failed",
      message: expect.stringContaining("only script apps"),
    });
  });

  test("a revoked refresh token wants a new consent", async () => {
    const error = await errorOf({ config: byToken, credentials: { refreshToken: "another" } });

    expect(error).toMatchObject({ code: "reauthorise" });
  });

  test("[gallery-dl#8559] [reddit2text#13] [Reddit_Scrapper#28] an unknown app is told of Reddit's approval", async () => {
    const made = community({ credentials: { clientId: "another" } });

    expect(await made.source.check()).toMatchObject({
      ok: false,
      cause: "auth",
      message: expect.stringContaining("Responsible Builder Policy"),
    });
  });
});

describe("Reddit's other refusals", () => {
  test("[breadcrum.net#347] [hackertab.dev#177] [revanced-patches#4549] a User-Agent that names nobody is refused before Reddit does", () => {
    expect(() => community({ config: { userAgent: "ClickUpBrain/1.0" } })).toThrow(/by \/u\/name/);
    expect(() => community({ config: { username: undefined, password: undefined } })).toThrow(
      /userAgent/,
    );
  });

  test("a blocked address is told from a missing scope", async () => {
    const page = "<html><title>Blocked</title><h1>whoa there, pardner!</h1></html>";
    const error = await errorOf({
      intercept: (_, { pathname }) =>
        pathname.startsWith("/r/") ? new Response(page, { status: 403 }) : undefined,
    });

    expect(error).toMatchObject({
      name: "PermissionError",
      context: expect.objectContaining({ vendorCode: "blocked" }),
    });
  });

  test("a missing scope is named", async () => {
    const { me, inbox } = community({ config: app }).source.streams;
    const both: readonly Stream[] = [me, inbox];
    for (const stream of both) {
      const error: unknown = await collect(stream).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({
        code: "scope_missing",
        hint: expect.stringContaining("privatemessages"),
      });
    }
  });

  test("what passes is tried again: 502 without a body, JSON that is cut", async () => {
    let count = 0;
    const made = community({
      intercept: (_, { pathname }) => {
        if (!pathname.startsWith("/r/")) return undefined;
        count += 1;
        if (count === 1) return new Response("", { status: 502 });
        return count === 2 ? new Response('{"kind":"Listing","data":{"chil') : undefined;
      },
    });

    expect((await made.load(made.source.streams.posts).run()).status).toBe("succeeded");
    expect(made.rows("posts")).toHaveLength(240);
  });
});

describe("Reddit's allowance", () => {
  test("[praw#2046] [snoowrap#344] [snoowrap#105] streams that run together share it, and none meets a 429", async () => {
    const made = community({ subreddits: { Brain: { posts: 300, commentsPerPost: 3 } } });
    const { posts, comments, posts_hot: hot, posts_top: top } = made.source.streams;
    const all: readonly Stream[] = [posts, comments, hot, top];
    const flows = all.map((stream) => from(stream).into(stream.name));

    const { status } = await made.pipeline(...flows).run();

    expect(status).toBe("succeeded");
    expect(made.emulator.ledger.byStatus()[429]).toBeUndefined();
  });

  test("[bulk-downloader-for-reddit#945] one that is used up ends the run with the time to go on, and nothing is lost", async () => {
    const spent = {
      "x-ratelimit-used": "1000",
      "x-ratelimit-remaining": "0.0",
      "x-ratelimit-reset": "500",
    };
    let pages = 0;
    const made = community({
      limits: "off",
      intercept: async (request, { pathname }) => {
        if (!pathname.startsWith("/r/")) return undefined;
        pages += 1;
        const answer = await made.emulator.fetch(request);
        return pages === 2 ? new Response(answer.body, { headers: spent }) : answer;
      },
    });
    const run = made.load(made.source.streams.posts);

    const { streams } = await run.run();
    expect(streams[0]).toMatchObject({ status: "incomplete", error: { code: "quota_exhausted" } });
    const resumeAt = Date.parse(streams[0]?.error?.resumeAt ?? "");
    expect(resumeAt - made.clock.now()).toBeGreaterThan(60_000);

    await made.clock.advance(700_000);
    await run.run();
    expect(made.rows("posts")).toHaveLength(240);
    expect(made.emulator.ledger.byStatus()[429]).toBeUndefined();
  });

  test("a 429 without Retry-After is waited out by the headers", async () => {
    const limited = { status: 429, headers: { "x-ratelimit-reset": "7" } };
    let sent = 0;
    const at: number[] = [];
    const made = community({
      intercept: (_, { pathname }) => {
        if (!pathname.startsWith("/r/")) return undefined;
        at.push(made.clock.now());
        sent += 1;
        return sent === 1 ? new Response('{"error":429}', limited) : undefined;
      },
    });

    await made.load(made.source.streams.posts).run();

    expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(7_000);
  });
});
