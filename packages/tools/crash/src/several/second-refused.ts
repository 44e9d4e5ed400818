import type { Place } from "../place.ts";
import type { ScenarioName } from "../scenarios/load.ts";
import type { Case } from "./several.ts";

const MID_BATCH: Place = { kind: "call", call: "write", nth: 2, when: "after" };

/** While one process is in the middle of a batch, however slow it is, a second one is refused; the first then ends well. */
function secondRefused(scenario: ScenarioName, code: string): Case {
  return {
    name: `${scenario}: a second process is refused with ${code}, exit 1`,
    scenario,
    async play({ start, claim }) {
      const first = start({ place: MID_BATCH, signal: "SIGSTOP" });
      claim(await first.told("struck"), "the first process was not stopped");
      const second = start();
      const refused = await second.ended;
      claim(
        refused.code === 1 && second.marks.has(`error ${code}`) && !second.marks.has("page"),
        `the second process was not refused: exit ${refused.code}, ${refused.output}`,
      );
      first.kill("SIGCONT");
      const { code: exit, output } = await first.ended;
      claim(exit === 0, `the first process did not end well: ${output}`);
    },
  };
}

/** A DuckDB file belongs to one process, so the second one does not come as far as the lease. */
export const refusals: readonly Case[] = [
  secondRefused("sqlite-append", "pipeline_busy"),
  secondRefused("jsonl", "pipeline_busy"),
  secondRefused("lines", "pipeline_busy"),
  secondRefused("duckdb-upsert", "store_busy"),
];
