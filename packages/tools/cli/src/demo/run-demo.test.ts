import type { RunReport } from "@brain/core";
import { duckdb } from "@brain/duckdb";
import type { LedgerEntry } from "@brain/sandbox";
import { beforeAll, expect, test } from "vitest";
import { officialConnectors } from "../installed.ts";
import { runDemo, type DemoResult } from "./run-demo.ts";

const database = duckdb(":memory:");
/** Requests of each source, as events told them. */
const told = { first: new Map<string, number>(), second: new Map<string, number>() };
let demo: DemoResult;

beforeAll(async () => {
  demo = await runDemo({
    database,
    share: 0.08,
    signal: new AbortController().signal,
    observe: (run) => (event) => {
      if (event.type !== "request" || event.flow === undefined) return;
      const source = demoSourceOf(event.flow);
      told[run].set(source, (told[run].get(source) ?? 0) + 1);
    },
  });
}, 60_000);

/** Tables whose records come from paths like this, and in which runs all that was sent is handed on. */
const exact: readonly (readonly [
  tables: readonly string[],
  path: RegExp,
  runs: "both" | "first",
])[] = [
  [["hubspot_contacts", "hubspot_companies", "hubspot_deals"], /objects/, "first"],
  [["hubspot_owners"], /owners/, "both"],
  [["ga4_traffic", "ga4_audience"], /:runReport$/, "both"],
  [["linkedin_ads_campaigns"], /adCampaigns$/, "first"],
  [["linkedin_ads_lead_form_responses"], /leadFormResponses$/, "both"],
  [["linkedin_ads_performance"], /adAnalytics$/, "both"],
  [["teachable_users"], /users$/, "both"],
  [["thinkific_courses"], /courses$/, "both"],
  [["thinkific_enrollments"], /enrollments$/, "both"],
  [["thinkific_orders"], /orders$/, "both"],
  [["lms_users"], /users$/, "both"],
  [["lms_courses"], /courses$/, "both"],
  [["lms_enrollments"], /enrollments$/, "both"],
  [["mixpanel_export"], /export$/, "both"],
  [["mixpanel_profiles"], /engage$/, "both"],
  [["amplitude_events"], /export$/, "both"],
  [["amplitude_active_users"], /2\/users$/, "both"],
  [["amplitude_cohorts"], /cohorts$/, "both"],
  [["google_trends_interest_over_time"], /multiline$/, "both"],
  [["google_trends_trending_now"], /rss$/, "both"],
  [["reddit_posts"], /new$/, "first"],
  [["reddit_comments"], /comments$/, "first"],
];

/** Read again at the borders of pages and of time, so that more is sent than handed on. */
const overlapping: readonly (readonly [table: string, path: RegExp])[] = [
  ["teachable_enrollments", /enrollments$/],
  ["teachable_transactions", /transactions$/],
];

function demoSourceOf(table: string): string {
  const name = Object.keys(officialConnectors).find((one) =>
    table.startsWith(`${one.replaceAll("-", "_")}_`),
  );
  return name ?? table;
}

/** Records and deletes that a run was handed for these tables. */
function handed(report: RunReport, tables: readonly string[]): number {
  const streams = report.streams.filter(({ table }) => tables.includes(table));
  // HubSpot tells what was archived in lists of their own.
  const withDeletes = tables.some((table) => table.startsWith("hubspot"));
  return streams.reduce((sum, { read, deleted }) => sum + read + (withDeletes ? deleted : 0), 0);
}

/** Records sent with success by paths like this. */
function sent(entries: readonly LedgerEntry[], path: RegExp): number {
  return entries
    .filter((entry) => entry.status < 300 && path.test(entry.path))
    .reduce((sum, entry) => sum + entry.records, 0);
}

const rowsOf = (name: string): number => demo.tables.find(({ table }) => table === name)?.rows ?? 0;
const readOf = (report: RunReport, name: string): number => handed(report, [name]);

test("every source is read by both runs, in as many requests as its emulator counted", () => {
  for (const run of ["first", "second"] as const) {
    const counted = Object.entries(demo.ledgers[run]).map(([name, { length }]) => [name, length]);

    expect(Object.fromEntries(told[run])).toEqual(Object.fromEntries(counted));
    expect([...told[run].keys()].toSorted()).toEqual(Object.keys(officialConnectors).toSorted());
  }
});

test("the reports' requests, failures and retries are those that the emulators counted", () => {
  for (const run of ["first", "second"] as const) {
    const entries = Object.values(demo.ledgers[run]).flat();

    expect(demo[run].streams.filter(({ status }) => status !== "complete")).toEqual([]);
    expect(demo[run].requests).toBe(entries.length);
    expect(demo[run].failedRequests).toBe(entries.filter(({ status }) => status >= 400).length);
    expect(demo[run].retries).toBe(entries.filter(({ status }) => status === 429).length);
  }
  expect(demo.second.retries).toBeGreaterThan(0);
});

test("the records of each table are those that its emulator sent", () => {
  for (const run of ["first", "second"] as const) {
    for (const [tables, path, runs] of exact) {
      if (run === "second" && runs === "first") continue;
      const entries = demo.ledgers[run][demoSourceOf(tables[0] ?? "")] ?? [];
      // Once, GA4's source asks for a row of any report, which tells the property's time zone.
      const asked = run === "first" && tables.includes("ga4_traffic") ? 1 : 0;
      expect([tables, handed(demo[run], tables)]).toEqual([tables, sent(entries, path) - asked]);
    }
    for (const [table, path] of overlapping) {
      const entries = demo.ledgers[run][demoSourceOf(table)] ?? [];
      expect(readOf(demo[run], table)).toBeLessThanOrEqual(sent(entries, path));
    }
  }
  expect([...exact.flatMap(([tables]) => tables), ...overlapping.map(([table]) => table)]).toEqual(
    expect.arrayContaining(demo.tables.map(({ table }) => table)),
  );
});

test("the second run reads what changed, and the tables have it", () => {
  const { first, second } = demo;
  const grown = (table: string): number => rowsOf(table) - readOf(first, table);

  expect(second.streams.find(({ table }) => table === "hubspot_contacts")?.read).toBe(35);
  expect(rowsOf("hubspot_contacts")).toBe(240 + 10 - 5);
  expect([readOf(second, "hubspot_companies"), readOf(second, "hubspot_deals")]).toEqual([0, 0]);
  expect(grown("linkedin_ads_campaigns")).toBe(2);
  expect(grown("linkedin_ads_lead_form_responses")).toBe(6);
  expect([grown("teachable_users"), grown("teachable_enrollments")]).toEqual([8, 8]);
  expect(grown("teachable_transactions")).toBe(5);
  expect([grown("thinkific_enrollments"), grown("thinkific_orders")]).toEqual([6, 4]);
  expect(readOf(second, "lms_users")).toBeLessThan(10);
  expect(grown("mixpanel_export")).toBeGreaterThan(20);
  expect(grown("amplitude_events")).toBeGreaterThanOrEqual(24 * 4 + 12);
  expect([grown("reddit_posts"), grown("reddit_comments")]).toEqual([12 - 1, 9]);
});

test("no declared personal field is in the database in clear", async () => {
  const shapes = { encrypted: /^enc:v1:/, pseudonymised: /^bidx:v1:/, masked: /^\*\*\*$/ };
  const columns: string[] = [];
  for (const { table, personal } of demo.tables) {
    const rows = await database.query(`select * from "${table}"`);
    for (const [way, shape] of Object.entries(shapes)) {
      const fields = Object.entries(personal).find(([name]) => name === way)?.[1] ?? [];
      const names = new Set(fields.map(columnStem));
      for (const [column, value] of rows.flatMap((row) => Object.entries(row))) {
        if (!names.has(columnStem(column)) || value === null) continue;
        columns.push(`${way} ${table}.${column}`);
        expect([columns.at(-1), String(value).replaceAll('"', "")]).toEqual([
          columns.at(-1),
          expect.stringMatching(shape),
        ]);
      }
    }
  }

  for (const way of Object.keys(shapes)) {
    expect(columns.some((column) => column.startsWith(way))).toBe(true);
  }
  expect(new Set(columns.map((column) => demoSourceOf(column.split(" ")[1] ?? "")))).toEqual(
    new Set(
      Object.keys(officialConnectors).filter((name) => name !== "ga4" && name !== "google-trends"),
    ),
  );
  for (const row of demo.preview) {
    expect(row).toMatchObject({ email: expect.stringMatching(/^enc:v1:/), lastname: "***" });
  }
});

test("[VA-1] contacts that a wrong rule kept out wait sealed, and are loaded once it is mended", async () => {
  const { first, replayed } = demo;
  const stream = first.streams.find(({ table }) => table === "hubspot_contacts");

  expect(stream?.quarantined).toBeGreaterThan(0);
  expect(stream?.rules).toMatchObject([
    {
      step: "rules",
      path: "zip",
      records: stream?.quarantined,
      samples: [{ value: "***" }, {}, {}],
    },
  ]);
  expect(replayed.streams).toMatchObject([
    { flow: "hubspot_contacts", read: stream?.quarantined, written: stream?.quarantined },
  ]);
  const left = await database.quarantine?.list({ pipeline: "demo", limit: 10 });
  expect(left).toEqual([]);
  const kept = await database.query("select protection, record from _quarantine");
  expect(kept.length).toBe(stream?.quarantined);
  for (const row of kept) {
    expect(row).toMatchObject({
      protection: "sealed",
      record: expect.stringContaining("sealed:v1:"),
    });
  }
});

/** A column is named after its field, with a suffix where the field's name is none for a column. */
function columnStem(name: string): string {
  return name
    .toLowerCase()
    .replace(/^\$/, "")
    .replace(/_[0-9a-f]{16}$/, "");
}
