import { collect } from "@brain/testkit";
import { expect, test } from "vitest";
import { account } from "./account.fixture.ts";

const DAY_MS = 86_400_000;

const tokens = (requests: ReturnType<typeof account>["requests"]): number =>
  requests.filter(({ url }) => url.pathname.endsWith("accessToken")).length;

test("an access token that has ended is renewed once, and reading goes on", async () => {
  const { streamOf, now, emulator, requests, clock } = account();
  await collect(streamOf("campaign_groups"), { window: now() });
  emulator.expireTokens();
  await clock.advance(600_000);

  const groups = await collect(streamOf("campaign_groups"), { window: now() });

  expect(groups).toHaveLength(4);
  expect(tokens(requests)).toBe(2);
});

test("a token that LinkedIn refuses for some seconds after it was made gets its time, and is not made anew", async () => {
  const { streamOf, now, requests } = account({ settleMs: 12_000 });

  const groups = await collect(streamOf("campaign_groups"), { window: now() });

  expect(groups).toHaveLength(4);
  expect(tokens(requests)).toBe(1);
});

test("a token that ends and whose successor is refused for some seconds is survived, too", async () => {
  const { streamOf, now, emulator, requests, clock } = account({ settleMs: 12_000 });
  await collect(streamOf("campaign_groups"), { window: now() });
  await clock.advance(600_000);
  emulator.expireTokens();

  const groups = await collect(streamOf("campaign_groups"), { window: now() });

  expect(groups).toHaveLength(4);
  expect(tokens(requests)).toBe(2);
});

test("a stored token that was revoked is renewed by the next source at once, however new it looks", async () => {
  const { create, streamOf, now, emulator, requests } = account();
  await collect(streamOf("campaign_groups"), { window: now() });
  emulator.expireTokens();

  const groups = await collect(streamOf("campaign_groups", create()), { window: now() });

  expect(groups).toHaveLength(4);
  expect(tokens(requests)).toBe(2);
});

test("[tap-linkedin-ads#77] the end of the refresh token is announced a month before, and named when it is there", async () => {
  const { streamOf, now, events, clock } = account({ consentDays: 340 });
  await collect(streamOf("campaign_groups"), { window: now() });
  const warnings = events.filter((event) => event.type === "warning");
  await clock.advance(30 * DAY_MS);

  const ended = collect(streamOf("campaign_groups"), { window: now() });

  await expect(ended).rejects.toMatchObject({ name: "AuthError", code: "reauthorise" });
  expect(warnings).toEqual([
    expect.objectContaining({
      code: "refresh_token_ends",
      message: expect.stringContaining("2026-12-19T09:00:00.000Z"),
    }),
  ]);
  const young = account();
  await collect(young.streamOf("campaign_groups"), { window: young.now() });
  expect(young.events.filter((event) => event.type === "warning")).toEqual([]);
});

test("a member's own token is used as it is; once it has ended, that is said", async () => {
  const { create, now, emulator, requests } = account();
  const source = create({
    clientId: undefined,
    clientSecret: undefined,
    refreshToken: undefined,
    accessToken: "AQX-sandbox-linkedin-access-token",
  });
  const groups = await collect(source.streams.campaign_groups, { window: now() });
  emulator.revoke();

  const revoked = await source.check();

  expect(groups).toHaveLength(4);
  expect(tokens(requests)).toBe(0);
  expect(revoked).toMatchObject({ ok: false, cause: "auth" });
});
