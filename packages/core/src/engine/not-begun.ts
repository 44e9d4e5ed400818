import { rulesOf } from "../flow-spec.ts";
import type { RunReport } from "../report.ts";
import { placeOf, streamId } from "./context.ts";
import { datasetResults } from "./judge-rules.ts";
import type { Traffic } from "./observers.ts";
import { emptyTotals } from "./pass.ts";
import type { PlannedFlow } from "./planned-flow.ts";
import { emptyTally } from "./tally.ts";

/** The report of a run that was cancelled before it had its lease (CN-1). */
export function notBegun(
  run: Pick<RunReport, "run" | "pipeline" | "startedAt">,
  flows: readonly PlannedFlow[],
  traffic: Traffic,
): RunReport {
  const streams = flows.map((planned) => {
    const { flow, table } = placeOf(planned);
    const rules = datasetResults(rulesOf(planned.spec), emptyTotals(Infinity));
    const nothing = { quality: {}, drift: [], rules, ...emptyTally() };
    const { guarantee } = planned;
    return {
      flow,
      stream: streamId(planned),
      table,
      status: "cancelled",
      guarantee,
      ...nothing,
    } as const;
  });
  return { ...run, status: "cancelled", streams, finishedAt: run.startedAt, ...traffic };
}
