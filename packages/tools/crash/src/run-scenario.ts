import { rmSync } from "node:fs";
import { join } from "node:path";
import { compareRows } from "./compare-rows.ts";
import { killAtPlace, killAtRandom, type Round, type Rounds } from "./kill-rounds.ts";
import { seeded } from "./random.ts";
import { createReference } from "./reference.ts";
import { loadScenario, type ScenarioName } from "./scenarios/load.ts";

/** What came of one scenario. Rows are summed over all its rounds. */
export interface ScenarioReport {
  readonly scenario: string;
  readonly promise: string;
  readonly rows: number;
  readonly kills: number;
  /** Of the kills: at exact places. */
  readonly exact: number;
  /** Of the others: between the first page and the last commit. */
  readonly midRun: number;
  readonly lost: number;
  readonly duplicates: number;
  readonly allowed: number;
  readonly different: number;
  readonly problems: readonly string[];
}

/** How much is killed. */
export interface KillPlan {
  /** Kills at random moments that have to fall between the first page and the last commit. */
  readonly random: number;
  readonly seed: number;
  readonly folder: string;
  readonly cache: string;
}

/** Processes at once: more would only wait for each other on two cores. */
const LANES = 2;
/** Crashes in a row, before one run is left to end. */
const IN_A_ROW = 3;

/** Kills runs of the scenario at every place that it names and at random, and compares what they come to. */
export async function runScenario(name: ScenarioName, plan: KillPlan): Promise<ScenarioReport> {
  const scenario = await loadScenario(name);
  const folder = join(plan.folder, name);
  const reference = await createReference(scenario, name, folder, plan.cache);
  const rounds: Rounds = { scenario, name, reference, cache: plan.cache };
  const places = Object.entries(scenario.places);
  const total = { kills: 0, exact: 0, midRun: 0, lost: 0, duplicates: 0, allowed: 0, different: 0 };
  const problems: string[] = [];

  const judge = async (what: string, round: Round): Promise<void> => {
    problems.push(...round.problems.map((problem) => `${what}: ${problem}`));
    total.kills += round.kills;
    total.midRun += round.midRun;
    if (round.problems.length > 0) return;
    const found = await scenario.rows(round.folder);
    const difference = compareRows(reference.expected, found, scenario.promise, round.kills);
    const { lost, duplicates, allowed, different } = difference;
    total.lost += lost;
    total.duplicates += duplicates;
    total.allowed += allowed;
    total.different += different;
    if (lost + different + duplicates - allowed > 0) {
      problems.push(`${what}: ${JSON.stringify(difference)} against a clean run`);
    }
    rmSync(round.folder, { recursive: true, force: true });
  };

  let begun = 0;
  /** Kills of rounds that are under way. */
  let asked = 0;
  const lane = async (): Promise<void> => {
    for (;;) {
      const place = places.shift();
      if (place !== undefined) {
        const round = await killAtPlace(rounds, place[1], join(folder, `exact-${places.length}`));
        total.exact += round.kills;
        await judge(place[0], round);
      } else if (total.midRun + asked < plan.random && begun < 3 * plan.random) {
        begun += 1;
        const most = Math.min(IN_A_ROW, plan.random - total.midRun - asked);
        asked += most;
        const random = seeded(plan.seed * 1_000 + begun);
        const round = await killAtRandom(rounds, random, most, join(folder, `random-${begun}`));
        asked -= most;
        await judge(`random round ${begun} of seed ${plan.seed}`, round);
      } else return;
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));

  if (total.midRun < plan.random) {
    problems.push(`${total.midRun} kills fell in mid-run, ${plan.random} were asked for`);
  }
  const rows = reference.expected.length;
  return { scenario: scenario.name, promise: scenario.promise, rows, ...total, problems };
}
