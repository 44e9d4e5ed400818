import { existsSync, rmSync } from "node:fs";
import { ConfigError } from "@brain/core";
import { duckdb, type DuckdbDestination } from "@brain/duckdb";

/** Says in a database that a demo made it. */
const MARK = "demo/made";

/** A new database for a demo; what an earlier demo left at this path goes, anything else stays. */
export async function openDemoDatabase(
  path: string,
): Promise<{ readonly database: DuckdbDestination; readonly replaced: boolean }> {
  const replaced = existsSync(path);
  if (replaced) {
    if (!(await isDemo(path))) throw notOurs(path);
    for (const file of [path, `${path}.wal`]) rmSync(file, { force: true });
  }
  const database = duckdb(path);
  await database.state.values.put(MARK, true, undefined);
  return { database, replaced };
}

/** Runs of a `brain.config.ts` leave a history: then the database is no longer the demo's alone. */
async function isDemo(path: string): Promise<boolean> {
  await using database = duckdb(path);
  for await (const run of database.state.values.list("runs/")) {
    if (run !== "") return false;
  }
  return (await database.state.values.get(MARK)) !== undefined;
}

function notOurs(path: string): ConfigError {
  return new ConfigError({
    code: "config_invalid",
    message: `${path} exists, and is not the database of an earlier demo alone.`,
    hint: "Give the demo another file: brain demo --db demo.duckdb",
  });
}
