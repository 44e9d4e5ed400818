import { toErrorReport } from "../errors/report.ts";
import type { BrainError } from "../errors/brain-error.ts";
import { specOf, type FlowSpec } from "../flow-spec.ts";
import type { FlowDefinition } from "../flow.ts";
import type { PipelineDefinition, RunOptions } from "../pipeline.ts";
import type { Guarantee, FlowPlan, Plan } from "../report.ts";
import type { StateStore } from "../stores/state-store.ts";
import { windowFrom } from "../window.ts";
import type { PlannedFlow } from "./planned-flow.ts";
import { flowProblems, pipelineProblems } from "./problems.ts";
import { selectFlows } from "./select-flows.ts";

/** Everything that can be said before the first request. */
export function planFlows(
  definition: PipelineDefinition,
  options: Pick<RunOptions, "window" | "only">,
  now: number,
): { readonly flows: readonly PlannedFlow[]; readonly problems: readonly BrainError[] } {
  if (options.window !== undefined) windowFrom(options.window, now);
  const { selected, problems } = selectFlows(definition, options.only);
  const flows = selected.map((flow): PlannedFlow => {
    const spec = specOf(flow);
    return { flow, spec, ...guaranteeOf(definition, flow, spec) };
  });
  return {
    flows,
    problems: [
      ...problems,
      ...pipelineProblems(definition),
      ...flows.flatMap((planned) => flowProblems(definition, planned, options.window)),
    ],
  };
}

/** The plan as users see it, with what the state store knows. */
export async function describePlan(
  definition: PipelineDefinition,
  options: Pick<RunOptions, "window" | "only" | "signal">,
  now: number,
): Promise<Plan> {
  const { flows, problems } = planFlows(definition, options, now);
  const state = stateOf(definition);
  const described: FlowPlan[] = [];
  for (const planned of flows) {
    described.push(flowPlan(planned, await checkpointOf(definition, planned, state, options)));
  }
  return { pipeline: definition.name, flows: described, problems: problems.map(toErrorReport) };
}

export function flowPlan(
  { flow, spec, guarantee, why }: PlannedFlow,
  checkpoint: FlowPlan["checkpoint"],
): FlowPlan {
  const { name, stream, table, mode } = flow;
  const place = { flow: name, source: stream.source, stream: stream.name, table };
  return { ...place, mode, key: spec.key, guarantee, why, checkpoint };
}

/** The destination's own store, or the pipeline's. */
export function stateOf(definition: PipelineDefinition): StateStore | undefined {
  return definition.destination.state ?? definition.state;
}

/** `""`, or the window as it was asked for: an open end must not change the scope from run to run. */
export function scopeOf(window: RunOptions["window"]): string {
  return window === undefined ? "" : `${window.from ?? ""}/${window.to ?? ""}`;
}

async function checkpointOf(
  definition: PipelineDefinition,
  { flow }: PlannedFlow,
  state: StateStore | undefined,
  options: Pick<RunOptions, "window" | "signal">,
): Promise<FlowPlan["checkpoint"]> {
  if (state === undefined) return "none";
  const where = { pipeline: definition.name, flow: flow.name, scope: scopeOf(options.window) };
  const [mark] = await state.load(where, [""], options.signal);
  if (mark === undefined) return "none";
  return mark.complete ? "finished" : "unfinished";
}

/** DL-4: what a crash can do to the rows. */
function guaranteeOf(
  { destination }: PipelineDefinition,
  { mode }: FlowDefinition,
  { key }: FlowSpec,
): { guarantee: Guarantee; why: string } {
  if (destination.capabilities.transactional) {
    return {
      guarantee: "effectively-once",
      why: `${destination.name} commits rows and checkpoint together`,
    };
  }
  if (mode !== "append" && key.length > 0) {
    return {
      guarantee: "effectively-once",
      why: `rows are written by their key (${key.join(", ")}), so writing one again changes nothing`,
    };
  }
  return {
    guarantee: "at-least-once",
    why: `${destination.name} cannot commit rows and checkpoint together: after a crash the last batches may come twice`,
  };
}
