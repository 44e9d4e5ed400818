import type { Stream } from "@brain/core";
import { sandboxCredentials } from "@brain/sandbox";
import { collect } from "@brain/testkit";
import { expect, test } from "vitest";
import { portal } from "./portal.fixture.ts";

const { clientId, clientSecret, refreshToken } = sandboxCredentials.hubspot;
const oauth = { accessToken: undefined, clientId, clientSecret, refreshToken };
const tokenPath = "/oauth/2026-09/token";

test("[AU-1] an OAuth grant gives a token, whose parameters never stand in an address", async () => {
  const { source, requests } = portal({ config: oauth, sizes: { contacts: 150 } });

  const records = await collect(source.streams.contacts);

  expect(records).toHaveLength(150);
  const [asked, ...others] = requests.filter(({ url }) => url.pathname === tokenPath);
  expect(others).toEqual([]);
  expect(asked?.url.search).toBe("");
  expect(String(asked?.body)).toContain("grant_type=refresh_token");
});

test("[AU-1] [AU-2] a token that expires in the middle is refreshed once, rotation included", async () => {
  const { source, emulator, requests } = portal({
    config: oauth,
    rotateRefreshToken: true,
    sizes: { contacts: 450 },
  });
  let pages = 0;
  let records = 0;

  for await (const page of source.streams.contacts.read()) {
    records += page.records.length;
    if (++pages === 2) emulator.expireTokens();
  }

  expect(records).toBe(450);
  expect(requests.filter(({ url }) => url.pathname === tokenPath)).toHaveLength(2);
});

test("[AU-3] a revoked grant asks for authorisation", async () => {
  const { source, emulator } = portal({ config: oauth });
  emulator.revoke();

  await expect(collect(source.streams.contacts)).rejects.toMatchObject({ code: "reauthorise" });
});

test("check() says yes, and whose fault it is if not", async () => {
  const well = await portal().source.check();
  const wrongToken = await portal({ config: { accessToken: "pat-eu1-wrong" } }).source.check();
  const used = portal({ limits: { daily: 10 } });
  const quota = await used.source.check();

  expect(well.ok).toBe(true);
  expect(wrongToken).toMatchObject({ ok: false, cause: "auth" });
  expect(quota).toMatchObject({ ok: false, cause: "quota" });
});

test("check() names every scope that is missing, and the streams that want it", async () => {
  const { source } = portal({
    scopes: ["crm.objects.contacts.read", "crm.objects.companies.read"],
  });

  const result = await source.check();

  expect(result).toMatchObject({ ok: false, cause: "permission" });
  for (const word of ["deals", "crm.objects.deals.read", "emails", "sales-email-read", "owners"]) {
    expect(result.message).toContain(word);
  }
  expect(result.message).not.toContain("companies");
});

test("[hubspot-api-python#495] older versions of the API are read on their own paths", async () => {
  for (const apiVersion of ["2026-03", "v3"] as const) {
    const { source, requests, emulator } = portal({
      config: { apiVersion },
      sizes: { contacts: 20 },
    });

    const { contacts, owners, pipelines, properties, associations } = source.streams;
    const streams: readonly Stream[] = [contacts, owners, pipelines, properties, associations];
    for (const stream of streams) await collect(stream, { limit: 1 });

    expect(emulator.ledger.byStatus()[404]).toBeUndefined();
    expect(requests.every(({ url }) => !url.pathname.includes("2026-09"))).toBe(true);
  }
});
