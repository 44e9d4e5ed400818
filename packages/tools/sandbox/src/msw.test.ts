import { http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sandboxCredentials } from "./credentials.ts";
import { ga4Emulator } from "./ga4/ga4-emulator.ts";
import { hubspotEmulator } from "./hubspot/hubspot-emulator.ts";
import { mswHandlers } from "./msw.ts";

const hubspot = hubspotEmulator();
const ga4 = ga4Emulator();
const server = setupServer(...mswHandlers(http, hubspot, ga4));
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterAll(() => server.close());

test("the vendors' real hosts are answered by the emulators", async () => {
  const { clientId, clientSecret, refreshToken, propertyId } = sandboxCredentials.ga4;
  const contacts = await fetch("https://api.hubapi.com/crm/v3/objects/contacts?limit=3", {
    headers: { authorization: `Bearer ${sandboxCredentials.hubspot.accessToken}` },
  });
  const token = await fetch("https://oauth2.googleapis.com/token", {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "refresh_token",
      client_id: clientId,
      client_secret: clientSecret,
      refresh_token: refreshToken,
    }),
  });
  const { access_token: accessToken } = await token.json();
  const metadata = await fetch(
    `https://analyticsdata.googleapis.com/v1beta/properties/${propertyId}/metadata`,
    {
      headers: { authorization: `Bearer ${accessToken}` },
    },
  );

  expect((await contacts.json()).results).toHaveLength(3);
  expect(await metadata.json()).toMatchObject({ name: `properties/${propertyId}/metadata` });
  expect(hubspot.ledger.requests()).toBe(1);
  expect(ga4.ledger.requests()).toBe(2);
});
