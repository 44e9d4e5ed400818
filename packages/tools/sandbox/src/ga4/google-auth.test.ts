import { expect, test } from "vitest";
import { askGa4, askGoogleToken, googleToken } from "../ask-ga4.fixture.ts";
import { sandboxCredentials } from "../credentials.ts";
import { ga4Emulator } from "./ga4-emulator.ts";
import { createServiceAccount, RS256, type ServiceAccount } from "./service-account.ts";

const START = Date.UTC(2026, 10, 24, 12);
const JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";
const READ = "https://www.googleapis.com/auth/analytics.readonly";
const METADATA = `properties/${sandboxCredentials.ga4.propertyId}/metadata`;

function setup() {
  const clock = { at: START };
  return { clock, emulator: ga4Emulator({ now: () => clock.at }) };
}

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
const part = (value: unknown): string => base64url(new TextEncoder().encode(JSON.stringify(value)));

async function assertion(
  account: ServiceAccount,
  claims: object = {},
  header: object = {},
): Promise<string> {
  const pem = account.private_key.replaceAll(/-----[A-Z ]+-----|\s/g, "");
  const der = Uint8Array.from(atob(pem), (char) => char.charCodeAt(0));
  const key = await crypto.subtle.importKey("pkcs8", der, RS256, false, ["sign"]);
  const now = START / 1000;
  const head = part({ alg: "RS256", typ: "JWT", kid: account.private_key_id, ...header });
  const body = part({
    iss: account.client_email,
    scope: READ,
    aud: account.token_uri,
    iat: now,
    exp: now + 3600,
    ...claims,
  });
  const signature = await crypto.subtle.sign(
    RS256,
    key,
    new TextEncoder().encode(`${head}.${body}`),
  );
  return `${head}.${body}.${base64url(new Uint8Array(signature))}`;
}

test("a refresh token gives an access token for 3599 seconds, after which the API answers 401", async () => {
  const { clock, emulator } = setup();
  const { body } = await askGoogleToken(emulator);
  expect(body).toMatchObject({ expires_in: 3599, scope: READ, token_type: "Bearer" });
  const token = String(body["access_token"]);

  clock.at += 3_598_999;
  expect((await askGa4(emulator, METADATA, undefined, token)).status).toBe(200);
  clock.at += 1;
  const late = await askGa4(emulator, METADATA, undefined, token);

  expect(late.status).toBe(401);
  expect(JSON.parse(late.text)).toMatchObject({ error: { code: 401, status: "UNAUTHENTICATED" } });
});

test.each([
  [{ client_id: "x" }, 401, "invalid_client"],
  [{ client_secret: "x" }, 401, "invalid_client"],
  [{ refresh_token: "x" }, 400, "invalid_grant"],
  [{ grant_type: "password" }, 400, "unsupported_grant_type"],
])("the token endpoint refuses %o", async (form, status, error) => {
  const asked = await askGoogleToken(setup().emulator, form);

  expect(asked.status).toBe(status);
  expect(asked.body).toMatchObject({ error });
});

test("a service account's signed assertion gives an access token that reads", async () => {
  const { emulator } = setup();
  const jwt = await assertion(await emulator.serviceAccount());

  const { status, body } = await askGoogleToken(emulator, {
    grant_type: JWT_BEARER,
    assertion: jwt,
  });

  expect(status).toBe(200);
  expect(body).not.toHaveProperty("scope");
  expect((await askGa4(emulator, METADATA, undefined, String(body["access_token"]))).status).toBe(
    200,
  );
});

const now = START / 1000;
test.each([
  ["lives longer than an hour", { exp: now + 3601 }, {}, "short-lived"],
  ["is over", { iat: now - 3700, exp: now - 100 }, {}, "short-lived"],
  ["comes from the future", { iat: now + 1000, exp: now + 4000 }, {}, "short-lived"],
  ["is for somebody else", { aud: "https://example.com/token" }, {}, "audience"],
  ["is of an unknown account", { iss: "nobody@example.com" }, {}, "account not found"],
  ["is not RS256", {}, { alg: "HS256" }, "Failed to parse"],
])("refuses an assertion that %s", async (_, claims, header, message) => {
  const { emulator } = setup();
  const jwt = await assertion(await emulator.serviceAccount(), claims, header);

  const { status, body } = await askGoogleToken(emulator, {
    grant_type: JWT_BEARER,
    assertion: jwt,
  });

  expect(status).toBe(400);
  expect(body["error"]).toBe("invalid_grant");
  expect(String(body["error_description"])).toContain(message);
});

test("refuses an assertion signed by another key, and one that is no JWT", async () => {
  const { emulator } = setup();
  const account = await emulator.serviceAccount();
  const other = (await createServiceAccount()).account;
  const forged = await assertion({ ...account, private_key: other.private_key });

  const wrongKey = await askGoogleToken(emulator, { grant_type: JWT_BEARER, assertion: forged });
  const noJwt = await askGoogleToken(emulator, { grant_type: JWT_BEARER, assertion: "a.%.c" });

  expect(wrongKey.body).toMatchObject({ error_description: "Invalid JWT Signature." });
  expect(noJwt.body).toMatchObject({ error_description: "Invalid JWT: Failed to parse." });
});

test("a token without an analytics scope answers 403 with the reason", async () => {
  const { emulator } = setup();
  const jwt = await assertion(await emulator.serviceAccount(), {
    scope: "https://www.googleapis.com/auth/drive.readonly",
  });
  const { body } = await askGoogleToken(emulator, { grant_type: JWT_BEARER, assertion: jwt });

  const asked = await askGa4(emulator, METADATA, undefined, String(body["access_token"]));

  expect(asked.status).toBe(403);
  expect(asked.text).toContain("ACCESS_TOKEN_SCOPE_INSUFFICIENT");
});

test("a JWT that a service account signed for the API itself is taken as a token", async () => {
  const { clock, emulator } = setup();
  const account = await emulator.serviceAccount();
  const scoped = await assertion(account, { aud: undefined });
  const forApi = await assertion(account, {
    aud: "https://analyticsdata.googleapis.com/",
    scope: undefined,
  });
  const forNobody = await assertion(account, { scope: undefined });

  expect((await askGa4(emulator, METADATA, undefined, scoped)).status).toBe(200);
  expect((await askGa4(emulator, METADATA, undefined, forApi)).status).toBe(200);
  expect((await askGa4(emulator, METADATA, undefined, forNobody)).status).toBe(403);
  clock.at += 3_600_001;
  expect((await askGa4(emulator, METADATA, undefined, scoped)).status).toBe(401);
});

test("expireTokens ends access tokens, revoke the refresh token and the service account too", async () => {
  const { emulator } = setup();
  const token = await googleToken(emulator);
  const jwt = await assertion(await emulator.serviceAccount());

  emulator.expireTokens();
  expect((await askGa4(emulator, METADATA, undefined, token)).status).toBe(401);
  expect((await askGa4(emulator, METADATA)).status).toBe(200);

  emulator.revoke();
  expect((await askGoogleToken(emulator)).body).toEqual({
    error: "invalid_grant",
    error_description: "Token has been expired or revoked.",
  });
  expect((await askGoogleToken(emulator, { grant_type: JWT_BEARER, assertion: jwt })).status).toBe(
    400,
  );
});

test("a property that the user has no access to answers 403; without a token it is 401", async () => {
  const { emulator } = setup();

  const other = await askGa4(emulator, "properties/999/metadata");
  const bare = await emulator.fetch(
    new Request(`https://analyticsdata.googleapis.com/v1beta/${METADATA}`),
  );

  expect(other.status).toBe(403);
  expect(JSON.parse(other.text)).toMatchObject({ error: { status: "PERMISSION_DENIED" } });
  expect(bare.status).toBe(401);
});
