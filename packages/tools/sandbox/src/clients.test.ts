import { BetaAnalyticsDataClient, type protos } from "@google-analytics/data";
import { Client } from "@hubspot/api-client";
import { FilterOperatorEnum } from "@hubspot/api-client/lib/codegen/crm/deals/index.js";
import { http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sandboxCredentials } from "./credentials.ts";
import { ga4Emulator, type Ga4Row } from "./ga4/ga4-emulator.ts";
import { hubspotEmulator } from "./hubspot/hubspot-emulator.ts";
import { mswHandlers } from "./msw.ts";
import { serve, type Served } from "./serve.ts";
import { byDimensions, fields } from "./ask-ga4.fixture.ts";

/** The vendors' own clients, unchanged, against the emulators behind a socket. */
const ga4 = ga4Emulator({ limits: "off" });
const hubspot = hubspotEmulator({
  limits: "off",
  sizes: { contacts: 321, companies: 20, deals: 250 },
});
// Google's client knows no other token endpoint than the real one.
const tokenEndpoint = setupServer(...mswHandlers(http, ga4));
const served: { ga4?: Served; hubspot?: Served } = {};

beforeAll(async () => {
  tokenEndpoint.listen({ onUnhandledFrame: "bypass" });
  served.ga4 = await serve(ga4);
  served.hubspot = await serve(hubspot);
});
afterAll(async () => {
  tokenEndpoint.close();
  await served.ga4?.close();
  await served.hubspot?.close();
});

const hubspotClient = (accessToken: string = sandboxCredentials.hubspot.accessToken): Client =>
  new Client({ accessToken, basePath: served.hubspot?.url ?? "" });

const analyticsClient = (credentials: object): BetaAnalyticsDataClient =>
  new BetaAnalyticsDataClient({
    fallback: true,
    protocol: "http",
    apiEndpoint: "127.0.0.1",
    port: served.ga4?.port ?? 0,
    credentials,
  });

const { propertyId, clientId, clientSecret, refreshToken } = sandboxCredentials.ga4;
const report = {
  dateRanges: [{ startDate: "10daysAgo", endDate: "2daysAgo" }],
  dimensions: fields("date", "sessionSourceMedium", "country", "pageTitle"),
  metrics: fields("sessions", "bounceRate", "totalRevenue", "averageSessionDuration"),
  orderBys: byDimensions("date", "sessionSourceMedium", "country", "pageTitle"),
};

function toRows(answer: protos.google.analytics.data.v1beta.IRunReportResponse): Ga4Row[] {
  return (answer.rows ?? []).map((row) =>
    Object.fromEntries([
      ...(answer.dimensionHeaders ?? []).map(({ name }, index) => [
        name,
        row.dimensionValues?.[index]?.value,
      ]),
      ...(answer.metricHeaders ?? []).map(({ name }, index) => [
        name,
        row.metricValues?.[index]?.value,
      ]),
    ]),
  );
}

async function readPages(client: BetaAnalyticsDataClient, limit: number): Promise<Ga4Row[]> {
  const rows: Ga4Row[] = [];
  for (let offset = 0, rowCount = 1; offset < rowCount; offset += limit) {
    const [answer] = await client.runReport({
      property: `properties/${propertyId}`,
      ...report,
      limit,
      offset,
      dimensionFilter: {
        filter: { fieldName: "country", stringFilter: { matchType: "BEGINS_WITH", value: "" } },
      },
    });
    rowCount = answer.rowCount ?? 0;
    rows.push(...toRows(answer));
  }
  return rows;
}

test("Google's client reads every row over pages, as a service account", async () => {
  const client = analyticsClient(await ga4.serviceAccount());

  const rows = await readPages(client, 300);

  expect(rows.length).toBeGreaterThan(700);
  expect(rows).toEqual(ga4.rows(propertyId, report));
});

test("Google's client reads every row over pages, by a refresh token", async () => {
  const client = analyticsClient({
    type: "authorized_user",
    client_id: clientId,
    client_secret: clientSecret,
    refresh_token: refreshToken,
  });

  const rows = await readPages(client, 500);

  expect(rows).toEqual(ga4.rows(propertyId, report));
});

test("Google's client gets metadata, batches, compatibility and errors", async () => {
  const client = analyticsClient(await ga4.serviceAccount());
  const property = `properties/${propertyId}`;

  const [metadata] = await client.getMetadata({ name: `${property}/metadata` });
  const [batch] = await client.batchRunReports({ property, requests: [report, report] });
  const [compatibility] = await client.checkCompatibility({
    property,
    dimensions: fields("source"),
    compatibilityFilter: "INCOMPATIBLE",
  });
  const refused = client.runReport({ property, ...report, metrics: fields("pageViews") });

  expect(metadata.metrics?.find(({ apiName }) => apiName === "totalRevenue")?.type).toBe(
    "TYPE_CURRENCY",
  );
  expect(batch.reports?.map(toRows)).toEqual([
    ga4.rows(propertyId, report),
    ga4.rows(propertyId, report),
  ]);
  expect(compatibility.metricCompatibilities?.map((one) => one.metricMetadata?.apiName)).toContain(
    "transactions",
  );
  await expect(refused).rejects.toThrow("Field pageViews is not a valid metric");
  await expect(client.runReport({ ...report, property: "properties/1" })).rejects.toThrow(
    "sufficient permissions",
  );
});

test("HubSpot's client reads every contact over pages", async () => {
  const properties = ["email", "num_notes", "region_interest", "message"];

  const contacts = await hubspotClient().crm.contacts.getAll(100, undefined, properties);

  expect(contacts.map(({ id }) => id)).toEqual(hubspot.ids("contacts"));
  for (const contact of contacts) {
    const own = hubspot.record("contacts", contact.id);
    expect(contact.updatedAt.toISOString()).toBe(own?.updatedAt);
    for (const name of properties) expect(contact.properties[name]).toBe(own?.properties[name]);
  }
});

test("HubSpot's client searches over pages", async () => {
  const { searchApi } = hubspotClient().crm.deals;
  const ids: string[] = [];
  for (let after: string | undefined = "0"; after !== undefined;) {
    const page = await searchApi.doSearch({
      filterGroups: [
        {
          filters: [
            {
              propertyName: "hs_lastmodifieddate",
              operator: FilterOperatorEnum.Gte,
              value: "1735689600000",
            },
          ],
        },
      ],
      sorts: ["hs_object_id"],
      properties: ["amount"],
      limit: 50,
      after,
    });
    ids.push(...page.results.map(({ id }) => id));
    after = page.paging?.next?.after;
  }

  const expected = hubspot
    .ids("deals")
    .filter((id) => (hubspot.record("deals", id)?.updatedAt ?? "") >= "2025-01-01");
  expect(ids).toEqual(expected);
  expect(ids.length).toBeGreaterThan(100);
});

test("HubSpot's client reads batches, links, owners, pipelines and properties, and refreshes tokens", async () => {
  const { clientId: id, clientSecret: secret, refreshToken: token } = sandboxCredentials.hubspot;
  const tokens = await hubspotClient("").oauth.tokensApi.create(
    "refresh_token",
    undefined,
    undefined,
    id,
    secret,
    token,
  );
  const { crm } = hubspotClient(tokens.accessToken);
  const ids = hubspot.ids("contacts").slice(0, 5);

  const batch = await crm.contacts.batchApi.read({
    inputs: ids.map((contactId) => ({ id: contactId })),
    properties: ["email"],
    propertiesWithHistory: [],
  });
  const links = await crm.associations.v4.batchApi.getPage("contacts", "companies", {
    inputs: ids.map((contactId) => ({ id: contactId })),
  });
  const owners = await crm.owners.ownersApi.getPage(undefined, undefined, 100, false);
  const pipelines = await crm.pipelines.pipelinesApi.getAll("deals");
  const properties = await crm.properties.coreApi.getAll("contacts", false);

  expect(batch.results.map((contact) => contact.id)).toEqual(ids);
  expect(links.results.map(({ _from: from }) => from.id)).toEqual(ids.toReversed());
  expect(links.results[0]?.to[0]?.associationTypes.map(({ typeId }) => typeId)).toContain(279);
  expect(owners.results).toHaveLength(12);
  expect(pipelines.results[0]?.stages[0]?.metadata).toHaveProperty("probability");
  expect(properties.results.length).toBeGreaterThan(80);
});

test("HubSpot's client sees its errors", async () => {
  await expect(hubspotClient("nobody").crm.contacts.basicApi.getPage()).rejects.toMatchObject({
    code: 401,
  });
});
