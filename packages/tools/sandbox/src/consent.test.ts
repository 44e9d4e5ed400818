import { describe, expect, test } from "vitest";
import { ask } from "./ask-hubspot.fixture.ts";
import { askGa4 } from "./ask-ga4.fixture.ts";
import {
  CHALLENGE,
  codeOf,
  consentVendors,
  decide,
  REDIRECT,
  VERIFIER,
} from "./consent.fixture.ts";
import { ga4Emulator } from "./ga4/ga4-emulator.ts";
import { hubspotEmulator } from "./hubspot/hubspot-emulator.ts";
import { redditEmulator } from "./reddit/reddit-emulator.ts";

const { ga4, hubspot, reddit } = consentVendors;

describe.each(Object.entries(consentVendors))("%s", (_name, vendor) => {
  test("shows the application and the scopes it asks for, and where to allow or deny", async () => {
    const page = await vendor.emulator().fetch(new Request(vendor.address()));
    const html = await page.text();

    expect(page.status).toBe(200);
    for (const part of [...vendor.scopes, vendor.clientId, 'value="allow"', 'value="deny"']) {
      expect(html).toContain(part);
    }
  });

  test("sends an allowed code back once, good for one exchange; its refresh token gives access tokens", async () => {
    const emulator = vendor.emulator();
    const back = await decide(emulator, vendor.address(), "allow");
    expect([back.searchParams.get("state"), back.origin + back.pathname]).toEqual([
      "abc",
      REDIRECT,
    ]);
    const form = { code: codeOf(back), redirect_uri: REDIRECT, code_verifier: VERIFIER };

    const first = await vendor.exchange(emulator, form);
    const second = await vendor.exchange(emulator, form);

    expect(first.status).toBe(200);
    expect(String(second.body["access_token"])).toBe("undefined");
    const refresh_token = String(first.body["refresh_token"]);
    const refreshed = await vendor.exchange(emulator, {
      grant_type: "refresh_token",
      refresh_token,
    });
    expect(typeof refreshed.body["access_token"]).toBe("string");
    emulator.revoke();
    const revoked = await vendor.exchange(emulator, { grant_type: "refresh_token", refresh_token });
    expect(revoked.body["access_token"]).toBeUndefined();
  });

  test("tells the application that the user refused", async () => {
    const back = await decide(vendor.emulator(), vendor.address(), "deny");

    expect(back.searchParams.get("error")).toBe(vendor.denied);
    expect(back.searchParams.get("state")).toBe("abc");
    expect(back.searchParams.has("code")).toBe(false);
  });

  const wrongs: [string, Readonly<Record<string, string>>][] = [
    ["another redirect address", { redirect_uri: "http://127.0.0.1:4001/callback" }],
    ["no code of ours", { code: "made-up" }],
  ];
  if (vendor.pkce) wrongs.push(["another verifier", { code_verifier: "x".repeat(43) }]);

  test.each(wrongs)("refuses an exchange with %s", async (_, wrong) => {
    const emulator = vendor.emulator();
    const code = codeOf(await decide(emulator, vendor.address(), "allow"));

    const { body } = await vendor.exchange(emulator, {
      code,
      redirect_uri: REDIRECT,
      code_verifier: VERIFIER,
      ...wrong,
    });

    expect(body["access_token"]).toBeUndefined();
  });

  test.each([
    ["an unknown client", { client_id: "nobody" }],
    [
      "a redirect address that nobody registered",
      { redirect_uri: "https://evil.example/callback" },
    ],
  ])("tells %s nothing: the user reads it", async (_, wrong) => {
    const page = await vendor.emulator().fetch(new Request(vendor.address(wrong)));

    expect([page.status, page.headers.get("location")]).toEqual([400, null]);
  });

  test("refuses another response type and an unknown scope", async () => {
    const emulator = vendor.emulator();
    const type = await emulator.fetch(new Request(vendor.address({ response_type: "token" })));
    const scope = await emulator.fetch(new Request(vendor.address({ scope: "everything" })));

    expect(type.headers.get("location")).toContain("unsupported_response_type");
    expect(scope.headers.get("location") ?? (await scope.text())).toContain("scope");
    expect(scope.status).not.toBe(200);
  });
});

test("a code ends after ten minutes", async () => {
  const clock = { at: Date.UTC(2026, 10, 24) };
  const emulator = ga4Emulator({ now: () => clock.at });
  const code = codeOf(await decide(emulator, ga4.address(), "allow"));
  clock.at += 600_000;

  const form = { code, redirect_uri: REDIRECT, code_verifier: VERIFIER };
  expect((await ga4.exchange(emulator, form)).body).toMatchObject({ error: "invalid_grant" });
});

test("a registered redirect address is compared to its last sign", async () => {
  const emulator = hubspotEmulator({ redirectUris: [REDIRECT] });

  expect((await emulator.fetch(new Request(hubspot.address()))).status).toBe(200);
  const other = hubspot.address({ redirect_uri: `${REDIRECT}/` });
  expect((await emulator.fetch(new Request(other))).status).toBe(400);
});

test("without offline access, Google and Reddit give no refresh token", async () => {
  for (const [vendor, parameter] of [
    [ga4, { access_type: "online" }],
    [reddit, { duration: "temporary" }],
  ] as const) {
    const emulator = vendor.emulator();
    const code = codeOf(await decide(emulator, vendor.address(parameter), "allow"));
    const form = { code, redirect_uri: REDIRECT, code_verifier: VERIFIER };

    const { body } = await vendor.exchange(emulator, form);

    expect([typeof body["access_token"], body["refresh_token"]]).toEqual(["string", undefined]);
  }
});

test("what was not consented to stays closed", async () => {
  const emulator = hubspotEmulator();
  const scope = "oauth crm.objects.deals.read";
  const back = await decide(emulator, hubspot.address({ scope, optional_scope: "" }), "allow");
  const form = { code: codeOf(back), redirect_uri: REDIRECT, code_verifier: VERIFIER };
  const token = String((await hubspot.exchange(emulator, form)).body["access_token"]);

  const statusOf = async (object: string): Promise<number> =>
    (await ask(emulator, `/crm/objects/2026-09/${object}?limit=1`, undefined, token)).status;
  expect([await statusOf("deals"), await statusOf("contacts")]).toEqual([200, 403]);
});

test("an access token of a consent reads GA4, and PKCE is S256 or nothing", async () => {
  const emulator = ga4Emulator();
  const back = await decide(emulator, ga4.address(), "allow");
  const form = { code: codeOf(back), redirect_uri: REDIRECT, code_verifier: VERIFIER };
  const token = String((await ga4.exchange(emulator, form)).body["access_token"]);
  const plain = ga4.address({ code_challenge: CHALLENGE, code_challenge_method: "plain" });

  expect((await askGa4(emulator, "properties/417000001/metadata", undefined, token)).status).toBe(
    200,
  );
  const answer = await emulator.fetch(new Request(plain));
  expect(answer.headers.get("location")).toContain("invalid_request");
});

test("a rotated refresh token of a consent works once", async () => {
  const emulator = redditEmulator({ rotateRefreshToken: true });
  const form = { code: codeOf(await decide(emulator, reddit.address(), "allow")) };
  const given = await reddit.exchange(emulator, { ...form, redirect_uri: REDIRECT });
  const refresh = {
    grant_type: "refresh_token",
    refresh_token: String(given.body["refresh_token"]),
  };

  const first = await reddit.exchange(emulator, refresh);
  const second = await reddit.exchange(emulator, refresh);

  expect(first.body["refresh_token"]).not.toBe(refresh.refresh_token);
  expect(second.status).toBe(400);
});
