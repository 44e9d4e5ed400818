import { expect, test } from "vitest";
import { ask, askToken } from "../ask-hubspot.fixture.ts";
import { hubspotEmulator, type HubspotEmulatorOptions } from "./hubspot-emulator.ts";

const LIST = "/crm/objects/2026-09/companies?limit=1";
const SEARCH = "/crm/objects/2026-09/companies/search";

function setup(
  limits: NonNullable<HubspotEmulatorOptions["limits"]>,
  at = Date.UTC(2026, 10, 24, 12),
) {
  const clock = { at };
  return {
    clock,
    emulator: hubspotEmulator({ now: () => clock.at, limits, timeZone: "Europe/Madrid" }),
  };
}

test("the burst limit rolls over 10 seconds and the headers count it down", async () => {
  const { clock, emulator } = setup({ burst: 3 });
  const remaining: (string | null)[] = [];
  for (let step = 0; step < 3; step += 1) {
    const { headers } = await ask(emulator, LIST);
    remaining.push(headers.get("x-hubspot-ratelimit-remaining"));
    clock.at += 1000;
  }

  const refused = await ask(emulator, LIST);
  clock.at += 6999;
  const early = await ask(emulator, LIST);
  clock.at += 1;
  const again = await ask(emulator, LIST);
  const notYet = await ask(emulator, LIST);

  expect(remaining).toEqual(["2", "1", "0"]);
  expect(refused.status).toBe(429);
  expect(refused.body).toMatchObject({
    status: "error",
    message: "You have reached your ten_secondly_rolling limit.",
    errorType: "RATE_LIMIT",
    category: "RATE_LIMITS",
    policyName: "TEN_SECONDLY_ROLLING",
  });
  expect(refused.headers.get("retry-after")).toBe(null);
  expect(refused.headers.get("x-hubspot-ratelimit-interval-milliseconds")).toBe("10000");
  expect([early.status, again.status, notYet.status]).toEqual([429, 200, 429]);
});

test("search has 5 requests a second for all objects together, and tells nothing in headers", async () => {
  const { clock, emulator } = setup("vendor");
  const statuses: number[] = [];
  for (const object of ["companies", "deals", "contacts", "tickets", "notes", "calls"]) {
    statuses.push((await ask(emulator, `/crm/objects/2026-09/${object}/search`, {})).status);
  }

  const refused = await ask(emulator, SEARCH, {});
  const list = await ask(emulator, LIST);
  clock.at += 1000;
  const again = await ask(emulator, SEARCH, {});

  expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
  expect(refused.body).toMatchObject({
    message: "You have reached your secondly limit.",
    policyName: "SECONDLY",
  });
  expect(
    [...refused.headers.keys(), ...again.headers.keys()].filter((key) => key.includes("ratelimit")),
  ).toEqual([]);
  expect([list.status, again.status]).toEqual([200, 200]);
});

test("the daily limit ends at midnight in the account's time zone", async () => {
  const { clock, emulator } = setup("vendor", Date.UTC(2026, 10, 24, 22, 59, 59));
  emulator.spendDaily(649_999);

  const last = await ask(emulator, LIST);
  const refused = await ask(emulator, LIST);
  clock.at += 1000;
  const nextDay = await ask(emulator, LIST);

  expect(last.headers.get("x-hubspot-ratelimit-daily-remaining")).toBe("0");
  expect(refused.status).toBe(429);
  expect(refused.body).toMatchObject({ policyName: "DAILY" });
  expect(nextDay.headers.get("x-hubspot-ratelimit-daily-remaining")).toBe("649999");
});

test("OAuth tokens have 110 requests in 10 seconds, no daily limit, and their own window", async () => {
  const { emulator } = setup("vendor");
  const token = String((await askToken(emulator)).body["access_token"]);
  emulator.spendDaily(650_000);

  const { headers, status } = await ask(emulator, LIST, undefined, token);
  const statuses: number[] = [];
  for (let step = 0; step < 110; step += 1) {
    statuses.push((await ask(emulator, LIST, undefined, token)).status);
  }

  expect(status).toBe(200);
  expect(headers.get("x-hubspot-ratelimit-max")).toBe("110");
  expect(headers.has("x-hubspot-ratelimit-daily")).toBe(false);
  expect(statuses.filter((one) => one === 200)).toHaveLength(109);
  expect(statuses.at(-1)).toBe(429);
});

test("a service key has 190 requests in 10 seconds", async () => {
  const { emulator } = setup("vendor");

  expect((await ask(emulator, LIST)).headers.get("x-hubspot-ratelimit-max")).toBe("190");
});

test("limits can be off", async () => {
  const { emulator } = setup("off");
  for (let step = 0; step < 300; step += 1) {
    expect((await ask(emulator, SEARCH, {})).status).toBe(200);
  }

  expect((await ask(emulator, LIST)).headers.has("x-hubspot-ratelimit-max")).toBe(false);
});
