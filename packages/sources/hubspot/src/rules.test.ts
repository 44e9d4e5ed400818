import { check } from "@brain/core";
import { brokenRules, collect } from "@brain/testkit";
import { expect, test } from "vitest";
import { portal } from "./portal.fixture.ts";
import { hubspotRules } from "./rules.ts";

const { source, now } = portal();

test("what the emulated account answers keeps every rule", async () => {
  expect(await brokenRules(source.streams, hubspotRules, { window: now(), limit: 100 })).toEqual(
    [],
  );
});

test("a contact with a wrong e-mail address is found, one with none is only odd", async () => {
  const contacts = await collect(source.streams.contacts, { window: now(), limit: 2 });
  const records = contacts.map((contact, at) => ({ ...contact, email: at === 0 ? "ada@" : null }));

  const { invalid, warned, issues } = check(records, hubspotRules.contacts);

  expect([invalid, warned]).toEqual([1, 1]);
  expect(issues.map((broken) => broken.issues[0]?.rule)).toEqual(["types.email", "required.email"]);
});

test("a deal that closed before it was created is odd, one in a currency that does not exist is invalid", async () => {
  const deals = await collect(source.streams.deals, { window: now(), limit: 1 });
  const records = deals.flatMap((deal) => [
    { ...deal, createdate: "2026-11-02T00:00:00Z", closedate: "2026-11-01T23:59:59Z" },
    { ...deal, deal_currency_code: "EURO" },
  ]);

  const found = check(records, hubspotRules.deals);

  expect(found).toMatchObject({ records: 2, invalid: 1 });
  expect(found.issues[0]?.issues).toContainEqual(
    expect.objectContaining({ code: "fields_disagree" }),
  );
});
