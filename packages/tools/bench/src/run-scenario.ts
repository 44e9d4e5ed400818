import { runJob, startVendor } from "./processes.ts";
import type { Measurement, Round, Scenario } from "./scenario.ts";

/**
 * Measures a row: in each round every job once, one after the other, so that what else the machine does meets all of them
 * alike. `progress` is told what is about to be measured.
 */
export async function runScenario(
  scenario: Scenario,
  wanted: number,
  progress: (what: string) => void,
): Promise<Round[]> {
  const { name, vendor, jobs, rounds: most = Infinity } = scenario;
  const count = Math.min(wanted, most);
  const served = vendor === undefined ? undefined : await startVendor(vendor);
  const rounds: Round[] = [];
  try {
    for (let number = 1; number <= count; number++) {
      const round: Record<string, Measurement> = {};
      const order = Object.entries(jobs);
      // Whoever comes first meets a machine that has rested, so that is another one in every second round.
      if (number % 2 === 0) order.reverse();
      for (const [job, script] of order) {
        progress(`${name}: round ${number} of ${count}, ${job}`);
        round[job] = await runJob(script, served?.url);
      }
      rounds.push(round);
    }
  } finally {
    await served?.close();
  }
  return rounds;
}
