import { duckdb } from "@brain/duckdb";
import type { LedgerEntry } from "@brain/sandbox";
import { expect, test } from "vitest";
import { runDemo } from "./run-demo.ts";

const sizes = { contacts: 250, companies: 60, deals: 70, days: 10, burst: 190 };

function setUp() {
  return runDemo({
    database: duckdb(":memory:"),
    sizes,
    signal: new AbortController().signal,
    observe: () => () => undefined,
  });
}

/** Records sent with success by paths that end like this. */
function sent(entries: readonly LedgerEntry[], path: RegExp): number {
  return entries
    .filter((entry) => entry.status < 300 && path.test(entry.path))
    .reduce((sum, entry) => sum + entry.records, 0);
}

test("the demo's rows, requests and retries are those that the emulators counted", async () => {
  const { first, second, tables, preview, ledgers } = await setUp();
  const rowsOf = (table: string) => tables.find((one) => one.table === table)?.rows;
  const readOf = (report: typeof first, ...names: string[]): number =>
    report.streams
      .filter(({ table }) => names.includes(table))
      .reduce((sum, { read }) => sum + read, 0);

  for (const [report, entries] of [
    [first, ledgers.first.flat()],
    [second, ledgers.second.flat()],
  ] as const) {
    // Once, the source asks for a row of any report, which tells the property's time zone.
    const asked = report === first ? 1 : 0;
    expect(report.status).toBe("succeeded");
    expect(report.requests).toBe(entries.length);
    expect(report.failedRequests).toBe(entries.filter(({ status }) => status >= 400).length);
    expect(report.retries).toBe(entries.filter(({ status }) => status === 429).length);
    expect(readOf(report, "traffic", "audience")).toBe(sent(entries, /:runReport$/) - asked);
  }
  expect(second.retries).toBeGreaterThan(0);
  expect(readOf(first, "contacts")).toBe(sizes.contacts);
  expect(readOf(second, "contacts")).toBe(35);
  expect(readOf(second, "companies", "deals")).toBe(0);
  expect(rowsOf("contacts")).toBe(sizes.contacts + 10 - 5);
  expect(rowsOf("companies")).toBe(sizes.companies);
  expect(rowsOf("deals")).toBe(sizes.deals);
  expect(preview).toHaveLength(5);
  for (const row of preview) expect(row).toMatchObject({ email: "***", lastname: "***" });
}, 30_000);
