import type { RunReport } from "../report.ts";
import { placeOf, streamId } from "./context.ts";
import type { Traffic } from "./observers.ts";
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
    const nothing = { quality: {}, drift: [], ...emptyTally() };
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
