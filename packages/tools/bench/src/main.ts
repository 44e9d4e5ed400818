// `pnpm bench`: what we do against a bare loop and against the vendors' own clients, in the same run.
import { parseArgs } from "node:util";
import { buildJobs, removeJobs } from "./build-jobs.ts";
import { judge, type Row } from "./judge.ts";
import { runScenario } from "./run-scenario.ts";
import { scenarios } from "./scenarios.ts";
import { toTables } from "./table.ts";

const HELP = `Usage: pnpm bench [options]

Measures each row in rounds: every job in a process of its own, one after the other; the median of the rounds counts.

  --only ROW    only this row (may be repeated)
  --rounds N    rounds of each row, 1 or more (default 5)
  --json        prints JSON in place of the tables
  --check       exits with 1 when a target is missed by more than the machine's noise; takes at least 5 rounds
  --help        prints this

Rows: ${scenarios.map(({ name }) => name).join(", ")}
`;
const CHECK_ROUNDS = 5;

process.exitCode = await main();

async function main(): Promise<number> {
  const given = parse();
  if (typeof given === "string") {
    process.stderr.write(`${given}\n\n${HELP}`);
    return 2;
  }
  if (given.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const rows: Row[] = [];
  try {
    await buildJobs(given.chosen);
    for (const scenario of given.chosen) {
      const rounds = await runScenario(scenario, given.rounds, (what) => {
        process.stderr.write(`${what}\n`);
      });
      rows.push(judge(scenario, rounds));
    }
  } finally {
    await removeJobs();
  }
  process.stdout.write(`${given.json ? JSON.stringify(rows, null, 2) : toTables(rows)}\n`);
  const missed = rows.some(({ targets }) => targets.some(({ verdict }) => verdict === "missed"));
  return given.check && missed ? 1 : 0;
}

/** The options, or what is wrong with them. */
function parse() {
  let values;
  try {
    ({ values } = parseArgs({
      options: {
        only: { type: "string", multiple: true },
        rounds: { type: "string", default: String(CHECK_ROUNDS) },
        json: { type: "boolean", default: false },
        check: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    }));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const { only, json, check, help } = values;
  const unknown = only?.filter((row) => scenarios.every(({ name }) => name !== row)) ?? [];
  if (unknown.length > 0) return `There is no such row: ${unknown.join(", ")}.`;
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) return "--rounds takes a whole number from 1 on.";
  if (check && rounds < CHECK_ROUNDS) return `--check takes at least ${CHECK_ROUNDS} rounds.`;
  const chosen = scenarios.filter(({ name }) => only?.includes(name) ?? true);
  return { json, check, help, rounds, chosen };
}
