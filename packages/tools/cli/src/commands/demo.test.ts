import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { duckdb } from "@brain/duckdb";
import { expect, test } from "vitest";
import { openDemoDatabase } from "../demo/demo-database.ts";
import { temporaryFolder, testTerminal } from "../terminal.fixture.ts";

test("a demo replaces what an earlier demo left, and nothing else", async () => {
  const path = join(temporaryFolder(), "brain.duckdb");

  const fresh = await openDemoDatabase(path);
  await fresh.database.close();
  const again = await openDemoDatabase(path);
  await again.database.state.values.put("runs/shop/2026-11-24/1", {}, undefined);
  await again.database.close();

  expect([fresh.replaced, again.replaced]).toEqual([false, true]);
  await expect(openDemoDatabase(path)).rejects.toMatchObject({ code: "config_invalid" });
});

test("a database that no demo made is left alone", async () => {
  const { run, cwd } = testTerminal();
  await using mine = duckdb(join(cwd, "mine.duckdb"));
  await mine.query("select 1");
  await mine.close();
  writeFileSync(join(cwd, "text.duckdb"), "no database at all");

  const other = await run("demo", "--db", "mine.duckdb");
  const text = await run("demo", "--db", "text.duckdb");

  expect(other.exitCode).toBe(3);
  expect(other.stderr).toContain("--db demo.duckdb");
  expect(text.exitCode).toBe(1);
  expect(text.stderr).toContain("store_unavailable");
});
