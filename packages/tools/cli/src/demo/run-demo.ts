import {
  CancelledError,
  definePipeline,
  from,
  maskDeclared,
  type Observer,
  type RunReport,
} from "@brain/core";
import type { DuckdbDestination } from "@brain/duckdb";
import { streamOf } from "../bind-source.ts";
import { openSandboxes, type DemoBinding, type DemoChange, type Ledgers } from "./sandboxes.ts";

/** What a demo is given. */
export interface DemoOptions {
  readonly database: DuckdbDestination;
  /** Which part of its full size it has, 0 to 1. */
  readonly share: number;
  readonly signal: AbortSignal;
  /** Hears of every event of the named run. */
  readonly observe: (run: "first" | "second") => Observer;
}

/** One table of a demo, by the source that filled it. */
export interface DemoTable {
  readonly source: string;
  readonly table: string;
  readonly rows: number;
  /** Its personal fields, all masked. */
  readonly masked: readonly string[];
}

/** What a demo did, for its report and for comparison with what the emulators counted. */
export interface DemoResult {
  readonly first: RunReport;
  readonly second: RunReport;
  readonly tables: readonly DemoTable[];
  /** A few rows as they stand in the database, personal data masked. */
  readonly preview: readonly Record<string, unknown>[];
  readonly sources: readonly DemoChange[];
  /** What the emulators answered in each run. */
  readonly ledgers: Readonly<Record<"first" | "second", Ledgers>>;
}

/** Flows that run at once: while some wait for a quota, others read on. */
const FLOWS_AT_ONCE = 6;
const PREVIEW =
  "select id, firstname, lastname, email, lifecyclestage from hubspot_contacts order by id limit 5";

/** One pipeline over every source, run twice: everything, then a day later only what changed. */
export async function runDemo(options: DemoOptions): Promise<DemoResult> {
  const { database, signal } = options;
  await using sandboxes = await openSandboxes(options.share);
  const pipeline = definePipeline({
    name: "demo",
    destination: database,
    runtime: { clock: sandboxes.clock },
    limits: { streams: FLOWS_AT_ONCE },
    flows: sandboxes.sources.flatMap((binding) =>
      binding.streams.map((name) => {
        const stream = streamOf(binding.source, name);
        return from(stream).protect(maskDeclared(stream)).into(tableOf(binding, name));
      }),
    ),
  });

  const first = await pipeline.run({ signal, observers: [options.observe("first")] });
  if (signal.aborted)
    throw new CancelledError({ code: "cancelled", message: "The demo was stopped." });
  const firstLedgers = sandboxes.takeLedgers();
  const sources = sandboxes.nextDay();
  const second = await pipeline.run({ signal, observers: [options.observe("second")] });
  const ledgers = { first: firstLedgers, second: sandboxes.takeLedgers() };

  const tables: DemoTable[] = [];
  for (const binding of sandboxes.sources) {
    for (const stream of binding.streams) {
      const table = tableOf(binding, stream);
      const [counted] = await database.query(`select count(*)::integer as rows from "${table}"`);
      tables.push({
        source: binding.name,
        table,
        rows: Number(counted?.["rows"]),
        masked: Object.keys(streamOf(binding.source, stream).info.pii ?? {}),
      });
    }
  }
  return { first, second, sources, tables, preview: await database.query(PREVIEW), ledgers };
}

function tableOf({ name }: DemoBinding, stream: string): string {
  return `${name.replaceAll("-", "_")}_${stream}`;
}
