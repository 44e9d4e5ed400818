import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { killRotations } from "./rotation/kill-rotations.ts";
import { runCases } from "./several/run-cases.ts";
import { runScenario, type ScenarioReport } from "./run-scenario.ts";
import type { CaseReport } from "./several/several.ts";
import type { ScenarioName } from "./scenarios/load.ts";
import { caseLine, scenarioLine, scenarioHeader, summary } from "./show.ts";

/** Kills real processes at exact places and at seeded random moments; `--kills` says how many of the latter. */
const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "60" },
    seed: { type: "string", default: "1" },
    json: { type: "boolean", default: false },
    only: { type: "string" },
  },
});

/** A third of the random kills goes to the whole way from a vendor, the others share the rest. */
const shares: Readonly<Partial<Record<ScenarioName, number>>> = {
  "hubspot-duckdb": 6 / 18,
  "duckdb-append": 2 / 18,
  "duckdb-upsert": 2 / 18,
  "duckdb-replace": 2 / 18,
  "duckdb-mirror": 2 / 18,
  jsonl: 2 / 18,
  lines: 2 / 18,
};

const began = performance.now();
const folder = mkdtempSync(join(tmpdir(), "brain-crash-"));
const cache = join(folder, "compiled");
const seed = Number(values.seed);
const print = (line: string): void => {
  if (!values.json) console.log(line);
};
const reports: ScenarioReport[] = [];
const cases: CaseReport[] = [];
try {
  print(`seed ${seed}`);
  print(scenarioHeader());
  // The keys are those of the object above.
  for (const [name, share] of Object.entries(shares) as [ScenarioName, number][]) {
    if (values.only !== undefined && values.only !== name) continue;
    const random = Math.ceil(Number(values.kills) * share);
    const report = await runScenario(name, { random, seed, folder, cache });
    reports.push(report);
    print(scenarioLine(report));
    for (const problem of report.problems) print(`  ${problem}`);
  }
  if (values.only === undefined || values.only === "several") {
    cases.push(...(await runCases(folder, cache, (report) => print(caseLine(report)))));
  }
  if (values.only === undefined || values.only === "rotation") {
    const report = await killRotations(folder, cache, seed);
    cases.push(report);
    print(caseLine(report));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const seconds = Math.round((performance.now() - began) / 1000);
const end = summary(reports, cases, seconds);
if (values.json) console.log(JSON.stringify({ seed, ...end, scenarios: reports, cases }));
else console.log(end.text);
process.exitCode = end.ok ? 0 : 1;
