import { resolve } from "node:path";
import { ConfigError } from "@brain/core";
import { exitCodeOf } from "../exit-code.ts";
import { followRun } from "../follow-run.ts";
import { importBeside } from "../import-package.ts";
import { officialConnectors } from "../installed.ts";
import { showProgress, type Progress } from "../progress.ts";
import type { Session } from "../session.ts";
import { showError } from "../show-error.ts";
import { watchSignals } from "../stop.ts";

const needed = ["duckdb", "privacy", "sandbox", ...Object.keys(officialConnectors)].map(
  (name) => `@brain/${name}`,
);
const titles = { first: "First run: everything", second: "A day later: only what changed" };

/** Shows a pipeline at work without credentials: every source from its emulator, a rate limit, a second run. */
export async function demo(session: Session, options: { readonly db: string }): Promise<number> {
  await requirePackages();
  const [{ openDemoDatabase }, { runDemo }, { demoReport }] = await Promise.all([
    import("../demo/demo-database.ts"),
    import("../demo/run-demo.ts"),
    import("../demo/demo-report.ts"),
  ]);
  const startedAt = performance.now();
  const stop = watchSignals(session.terminal);
  let progress: Progress | undefined;
  const { database, replaced } = await openDemoDatabase(resolve(session.terminal.cwd, options.db));
  if (replaced) session.tell(`${options.db} of an earlier demo is replaced.`);
  try {
    const result = await runDemo({
      database,
      share: 1,
      signal: stop.drain,
      observe: (run) => {
        progress?.close();
        if (session.options.json !== true) session.tell(`\n${titles[run]}`);
        progress = showProgress(session);
        return followRun(session, progress);
      },
    });
    progress?.close();
    const { first, replayed, second, sources, tables } = result;
    const seconds = (performance.now() - startedAt) / 1_000;
    await session.print(
      session.options.json
        ? `${JSON.stringify({ database: options.db, runs: [first, replayed, second], sources, tables })}\n`
        : `\n${demoReport(result, options.db, seconds)}`,
    );
    return exitCodeOf([first, replayed, second], stop.signal());
  } catch (error) {
    progress?.close();
    showError(session, error);
    return exitCodeOf(error, stop.signal());
  } finally {
    progress?.close();
    stop.end();
    await database.close();
  }
}

/** @throws ConfigError `dependency_missing` with one command that installs all that is missing. */
async function requirePackages(): Promise<void> {
  const missing: string[] = [];
  for (const name of needed) if ((await importBeside(name)) === undefined) missing.push(name);
  if (missing.length === 0) return;
  throw new ConfigError({
    code: "dependency_missing",
    message: `The demo needs ${missing.join(", ")}.`,
    hint: `Install: npm install ${missing.join(" ")}`,
    context: { packages: missing },
  });
}
