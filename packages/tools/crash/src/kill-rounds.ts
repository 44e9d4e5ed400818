import { setTimeout as pause } from "node:timers/promises";
import type { Assignment } from "./child/assignment.ts";
import { compareRows, isSame } from "./compare-rows.ts";
import { copyFolder } from "./copy-folder.ts";
import type { Place } from "./place.ts";
import type { Reference } from "./reference.ts";
import type { Scenario, Service } from "./scenario.ts";
import { startChild, type Child } from "./start-child.ts";

/** What all rounds of one scenario share. */
export interface Rounds {
  readonly scenario: Scenario;
  readonly name: string;
  readonly reference: Reference;
  readonly cache: string;
}

/** One history of kills, up to the run that ended by itself. */
export interface Round {
  readonly folder: string;
  readonly kills: number;
  /** Of random kills: those between the first page and the last commit. */
  readonly midRun: number;
  readonly problems: readonly string[];
}

/** The process kills itself at the place. */
export async function killAtPlace(rounds: Rounds, place: Place, folder: string): Promise<Round> {
  return playRound(rounds, folder, async (start, look) => {
    const killed = await start({ place }).ended;
    if (killed.signal !== "SIGKILL") {
      return { kills: 0, midRun: 0, problems: [`the place was not reached: ${killed.output}`] };
    }
    return { kills: 1, midRun: 0, problems: await look() };
  });
}

/** The process is killed from outside, some time after its first page; so are the next ones, `most` in a row. */
export async function killAtRandom(
  rounds: Rounds,
  random: () => number,
  most: number,
  folder: string,
): Promise<Round> {
  return playRound(rounds, folder, async (start, look, service) => {
    const problems: string[] = [];
    let kills = 0;
    let midRun = 0;
    let left = rounds.reference.span;
    while (kills < most) {
      const before = service?.requests() ?? -1;
      const child = start({});
      await child.told("page");
      const waitMs = random() * left;
      await Promise.race([pause(waitMs), child.ended]);
      left -= waitMs;
      child.kill("SIGKILL");
      const { code, signal, output } = await child.ended;
      if (code === 0) break;
      if (signal !== "SIGKILL") return { kills, midRun, problems: [`a run failed: ${output}`] };
      kills += 1;
      const requested = (service?.requests() ?? 0) > before;
      if (requested && !child.marks.has("ending")) midRun += 1;
      problems.push(...(await look()));
    }
    return { kills, midRun, problems };
  });
}

type Start = (how: Pick<Assignment, "place">) => Child;

async function playRound(
  rounds: Rounds,
  folder: string,
  crash: (
    start: Start,
    look: () => Promise<string[]>,
    service: Service | undefined,
  ) => Promise<Omit<Round, "folder">>,
): Promise<Round> {
  const { scenario, name, reference, cache } = rounds;
  copyFolder(reference.start, folder);
  const service = await scenario.serve?.();
  const url = service?.url ?? "";
  const start: Start = (how) =>
    startChild({ scenario: name, folder, url, data: "later", ...how }, cache);
  try {
    const crashed = await crash(start, () => lookAt(rounds, folder), service);
    if (crashed.problems.length > 0) return { folder, ...crashed };
    const { code, output } = await start({}).ended;
    const problems = code === 0 ? [] : [`the last run failed: ${output}`];
    return { folder, ...crashed, problems };
  } finally {
    await service?.close();
  }
}

/** What a kill left of a table that is only ever replaced whole. A copy is looked at: the next run must find what the kill left. */
async function lookAt({ scenario, reference }: Rounds, folder: string): Promise<string[]> {
  if (!scenario.atomic) return [];
  const copy = `${folder}-look`;
  copyFolder(folder, copy);
  const found = await scenario.rows(copy);
  const whole = [reference.earlier, reference.expected].some((rows) =>
    isSame(compareRows(rows, found, "effectively-once", 0)),
  );
  return whole ? [] : ["after the kill the table is neither the old one nor the new one"];
}
