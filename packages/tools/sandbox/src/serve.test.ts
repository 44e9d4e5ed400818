import { afterEach, expect, test } from "vitest";
import { sandboxCredentials } from "./credentials.ts";
import type { Emulator } from "./emulator.ts";
import { ga4Emulator } from "./ga4/ga4-emulator.ts";
import { hubspotEmulator } from "./hubspot/hubspot-emulator.ts";
import { serve, type Served } from "./serve.ts";
import { fields, googleToken } from "./ask-ga4.fixture.ts";

const { propertyId } = sandboxCredentials.ga4;
const headers = { authorization: `Bearer ${sandboxCredentials.hubspot.accessToken}` };
const servers: Served[] = [];

async function start(emulator: Emulator): Promise<Served> {
  const served = await serve(emulator);
  servers.push(served);
  return served;
}

afterEach(async () => {
  await Promise.all(servers.splice(0).map((served) => served.close()));
});

test("serves an emulator on the loopback interface, headers and body unchanged", async () => {
  const emulator = hubspotEmulator();
  const { url, port } = await start(emulator);
  const path = "/crm/objects/2026-09/contacts?limit=5";

  const response = await fetch(`${url}${path}`, { headers });
  const direct = await emulator.fetch(new Request(`https://api.hubapi.com${path}`, { headers }));

  expect(url).toBe(`http://127.0.0.1:${port}`);
  expect(response.headers.get("x-hubspot-ratelimit-max")).toBe("190");
  expect(await response.text()).toBe(await direct.text());
  expect(emulator.ledger.entries).toHaveLength(2);
  expect(emulator.ledger.entries[0]?.bytes).toBe(emulator.ledger.entries[1]?.bytes);
});

test("passes request bodies on, and serves Google's token endpoint on the API's port", async () => {
  const { clientId, clientSecret, refreshToken } = sandboxCredentials.ga4;
  const { url } = await start(ga4Emulator());

  const token = await fetch(`${url}/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "refresh_token",
      client_id: clientId,
      client_secret: clientSecret,
      refresh_token: refreshToken,
    }),
  });
  const { access_token: accessToken } = await token.json();
  const report = await fetch(`${url}/v1beta/properties/${propertyId}:runReport`, {
    method: "POST",
    headers: { authorization: `Bearer ${accessToken}` },
    body: JSON.stringify({
      dateRanges: [{ startDate: "yesterday", endDate: "yesterday" }],
      metrics: fields("sessions"),
    }),
  });

  expect(await report.json()).toMatchObject({ rowCount: 1 });
});

test("a client that goes away in the middle of a large body does not stop the server", async () => {
  const emulator = ga4Emulator({ properties: [{ propertyId, rowsPerDay: 20_000 }] });
  const { url } = await start(emulator);
  const authorization = `Bearer ${await googleToken(emulator)}`;
  const stop = new AbortController();
  const response = await fetch(`${url}/v1beta/properties/${propertyId}:runReport`, {
    method: "POST",
    headers: { authorization },
    signal: stop.signal,
    body: JSON.stringify({
      dateRanges: [{ startDate: "yesterday", endDate: "yesterday" }],
      dimensions: fields("pagePath", "cityId", "sessionSourceMedium", "screenResolution"),
      metrics: fields("sessions"),
      limit: 20_000,
    }),
  });
  await response.body?.getReader().read();
  stop.abort();

  const metadata = await fetch(`${url}/v1beta/properties/0/metadata`, {
    headers: { authorization },
  });

  expect(metadata.status).toBe(200);
  const [, entry] = emulator.ledger.entries;
  expect(entry?.records).toBeGreaterThan(10_000);
  expect(entry?.bytes).toBeLessThan(6_000_000);
});

test("the latency is real only when served", async () => {
  const emulator = hubspotEmulator({ latencyMs: 40 });
  const { url } = await start(emulator);
  const path = "/crm/owners/2026-09";

  const timed = async (call: () => Promise<unknown>): Promise<number> => {
    const before = performance.now();
    await call();
    return performance.now() - before;
  };
  // The quickest of some: a busy machine makes any call slow now and then.
  const direct: number[] = [];
  for (let call = 0; call < 10; call++) {
    const request = new Request(`https://api.hubapi.com${path}`, { headers });
    direct.push(await timed(() => emulator.fetch(request)));
  }
  const served = await timed(() => fetch(`${url}${path}`, { headers }));

  expect(served).toBeGreaterThanOrEqual(39);
  expect(Math.min(...direct)).toBeLessThan(39);
});

test("a port in use is an error", async () => {
  const { port } = await start(hubspotEmulator());

  await expect(serve(hubspotEmulator(), { port })).rejects.toThrow("EADDRINUSE");
});
