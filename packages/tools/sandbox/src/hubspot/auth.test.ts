import { describe, expect, test } from "vitest";
import { sandboxCredentials } from "../credentials.ts";
import { ask, askToken } from "../ask-hubspot.fixture.ts";
import { hubspotEmulator, type HubspotEmulatorOptions } from "./hubspot-emulator.ts";

const CONTACTS = "/crm/objects/2026-09/contacts?limit=1";

function setup(options: HubspotEmulatorOptions = {}) {
  const clock = { at: Date.UTC(2026, 10, 24, 12) };
  return { clock, emulator: hubspotEmulator({ now: () => clock.at, ...options }) };
}

test("the static token never expires", async () => {
  const { clock, emulator } = setup();
  clock.at += 400 * 86_400_000;

  expect((await ask(emulator, CONTACTS)).status).toBe(200);
});

test("a request without a token and one with an unknown token answer 401 with a correlation id", async () => {
  const { emulator } = setup();

  const bare = await emulator.fetch(new Request(`https://api.hubapi.com${CONTACTS}`));
  const unknown = await ask(emulator, CONTACTS, undefined, "not-a-token");

  expect(bare.status).toBe(401);
  expect(unknown.status).toBe(401);
  expect(unknown.body).toMatchObject({
    status: "error",
    category: "INVALID_AUTHENTICATION",
    correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
});

test("a refreshed token works for 1800 seconds and then answers EXPIRED_AUTHENTICATION", async () => {
  const { clock, emulator } = setup();
  const { body } = await askToken(emulator);
  const token = String(body["access_token"]);
  expect(body).toMatchObject({
    token_type: "bearer",
    expires_in: 1800,
    refresh_token: sandboxCredentials.hubspot.refreshToken,
  });

  clock.at += 1_799_999;
  expect((await ask(emulator, CONTACTS, undefined, token)).status).toBe(200);
  clock.at += 1;
  const late = await ask(emulator, CONTACTS, undefined, token);

  expect(late.status).toBe(401);
  expect(late.body).toMatchObject({ category: "EXPIRED_AUTHENTICATION" });
});

test.each([
  [{ grant_type: "password" }, "BAD_GRANT_TYPE"],
  [{ client_id: "x" }, "BAD_CLIENT_ID"],
  [{ client_secret: "x" }, "BAD_CLIENT_SECRET"],
  [{ refresh_token: "x" }, "BAD_REFRESH_TOKEN"],
])("the token endpoint answers 400 to %o", async (form, status) => {
  const { emulator } = setup();

  const asked = await askToken(emulator, form);

  expect(asked.status).toBe(400);
  expect(asked.body).toMatchObject({ status });
});

test.each(["2026-09", "2026-03", "v3", "v1"])(
  "the token endpoint is there as %s",
  async (version) => {
    const { emulator } = setup();

    expect((await askToken(emulator, {}, `/oauth/${version}/token`)).status).toBe(200);
  },
);

test("with rotation a refresh token works once", async () => {
  const { emulator } = setup({ rotateRefreshToken: true });
  const first = await askToken(emulator);
  const rotated = String(first.body["refresh_token"]);

  const again = await askToken(emulator);
  const next = await askToken(emulator, { refresh_token: rotated });

  expect(rotated).not.toBe(sandboxCredentials.hubspot.refreshToken);
  expect(again.body).toMatchObject({ status: "BAD_REFRESH_TOKEN" });
  expect(next.status).toBe(200);
});

test("expireTokens ends access tokens but not the refresh token; revoke ends everything", async () => {
  const { emulator } = setup();
  const token = String((await askToken(emulator)).body["access_token"]);

  emulator.expireTokens();
  const expired = await ask(emulator, CONTACTS, undefined, token);
  const fresh = String((await askToken(emulator)).body["access_token"]);
  expect(expired.body).toMatchObject({ category: "EXPIRED_AUTHENTICATION" });
  expect((await ask(emulator, CONTACTS, undefined, fresh)).status).toBe(200);

  emulator.revoke();
  expect((await ask(emulator, CONTACTS)).status).toBe(401);
  expect((await ask(emulator, CONTACTS, undefined, fresh)).status).toBe(401);
  expect((await askToken(emulator)).body).toMatchObject({ status: "BAD_REFRESH_TOKEN" });
});

describe("a missing scope answers 403 MISSING_SCOPES and names it", () => {
  const notes = "/crm/objects/2026-09/notes?limit=1";
  test.each([
    [[], CONTACTS, ["crm.objects.contacts.read"]],
    [["crm.objects.companies.read"], notes, ["crm.objects.contacts.read"]],
    [["crm.objects.contacts.read"], "/crm/objects/2026-09/emails?limit=1", ["sales-email-read"]],
    [["crm.objects.contacts.read"], "/crm/owners/2026-09", ["crm.objects.owners.read"]],
    [[], "/crm/objects/2026-09/tickets", ["tickets", "crm.objects.tickets.read"]],
    [["crm.objects.contacts.read"], "/crm/pipelines/2026-09/deals", ["crm.objects.deals.read"]],
  ])("%o on %s", async (scopes, path, requiredGranularScopes) => {
    const { emulator } = setup({ scopes });

    const asked = await ask(emulator, path);

    expect(asked.status).toBe(403);
    expect(asked.body).toMatchObject({
      category: "MISSING_SCOPES",
      errors: [{ context: { requiredGranularScopes } }],
    });
  });

  test("while an object whose scope is there answers", async () => {
    const { emulator } = setup({ scopes: ["crm.objects.contacts.read"] });

    expect((await ask(emulator, notes)).status).toBe(200);
  });
});
