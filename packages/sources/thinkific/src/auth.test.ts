import { expect, test } from "vitest";
import {
  accessToken,
  apiKey,
  clientId,
  clientSecret,
  refreshToken,
  site,
  subdomain,
} from "./site.fixture.ts";

const app = { clientId, clientSecret, refreshToken, subdomain };
const DAY_MS = 86_400_000;

test("a key goes with the name of its site, and with no token", async () => {
  const made = site();

  await made.load("courses").run();

  const { headers } = made.requests[0] ?? { headers: new Headers() };
  expect(headers.get("x-auth-api-key")).toBe(apiKey);
  expect(headers.get("x-auth-subdomain")).toBe(subdomain);
  expect(headers.has("authorization")).toBe(false);
  expect(headers.get("user-agent")).toContain("brain-thinkific");
});

test("an access token goes alone: Thinkific refuses it beside a key", async () => {
  const made = site({ config: { accessToken, subdomain } });

  const report = await made.load("courses").run();

  expect(report.status).toBe("succeeded");
  const { headers } = made.requests[0] ?? { headers: new Headers() };
  expect(headers.get("authorization")).toBe(`Bearer ${accessToken}`);
  expect([...headers.keys()].filter((name) => name.startsWith("x-auth"))).toEqual([]);
});

test("an access token that has ended is an auth error, at the first answer", async () => {
  const made = site({ config: { accessToken } });
  made.emulator.expireTokens();

  expect(await made.source.check()).toMatchObject({
    ok: false,
    cause: "auth",
    message: expect.stringContaining("Authentication Error"),
  });
  expect(made.requests).toHaveLength(1);
});

test("[AU-1] an app's token is asked for at the site's own address, and again when it has ended", async () => {
  const made = site({ config: app });
  const pipeline = made.load("courses");
  await pipeline.run();
  expect(made.requests.map(({ url }) => url.href.split("?")[0])).toEqual([
    `https://${subdomain}.thinkific.com/oauth2/token`,
    "https://api.thinkific.com/api/public/v1/courses",
  ]);
  expect(made.requests[0]?.headers.get("authorization")).toBe(
    `Basic ${btoa(`${clientId}:${clientSecret}`)}`,
  );
  made.requests.splice(0);

  await made.clock.advance(2 * DAY_MS);
  const report = await pipeline.run();

  // With the refresh token that the first answer gave: one is good for one use.
  expect(report.status).toBe("succeeded");
  expect(made.requests.filter(({ url }) => url.pathname === "/oauth2/token")).toHaveLength(1);
});

test("a token that Thinkific ends early is renewed once, and nothing is lost", async () => {
  const made = site({ config: app });
  const pipeline = made.load("users");
  await pipeline.run();
  made.emulator.expireTokens();

  const report = await pipeline.run();

  expect(report.status).toBe("succeeded");
  expect(made.idsIn("users")).toHaveLength(300);
});

test("an app that was removed must be authorised again; a wrong secret is told apart", async () => {
  const removed = site({ config: app });
  removed.emulator.revoke();
  const wrong = site({ config: { ...app, clientSecret: "another" } });

  const [gone, mistyped] = [await removed.load("courses").run(), await wrong.load("courses").run()];

  expect(gone.streams[0]?.error).toMatchObject({ code: "reauthorise" });
  expect(mistyped.streams[0]?.error).toMatchObject({ code: "auth_failed" });
  expect(JSON.stringify([gone, mistyped])).not.toContain(refreshToken);
});
