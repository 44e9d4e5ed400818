import { collect, collectPages } from "@brain/testkit";
import { describe, expect, test } from "vitest";
import { portal } from "./portal.fixture.ts";

const listPath = "/crm/objects/2026-09/contacts";

describe("the first run", () => {
  test("[DL-1] [airbyte#23630] lists every record, whatever their number, in pages of 100", async () => {
    const { source, emulator, requests } = portal({ sizes: { contacts: 10_450 }, limits: "off" });

    const records = await collect(source.streams.contacts);

    expect(records.map(({ id }) => id)).toEqual(emulator.ids("contacts"));
    const live = requests.filter(
      ({ url }) => url.pathname === listPath && url.searchParams.get("archived") === null,
    );
    expect(live).toHaveLength(105);
    expect(live.every(({ url }) => url.searchParams.get("limit") === "100")).toBe(true);
  });

  test("[airbyte#63704] asks for the properties once, and for all of them in each page", async () => {
    const { source, emulator, requests } = portal({
      sizes: { contacts: 250 },
      customProperties: 40,
    });

    const [record] = await collect(source.streams.contacts);

    const raw = emulator.record("contacts", record?.id ?? "");
    expect(Object.keys(record ?? {})).toEqual(
      expect.arrayContaining(Object.keys(raw?.properties ?? {})),
    );
    expect(requests.filter(({ url }) => url.pathname.includes("/properties/"))).toHaveLength(1);
    const pages = requests.filter(
      ({ url }) => url.pathname.endsWith("/contacts") && url.searchParams.has("properties"),
    );
    const live = pages.filter(({ url }) => !url.searchParams.has("archived"));
    expect(live.filter(({ url }) => !url.pathname.includes("/properties/"))).toHaveLength(3);
  });

  test("[airbyte#33976] [airbyte#33528] [dlt#305] [verified-sources#600] [posthog#31617] reads more properties than an address can name, and leaves none out", async () => {
    const { source, emulator, requests } = portal({
      sizes: { contacts: 230 },
      customProperties: 900,
    });

    const records = await collect(source.streams.contacts);

    expect(emulator.ledger.byStatus()[414]).toBeUndefined();
    expect(Math.max(...requests.map(({ url }) => url.href.length))).toBeLessThan(15_200);
    expect(records.map(({ id }) => id).toSorted()).toEqual(emulator.ids("contacts").toSorted());
    expect(Object.keys(records[0] ?? {}).filter((name) => name.startsWith("custom_"))).toHaveLength(
      900,
    );
  });

  test("[dlt#330] goes on by batch reads when something in between allows only shorter addresses", async () => {
    const { source, emulator, requests } = portal({
      sizes: { contacts: 230 },
      intercept: (request) =>
        request.url.length > 800 ? new Response("<html>414</html>", { status: 414 }) : undefined,
    });

    const records = await collect(source.streams.contacts);

    expect(records.map(({ id }) => id).toSorted()).toEqual(emulator.ids("contacts").toSorted());
    expect(records[0]?.email).toEqual(expect.any(String));
    // The first page alone is asked for twice.
    expect(requests.filter(({ url }) => url.href.length > 800)).toHaveLength(1);
  });

  test("[airbyte#35017] a record archived between the list and its batch read is left out, and no error", async () => {
    let archive = (): void => undefined;
    const { source, emulator } = portal({
      sizes: { contacts: 120 },
      customProperties: 900,
      intercept: (request) => {
        if (request.url.endsWith("/batch/read")) archive();
        return undefined;
      },
    });
    const before = emulator.ids("contacts").length;
    archive = () => {
      emulator.change("contacts", { archived: 3 });
      archive = () => undefined;
    };

    const records = await collect(source.streams.contacts);

    expect(emulator.ledger.byStatus()[207]).toBe(1);
    expect(before - records.length).toBe(3);
  });

  test("`properties` narrows what is asked for; declared fields not asked for are null", async () => {
    const { source, requests } = portal({ config: { properties: { contacts: ["email"] } } });

    const [record] = await collect(source.streams.contacts, { limit: 1 });

    expect(record).toMatchObject({ email: expect.any(String), firstname: null });
    expect(requests.at(-1)?.url.searchParams.get("properties")).toBe("email");
  });

  test("[ER-3] a property that the account does not have is an error, not an empty column", async () => {
    const { source } = portal({
      config: { properties: { contacts: ["email", "favorite_color"] } },
    });

    await expect(collect(source.streams.contacts)).rejects.toMatchObject({
      code: "option_unknown",
      message: expect.stringContaining("favorite_color"),
    });
  });

  test("a reader of some fields asks HubSpot for no others", async () => {
    const { source, requests } = portal({ sizes: { contacts: 5 } });

    const records: object[] = [];
    for await (const page of source.streams.contacts.read({ fields: ["id", "email"] })) {
      records.push(...page.records);
    }

    expect(Object.keys(records[0] ?? {}).toSorted()).toEqual(["email", "id"]);
    const asked = requests.find(({ url }) => url.pathname === listPath);
    expect(asked?.url.searchParams.get("properties")?.split(",").toSorted()).toEqual([
      "email",
      "hs_merged_object_ids",
      "lastmodifieddate",
    ]);
  });

  test("[CP-5] what changed since the window's end waits for the next run", async () => {
    const { source, emulator, now } = portal({ sizes: { contacts: 150 } });
    const [touched] = emulator.touch("contacts", [3]);

    const ids = (await collect(source.streams.contacts, { window: now() })).map(({ id }) => id);

    expect(ids).toHaveLength(149);
    expect(ids).not.toContain(touched);
  });

  test.each([
    ["goes on from a fresh token", 60_000, 3],
    ["begins anew when the token is old", 3_600_000, 6],
  ])("[CP-6] %s", async (_case, laterMs, pages) => {
    const { create, clock, now } = portal({ sizes: { contacts: 600 } });
    const window = now();
    const position = (await collectPages(create().streams.contacts, { window }))[2]?.position;
    await clock.advance(laterMs);

    const rest = await collect(create().streams.contacts, {
      window,
      // Without the memory of what was given, so that all that is read is seen.
      positions: position === undefined ? {} : { all: { ...position, overlap: undefined } },
    });

    expect(rest).toHaveLength(pages * 100);
  });

  test("[CP-6] begins anew when HubSpot refuses the token", async () => {
    let refuse = false;
    const { create, now } = portal({
      sizes: { contacts: 600 },
      intercept: (request) =>
        refuse && request.url.includes("after=")
          ? ((refuse = false), Response.json({ message: "Invalid after" }, { status: 400 }))
          : undefined,
    });
    const window = now();
    const position = (await collectPages(create().streams.contacts, { window }))[2]?.position;
    refuse = true;

    const rest = await collect(create().streams.contacts, {
      window,
      // Without the memory of what was given, so that all that is read is seen.
      positions: position === undefined ? {} : { all: { ...position, overlap: undefined } },
    });

    expect(rest).toHaveLength(600);
  });

  test("warns of a value that is none of its type, once per property and without the value", async () => {
    const { source, events } = portal({ sizes: { contacts: 300 } });

    const records = await collect(source.streams.contacts);

    const odd = records.filter(({ unparsed_values }) => unparsed_values !== undefined);
    expect(odd.length).toBeGreaterThan(1);
    expect(odd[0]).toMatchObject({
      legacy_spend: null,
      unparsed_values: { legacy_spend: "1,250" },
    });
    const warnings = events.filter(({ type }) => type === "warning");
    expect(warnings).toEqual([expect.objectContaining({ code: "value_unparsed" })]);
    expect(JSON.stringify(warnings)).not.toContain("1,250");
  });
});
