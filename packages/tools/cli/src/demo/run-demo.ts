import { randomBytes } from "node:crypto";
import {
  CancelledError,
  definePipeline,
  type Observer,
  type Pipeline,
  type RunReport,
} from "@brain/core";
import type { DuckdbDestination } from "@brain/duckdb";
import { createPrivacy, functionKey, keyring } from "@brain/privacy";
import { streamOf } from "../bind-source.ts";
import { CHECKED, demoFlow, protectionOf, type DemoProtection } from "./demo-flow.ts";
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
  /** Its personal fields. */
  readonly personal: DemoProtection;
}

/** What a demo did, for its report and for comparison with what the emulators counted. */
export interface DemoResult {
  readonly first: RunReport;
  /** The contacts that a wrong rule had kept out of the first run, once it was mended. */
  readonly replayed: RunReport;
  readonly second: RunReport;
  readonly tables: readonly DemoTable[];
  /** A few rows as they stand in the database, personal data protected. */
  readonly preview: readonly Record<string, unknown>[];
  readonly sources: readonly DemoChange[];
  /** What the emulators answered in each run. */
  readonly ledgers: Readonly<Record<"first" | "second", Ledgers>>;
}

/** Flows that run at once: while some wait for a quota, others read on. */
const FLOWS_AT_ONCE = 6;
/** Of the key that the demo's keys are wrapped with; it is forgotten when the demo ends. */
const KEY_BYTES = 32;
/** The rule for zip codes as it was first written, and mended. */
const WRONG_ZIP = 97_000;
const HIGHEST_ZIP = 99_999;
const PREVIEW =
  "select id, firstname, lastname, email, lifecyclestage from hubspot_contacts order by id limit 5";

/** One pipeline over every source, run twice: everything, then a day later only what changed. */
export async function runDemo(options: DemoOptions): Promise<DemoResult> {
  const { database, signal } = options;
  await using sandboxes = await openSandboxes(options.share);
  const key = randomBytes(KEY_BYTES);
  await using keys = keyring({ store: database.state.values, provider: functionKey(() => key) });
  const privacy = createPrivacy({ keyring: keys });
  const pipelineWith = (highestZip: number): Pipeline =>
    definePipeline({
      name: "demo",
      destination: database,
      seal: privacy.seal,
      runtime: { clock: sandboxes.clock },
      limits: { streams: FLOWS_AT_ONCE },
      flows: sandboxes.sources.flatMap((binding) =>
        binding.streams.map((name) => {
          const stream = streamOf(binding.source, name);
          return demoFlow(stream, tableOf(binding, name), privacy, highestZip);
        }),
      ),
    });

  const first = await pipelineWith(WRONG_ZIP).run({
    signal,
    observers: [options.observe("first")],
  });
  if (signal.aborted)
    throw new CancelledError({ code: "cancelled", message: "The demo was stopped." });
  const pipeline = pipelineWith(HIGHEST_ZIP);
  const replayed = await pipeline.replay({ flow: CHECKED, signal });
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
        personal: protectionOf(streamOf(binding.source, stream)),
      });
    }
  }
  const preview = await database.query(PREVIEW);
  return { first, replayed, second, sources, tables, preview, ledgers };
}

function tableOf({ name }: DemoBinding, stream: string): string {
  return `${name.replaceAll("-", "_")}_${stream}`;
}
