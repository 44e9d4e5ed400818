import { from } from "@brain/core";
import { collect } from "@brain/testkit";
import { expect, test } from "vitest";
import answer from "../fixtures/associations.207.json" with { type: "json" };
import { associationPairs } from "./objects.ts";
import { portal, type Interception } from "./portal.fixture.ts";

const few = { contacts: 30, companies: 10, deals: 40, tickets: 20, line_items: 30 } as const;
const small = {
  calls: 3,
  emails: 3,
  meetings: 3,
  notes: 3,
  tasks: 3,
  communications: 3,
  postal_mail: 3,
};
const sizes = { ...few, ...small };

/** Three deals, whose contacts are those of the fixture; one of them has so many that they come in two parts. */
const scripted: Interception = async (request) => {
  const { pathname } = new URL(request.url);
  if (request.method === "GET" && pathname.endsWith("/objects/2026-09/deals")) {
    return Response.json({ results: ["11", "12", "13"].map((id) => ({ id, properties: {} })) });
  }
  if (!pathname.endsWith("/batch/read")) return undefined;
  if (!pathname.endsWith("/deals/contacts/batch/read")) return Response.json({ results: [] });
  const { inputs }: { inputs: { id: string; after?: string }[] } = await request.json();
  if (inputs[0]?.after === undefined) return Response.json(answer, { status: 207 });
  const types = [{ category: "HUBSPOT_DEFINED", typeId: 3 }];
  return Response.json({
    results: [{ from: { id: "11" }, to: [{ toObjectId: 503, associationTypes: types }] }],
  });
};

test("[airbyte#14390] [airbyte#28772] matches links by their own ids, of which some are numbers, and reads on where they go on", async () => {
  const { source } = portal({ sizes, intercept: scripted });

  const all = await collect(source.streams.associations);

  const links = all.filter(
    ({ from_type, to_type }) => from_type === "deals" && to_type === "contacts",
  );
  expect(
    links.map((link) => [link.from_id, link.to_id, link.category, link.type_id, link.label]),
  ).toEqual([
    ["12", "502", "HUBSPOT_DEFINED", 3, null],
    ["12", "502", "USER_DEFINED", 28, "Decision maker"],
    ["11", "501", "HUBSPOT_DEFINED", 3, null],
    ["11", "503", "HUBSPOT_DEFINED", 3, null],
  ]);
});

test("[posthog#75704] reads every pair, activities to companies too, whatever the size of an answer", async () => {
  const [whole, cut] = await Promise.all(
    [500, 2].map((associationPageSize) =>
      collect(portal({ sizes, associationPageSize, limits: "off" }).source.streams.associations),
    ),
  );

  const keys = (records = whole): string[] =>
    (records ?? []).map((record) => JSON.stringify(Object.values(record))).toSorted();
  expect(keys(cut)).toEqual(keys(whole));
  const pairs = new Set((whole ?? []).map(({ from_type, to_type }) => `${from_type}-${to_type}`));
  // The emulated portal has no companies below other companies.
  expect(associationPairs.length - pairs.size).toBe(1);
  expect(pairs).toContain("notes-companies");
});

test("[DL-8] [airbyte#14639] [airbyte#27199] links that went are removed by the next run, though no record changed", async () => {
  let gone = false;
  const { source, pipeline, destination, clock } = portal({
    sizes,
    limits: "off",
    intercept: (request) =>
      gone && request.url.endsWith("/deals/contacts/batch/read")
        ? Response.json({ results: [] })
        : undefined,
  });
  const links = pipeline(from(source.streams.associations).into("links"));
  const between = (): number =>
    destination
      .rows("links")
      .filter(
        (row) =>
          Reflect.get(row, "from_type") === "deals" && Reflect.get(row, "to_type") === "contacts",
      ).length;
  await links.run();
  const before = between();
  gone = true;
  await clock.advance(86_400_000);

  const report = await links.run();

  expect(report.status).toBe("succeeded");
  expect([before, between()]).toEqual([80, 0]);
});

test("[DL-3] an error other than the absence of links fails its pair, so that nothing is taken for deleted", async () => {
  const errors = [{ status: "error", category: "INTERNAL_ERROR", message: "…" }];
  const { source, pipeline } = portal({
    sizes,
    limits: "off",
    intercept: (request) =>
      request.url.endsWith("/deals/contacts/batch/read")
        ? Response.json({ results: [], errors, numErrors: 1 }, { status: 207 })
        : undefined,
  });

  const report = await pipeline(from(source.streams.associations).into("links")).run();

  expect(report.streams[0]).toMatchObject({
    status: "failed",
    error: { code: "http_status", retryable: true },
  });
});

test("reads the links of 1,000 records at a time", async () => {
  const { source, requests } = portal({ sizes: { ...sizes, contacts: 2_350 }, limits: "off" });

  await collect(source.streams.associations);

  const asked = requests.filter(({ url }) =>
    url.pathname.endsWith("/contacts/companies/batch/read"),
  );
  expect(asked).toHaveLength(3);
});
