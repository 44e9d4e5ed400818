import type { Position } from "@brain/core";
import { collect, collectPages } from "@brain/testkit";
import { describe, expect, test } from "vitest";
import { portal, type Interception } from "./portal.fixture.ts";

const until = Date.parse("2026-11-20T00:00:00Z");
const window = { from: "2026-11-19T23:00:00Z", to: "2026-11-21T00:00:00Z" };

/** So many contacts, all stamped with one modified date, as HubSpot's month-end batches do. */
const ties = (contacts: number, more: Parameters<typeof portal>[0] = {}) =>
  portal({ sizes: { contacts }, tied: contacts, until, limits: "off", ...more });

describe("a search for changes", () => {
  test("[RD-6] [airbyte#43317] [airbyte#44899] [airbyte#10700] [airbyte#61543] [tap-hubspot#34] 25,000 records with one modified date are read, each once", async () => {
    const { source, emulator } = ties(25_000);

    const ids = (await collect(source.streams.contacts, { window })).map(({ id }) => id);

    expect(ids).toEqual(emulator.ids("contacts"));
    expect(emulator.ledger.byStatus()[400]).toBeUndefined();
  });

  test("[airbyte#43317] the same where HubSpot compares ids as text", async () => {
    const { source, emulator } = ties(10_500, { idOrder: "text" });

    const ids = (await collect(source.streams.contacts, { window })).map(({ id }) => id);

    expect(ids.toSorted()).toEqual(emulator.ids("contacts").toSorted());
  });

  test("[RD-5] a record that changes while it is read pushes no other one out of sight", async () => {
    const { source, emulator } = ties(1_000, { indexDelayMs: 0 });
    const before = emulator.ids("contacts");
    const ids: string[] = [];

    for await (const page of source.streams.contacts.read({ window })) {
      ids.push(...page.records.map(({ id }) => id));
      // Records that were read already: by offset, as many of the next page would now stand on this one.
      if (ids.length === 200) emulator.touch("contacts", [0, 1, 2, 3, 4]);
    }

    expect(ids).toEqual(before);
  });

  test("says how many there are, from the first page on", async () => {
    const { source } = ties(950);

    const pages = await collectPages(source.streams.contacts, { window });

    expect(pages.map(({ total }) => total).slice(0, 5)).toEqual([950, 950, 950, 950, 950]);
  });

  test("[CP-1] every page has the checkpoint to go on behind it, from a new process and after hours", async () => {
    const { create, emulator, clock } = ties(900);
    const first = await collectPages(create().streams.contacts, { window });
    const cut = first.slice(0, 3);
    const position = cut.at(-1)?.position;
    await clock.advance(6 * 3_600_000);

    const rest = await collect(create().streams.contacts, {
      window,
      positions: position === undefined ? {} : { all: position },
    });

    const ids = [...cut.flatMap(({ records }) => records), ...rest].map(({ id }) => id);
    expect(ids).toEqual(emulator.ids("contacts"));
    expect(rest).toHaveLength(300);
  });

  test("[airbyte#69203] [airbyte#40591] [airbyte#34446] [supaglue#665] [tap-hubspot#224] what the index showed too late is read by the next run", async () => {
    const { source, emulator, clock, now } = portal({
      sizes: { contacts: 100 },
      indexDelayMs: 300_000,
    });
    const finished = async (position?: Position) => {
      const pages = await collectPages(source.streams.contacts, {
        window: now(),
        positions: position === undefined ? {} : { all: position },
      });
      return {
        ids: pages.flatMap(({ records }) => records.map(({ id }) => id)),
        position: pages.at(-1)?.position,
      };
    };
    const first = await finished();
    // Changed two minutes before the second run, of which the index tells three minutes later.
    const late = emulator.touch("contacts", [7, 8]);
    await clock.advance(120_000);
    const second = await finished(first.position);
    await clock.advance(600_000);

    const third = await finished(second.position);

    expect(second.ids).toEqual([]);
    expect(third.ids).toEqual(late);
  });

  test("[dlt#662] a later run asks for the changes only", async () => {
    const { source, emulator, clock, now } = portal({ sizes: { contacts: 3_000 } });
    const first = await collectPages(source.streams.contacts, { window: now() });
    const position = first.at(-1)?.position;
    await clock.advance(86_400_000);
    const { updated, created } = emulator.change("contacts", { updated: 5, created: 2 });
    await clock.advance(600_000);
    emulator.ledger.reset();

    const records = await collect(source.streams.contacts, {
      window: now(),
      positions: position === undefined ? {} : { all: position },
    });

    expect(records.map(({ id }) => id).toSorted()).toEqual([...updated, ...created].toSorted());
    expect(emulator.ledger.requests("/crm/objects/{version}/{object}/search")).toBe(1);
  });

  test("[dbt_hubspot#46] [dbt_hubspot#134] [hubspot-api-nodejs#6] the losers of a merge are deleted with the winner's change", async () => {
    const { source } = ties(210);

    const pages = await collectPages(source.streams.contacts, { window });

    const [winner, ...others] = pages
      .flatMap(({ records }) => records)
      .filter(({ hs_merged_object_ids }) => hs_merged_object_ids);
    const deletes = pages
      .filter(({ records }) => records.length > 0)
      .flatMap((page) => page.deletes ?? []);
    expect(deletes).toContainEqual({
      id: winner?.hs_merged_object_ids,
      updatedAt: winner?.updatedAt,
    });
    expect(deletes).toHaveLength(1 + others.length);
  });

  test("[hubspot-api-ruby#257] the order of a search is sent as HubSpot reads it, and its answer comes in it", async () => {
    const { source, requests } = ties(450);

    const ids = (await collect(source.streams.contacts, { window })).map(({ id }) => BigInt(id));

    const searches = requests.filter(({ url }) => url.pathname.endsWith("/search"));
    expect(searches.length).toBeGreaterThan(2);
    for (const { body } of searches) {
      expect(body).toMatchObject({
        sorts: [{ propertyName: "hs_object_id", direction: "ASCENDING" }],
      });
    }
    expect(ids.every((id, at) => at === 0 || id > (ids[at - 1] ?? 0n))).toBe(true);
  });

  test("[RD-2] an empty page that names a next one is not the end", async () => {
    const { source, emulator } = ties(500, { intercept: emptyOnce(2) });

    const ids = (await collect(source.streams.contacts, { window })).map(({ id }) => id);

    // The one that the answer passed over by naming what is behind it.
    expect(ids).toEqual(emulator.ids("contacts").toSpliced(200, 1));
  });

  test("[RD-6] empty pages up to the cap are an error, not the end", async () => {
    const { source } = ties(500, {
      intercept: (request) => {
        if (!request.url.endsWith("/search")) return undefined;
        return answerAfter(request, (after) => ({
          total: 500,
          results: [],
          paging: { next: { after: String(after + 200) } },
        }));
      },
    });

    await expect(collect(source.streams.contacts, { window })).rejects.toMatchObject({
      code: "results_cap",
    });
  });

  test("says when HubSpot gave clearly fewer records than it announced", async () => {
    const { source, events } = ties(500, {
      intercept: (request) =>
        request.url.endsWith("/search") ? Response.json({ total: 500, results: [one] }) : undefined,
    });

    await collect(source.streams.contacts, { window });

    expect(events.filter(({ type }) => type === "warning")).toEqual([
      expect.objectContaining({
        code: "search_shortfall",
        message: "HubSpot announced 500 changed contacts and gave 1.",
      }),
    ]);
  });

  test("[RD-3] a search that ignores its filter is an error, not an endless loop", async () => {
    const { source } = ties(500, {
      intercept: (request) =>
        request.url.endsWith("/search")
          ? Response.json({ total: 500, results: [one], paging: { next: { after: "200" } } })
          : undefined,
    });

    await expect(collect(source.streams.contacts, { window })).rejects.toMatchObject({
      code: "pagination_loop",
    });
  });
});

const one = {
  id: "151",
  properties: {},
  createdAt: "2026-11-20T00:00:00.000Z",
  updatedAt: "2026-11-20T00:00:00.000Z",
  archived: false,
};

async function answerAfter(request: Request, answer: (after: number) => object): Promise<Response> {
  const { after }: { after: string } = await request.json();
  return Response.json(answer(Number(after)));
}

/** The search of this number gets a page from which its only record was taken, as while the index is rebuilt. */
function emptyOnce(number: number): Interception {
  let searches = 0;
  return (request) => {
    if (!request.url.endsWith("/search") || ++searches !== number) return undefined;
    return Response.json({ total: 500, results: [], paging: { next: { after: "1" } } });
  };
}
