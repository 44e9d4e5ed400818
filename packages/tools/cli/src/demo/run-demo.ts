import { systemClock, type Json, type Observer, type RunReport } from "@brain/core";
import { duckdb } from "@brain/duckdb";
import { demoPipeline } from "./pipeline.ts";
import { serveSandboxes, type DemoSize, type Sandboxes } from "./sandboxes.ts";

const DAY_MS = 86_400_000;

/** What the demo did, for its report and its test. */
export interface DemoResult {
  readonly first: RunReport;
  readonly second: RunReport;
  readonly tables: readonly { readonly table: string; readonly rows: number }[];
  readonly preview: readonly Readonly<Record<string, Json>>[];
  /** What the emulators say that they answered in both runs. */
  readonly ledger: { readonly requests: number; readonly throttled: number };
}

/** The default size: some twenty seconds of work. */
export const demoSize: DemoSize = { contacts: 5_000, companies: 800, deals: 1_200, days: 14 };

/** Runs the pipeline over the emulators, changes some of their data, and runs it again. */
export async function runDemo(
  db: string,
  size: DemoSize,
  observer: Observer,
  signal: AbortSignal,
): Promise<DemoResult> {
  let passedMs = 0;
  const clock = { ...systemClock, now: () => systemClock.now() + passedMs };
  const sandboxes = await serveSandboxes(size, clock.now);
  await using destination = duckdb(db);
  try {
    const pipeline = demoPipeline(sandboxes, size, destination, clock);
    const options = { observers: [observer], signal };
    const first = await pipeline.run(options);
    sandboxes.ga4.emulator.restate();
    sandboxes.hubspot.emulator.change("contacts", { updated: 25, created: 5, archived: 5 });
    sandboxes.hubspot.emulator.change("deals", { updated: 10 });
    // The second run is tomorrow's: GA4 has a new day, and recent days may have been restated.
    passedMs += DAY_MS;
    const second = await pipeline.run(options);
    const tables: { table: string; rows: number }[] = [];
    for (const { table } of first.streams) {
      const [counted] = await destination.query(`select count(*)::integer as n from "${table}"`);
      tables.push({ table, rows: Number(counted?.["n"] ?? 0) });
    }
    const preview = await destination.query(
      "select id, email, firstname, lifecyclestage, updatedAt from hubspot_contacts order by updatedAt desc limit 3",
    );
    return { first, second, tables, preview, ledger: ledgerOf(sandboxes) };
  } finally {
    await sandboxes.close();
  }
}

function ledgerOf({ ga4, hubspot }: Sandboxes): DemoResult["ledger"] {
  const ledgers = [ga4.emulator.ledger, hubspot.emulator.ledger];
  return {
    requests: ledgers.reduce((sum, ledger) => sum + ledger.requests(), 0),
    throttled: ledgers.reduce((sum, ledger) => sum + (ledger.byStatus()[429] ?? 0), 0),
  };
}
