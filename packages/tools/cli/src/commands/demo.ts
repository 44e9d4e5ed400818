import { rmSync } from "node:fs";
import { exitCodeOf } from "../exit-code.ts";
import { followRun } from "../follow-run.ts";
import { runReport } from "../format/run-report.ts";
import { table } from "../format/table.ts";
import { optional } from "../import-package.ts";
import { showProgress } from "../progress.ts";
import type { Session } from "../session.ts";
import { watchSignals } from "../stop.ts";
import type { DemoResult } from "../demo/run-demo.ts";

/** Reads the emulated GA4 and HubSpot into a DuckDB file twice, the second time only what changed. */
export async function demo(session: Session, options: { readonly db: string }): Promise<number> {
  const { demoSize, runDemo } = await optional(
    "@brain/sandbox",
    () => import("../demo/run-demo.ts"),
  );
  // The emulators begin anew with every demo, so the tables of an earlier one would not be theirs.
  for (const file of [options.db, `${options.db}.wal`]) rmSync(file, { force: true });
  session.tell("Emulated GA4 and HubSpot on this machine; no credentials, nothing leaves it.");
  const stop = watchSignals(session.terminal);
  const progress = showProgress(session);
  try {
    const observer = followRun(session, progress);
    const result = await runDemo(options.db, demoSize, observer, stop.abort);
    progress.close();
    await session.print(
      session.options.json ? `${JSON.stringify(result)}\n` : describe(result, options.db),
    );
    return exitCodeOf([result.first, result.second], stop.signal());
  } finally {
    progress.close();
    stop.end();
  }
}

function describe({ first, second, tables, preview, ledger }: DemoResult, db: string): string {
  const [row] = preview;
  return [
    "\nFirst run: everything.",
    runReport(first),
    "\nSecond run, a day later: only what changed.",
    runReport(second),
    `\nThe emulators answered ${ledger.requests} requests, ${ledger.throttled} of them with 429 (too many).`,
    `\nTables in ${db}:\n`,
    table(
      ["table", "rows"],
      tables.map(({ table: name, rows }) => [name, rows]),
    ),
    "\nThe latest contacts, personal fields masked:\n",
    table(
      Object.keys(row ?? {}),
      preview.map((record) => Object.values(record)),
    ),
    "\nNext: `brain init` writes a pipeline of your own; `brain sandbox` keeps the emulators running.\n",
  ].join("\n");
}
