import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { endOf, startBrain } from "../bin.fixture.ts";
import { temporaryFolder, testTerminal } from "../terminal.fixture.ts";

test("the emulators answer at the addresses that it prints, and a signal ends it with success", async () => {
  const { written, signal, run } = testTerminal();
  const running = run("sandbox", "--port", "41700", "--json");
  while (!written.stdout.includes("\n")) await new Promise((resolve) => setTimeout(resolve, 5));
  const { hubspot, ga4 } = JSON.parse(written.stdout);
  const cwd = temporaryFolder();
  const [contacts, traffic] = await Promise.all([
    endOf(
      startBrain(
        ["read", "hubspot", "contacts", "--limit=5", `--config=${JSON.stringify(hubspot.config)}`],
        {
          cwd,
          env: { BRAIN_HUBSPOT_ACCESS_TOKEN: hubspot.credentials.accessToken },
        },
      ),
    ),
    endOf(
      startBrain(
        ["read", "ga4", "traffic", "--limit=5", `--config=${JSON.stringify(ga4.config)}`],
        {
          cwd,
          env: {
            BRAIN_GA4_PROPERTY_ID: ga4.credentials.propertyId,
            BRAIN_GA4_CLIENT_ID: ga4.credentials.clientId,
            BRAIN_GA4_CLIENT_SECRET: ga4.credentials.clientSecret,
            BRAIN_GA4_REFRESH_TOKEN: ga4.credentials.refreshToken,
          },
        },
      ),
    ),
  ]);
  signal("SIGTERM");

  expect(contacts.stdout.trim().split("\n")).toHaveLength(5);
  expect(traffic.stdout.trim().split("\n")).toHaveLength(5);
  expect((await running).exitCode).toBe(0);
});

test("--faults gives the faults of a file to those who ask, and says on stderr which it gave", async () => {
  const { cwd, written, signal, run } = testTerminal();
  const rules = [{ fault: "429-seconds", path: "/crm/**", nth: 1 }];
  writeFileSync(join(cwd, "faults.json"), JSON.stringify({ rules }));
  const running = run("sandbox", "--port", "41710", "--faults", "faults.json", "--json");
  while (!written.stdout.includes("\n")) await new Promise((resolve) => setTimeout(resolve, 5));
  const { hubspot } = JSON.parse(written.stdout);
  const headers = { authorization: `Bearer ${hubspot.credentials.accessToken}` };

  const first = await fetch(`${hubspot.url}/crm/owners/2026-09`, { headers });
  const second = await fetch(`${hubspot.url}/crm/owners/2026-09`, { headers });
  signal("SIGTERM");
  const { exitCode, stderr } = await running;

  expect([first.status, first.headers.get("retry-after"), second.status]).toEqual([429, "7", 200]);
  expect(
    stderr
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).fault),
  ).toMatchObject([
    { api: "hubspot", fault: "429-seconds", method: "GET", path: "/crm/owners/2026-09", rule: 0 },
  ]);
  expect(exitCode).toBe(0);
});

test.each([
  ['{"rules":[{"fault":"429-secs","nth":0}]}', ["rules.0.fault", "429-seconds"]],
  ['{"rules":[{"fault":"bom","nth":0}],"seeds":1}', ["2 problems", "rules.0.nth", "seeds"]],
  ["{", ["is no JSON"]],
  [undefined, ["cannot be read"]],
])("a file of faults with %s is refused before anything listens", async (content, said) => {
  const { cwd, run } = testTerminal();
  if (content !== undefined) writeFileSync(join(cwd, "faults.json"), content);

  const { exitCode, stdout, stderr } = await run("sandbox", "--faults", "faults.json");

  for (const words of said) expect(stderr).toContain(words);
  expect(stdout).toBe("");
  expect(exitCode).toBe(3);
});
