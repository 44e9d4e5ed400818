import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { duckdb } from "@brain/duckdb";
import { expect, test } from "vitest";
import { endOf, startBrain } from "../bin.fixture.ts";
import { officialConnectors } from "../installed.ts";
import { testTerminal } from "../terminal.fixture.ts";

const names = Object.keys(officialConnectors);
const modules = join(import.meta.dirname, "..", "..", "node_modules");

test("what init writes for every source runs at once, personal fields masked", async () => {
  const { run, cwd } = testTerminal();
  symlinkSync(modules, join(cwd, "node_modules"));
  await run("init", ...names);

  const { exitCode, stdout } = await endOf(startBrain(["run", "--json"], { cwd }));

  const reports: {
    pipeline: string;
    status: string;
    streams: { table: string; written: number }[];
  }[] = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(reports.map(({ pipeline, status }) => [pipeline, status])).toEqual(
    names.map((name) => [name, "succeeded"]),
  );
  for (const { streams } of reports) {
    for (const { table, written } of streams) expect([table, written > 0]).toEqual([table, true]);
  }
  expect(exitCode).toBe(0);
  // Access tokens are kept, and the next process has an emulator that does not know them.
  const again = await endOf(startBrain(["run", "ga4", "linkedin-ads", "reddit"], { cwd }));
  expect(again).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/reddit: succeeded/) });
  await using database = duckdb(join(cwd, "brain.duckdb"));
  expect(
    await database.query("select distinct email from hubspot_contacts where email is not null"),
  ).toEqual([{ email: "***" }]);
}, 60_000);
