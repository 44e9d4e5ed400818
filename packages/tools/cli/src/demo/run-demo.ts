import {
  CancelledError,
  definePipeline,
  from,
  maskDeclared,
  type Observer,
  type RunReport,
} from "@brain/core";
import type { DuckdbDestination } from "@brain/duckdb";
import type { Ledger } from "@brain/sandbox";
import { openSandboxes, type DemoSizes } from "./sandboxes.ts";

/** What a demo is given. */
export interface DemoOptions {
  readonly database: DuckdbDestination;
  readonly sizes: DemoSizes;
  readonly signal: AbortSignal;
  /** Hears of every event of the named run. */
  readonly observe: (run: "first" | "second") => Observer;
}

/** What a demo did, for its report and for comparison with what the emulators counted. */
export interface DemoResult {
  readonly first: RunReport;
  readonly second: RunReport;
  readonly tables: readonly { readonly table: string; readonly rows: number }[];
  /** A few rows as they stand in the database, personal data masked. */
  readonly preview: readonly Record<string, unknown>[];
  readonly changed: {
    readonly updated: number;
    readonly created: number;
    readonly archived: number;
  };
  /** What the emulators answered in each run. */
  readonly ledgers: Readonly<Record<"first" | "second", readonly Ledger["entries"][]>>;
}

const PREVIEW =
  "select id, firstname, lastname, email, lifecyclestage from contacts order by id limit 5";

/** One pipeline over two emulated vendors, run twice: everything, then a day later only what changed. */
export async function runDemo(options: DemoOptions): Promise<DemoResult> {
  const { database, signal } = options;
  await using sandboxes = await openSandboxes(options.sizes);
  const { contacts, companies, deals, owners } = sandboxes.hubspot.streams;
  const { traffic, audience } = sandboxes.ga4.streams;
  const pipeline = definePipeline({
    name: "demo",
    destination: database,
    runtime: { clock: sandboxes.clock },
    flows: [
      from(contacts).protect(maskDeclared(contacts)).into("contacts"),
      from(companies).protect(maskDeclared(companies)).into("companies"),
      from(deals).protect(maskDeclared(deals)).into("deals"),
      from(owners).protect(maskDeclared(owners)).into("owners"),
      from(traffic).into("traffic"),
      from(audience).into("audience"),
    ],
  });

  const first = await pipeline.run({ signal, observers: [options.observe("first")] });
  if (signal.aborted)
    throw new CancelledError({ code: "cancelled", message: "The demo was stopped." });
  const firstLedgers = sandboxes.takeLedgers();
  const changed = sandboxes.nextDay();
  const second = await pipeline.run({ signal, observers: [options.observe("second")] });
  const ledgers = { first: firstLedgers, second: sandboxes.takeLedgers() };

  const tables: { table: string; rows: number }[] = [];
  for (const { table } of pipeline.definition.flows) {
    const [counted] = await database.query(`select count(*)::integer as rows from "${table}"`);
    tables.push({ table, rows: Number(counted?.["rows"]) });
  }
  return { first, second, tables, preview: await database.query(PREVIEW), changed, ledgers };
}
