import { expect, test } from "vitest";
import { endOf, startBrain } from "../bin.fixture.ts";
import { temporaryFolder, testTerminal } from "../terminal.fixture.ts";

test("the emulators answer at the addresses that it prints, and a signal ends it with success", async () => {
  const { written, signal, run } = testTerminal();
  const running = run("sandbox", "--port", "41700", "--json");
  while (!written.stdout.includes("\n")) await new Promise((resolve) => setTimeout(resolve, 5));
  const { hubspot, ga4 } = JSON.parse(written.stdout);
  const http = { allowPrivateNetwork: true };
  const reports = { traffic: { dimensions: ["date", "sessionSource"], metrics: ["sessions"] } };
  const cwd = temporaryFolder();
  const crm = { baseUrl: hubspot.url, http };
  const web = { baseUrl: `${ga4.url}/v1beta/`, tokenUrl: `${ga4.url}/token`, http, reports };

  const [contacts, traffic] = await Promise.all([
    endOf(
      startBrain(["read", "hubspot", "contacts", "--limit=5", `--config=${JSON.stringify(crm)}`], {
        cwd,
        env: { BRAIN_HUBSPOT_ACCESS_TOKEN: hubspot.credentials.accessToken },
      }),
    ),
    endOf(
      startBrain(["read", "ga4", "traffic", "--limit=5", `--config=${JSON.stringify(web)}`], {
        cwd,
        env: {
          BRAIN_GA4_PROPERTY_ID: ga4.credentials.propertyId,
          BRAIN_GA4_CLIENT_ID: ga4.credentials.clientId,
          BRAIN_GA4_CLIENT_SECRET: ga4.credentials.clientSecret,
          BRAIN_GA4_REFRESH_TOKEN: ga4.credentials.refreshToken,
        },
      }),
    ),
  ]);
  signal("SIGTERM");

  expect(contacts.stdout.trim().split("\n")).toHaveLength(5);
  expect(traffic.stdout.trim().split("\n")).toHaveLength(5);
  expect((await running).exitCode).toBe(0);
});
