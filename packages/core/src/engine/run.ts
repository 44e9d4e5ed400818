import type { BrainError } from "../errors/brain-error.ts";
import { ConfigError, StoreError } from "../errors/kinds.ts";
import { toErrorReport } from "../errors/report.ts";
import { limits } from "../limits.ts";
import type { PipelineDefinition, RunOptions } from "../pipeline.ts";
import type { RunReport, RunStatus, StreamReport } from "../report.ts";
import { systemClock } from "../system-clock.ts";
import type { Lease, StateStore } from "../stores/state-store.ts";
import type { RunContext } from "./context.ts";
import { runFlow } from "./flow-run.ts";
import { notBegun } from "./not-begun.ts";
import { createObservers, type Observers } from "./observers.ts";
import { flowPlan, planFlows, stateOf } from "./plan.ts";
import type { PlannedFlow } from "./planned-flow.ts";
import { addCounts, emptyTally } from "./tally.ts";

/** What a run does with the flows, once it has the right to. */
export type Work = (context: RunContext, flows: readonly PlannedFlow[]) => Promise<StreamReport[]>;

/** All flows, several at once; the failure of one never stops another. */
export const runFlows: Work = async (context, flows) => {
  const reports: StreamReport[] = [];
  const waiting = [...flows];
  const worker = async (): Promise<void> => {
    for (let flow = waiting.shift(); flow !== undefined; flow = waiting.shift()) {
      reports.push(await runFlow(context, flow));
    }
  };
  await Promise.all(Array.from({ length: context.limits.streams }, worker));
  return flows.flatMap(({ flow }) => reports.filter((report) => report.flow === flow.name));
};

/**
 * One run: plan, lease, work, report.
 *
 * @throws ConfigError when the plan has problems. @throws StoreError `pipeline_busy`, `store_unavailable`.
 */
export async function runPipeline(
  definition: PipelineDefinition,
  options: RunOptions,
  trigger: "manual" | "replay",
  work: Work,
): Promise<RunReport> {
  const clock = definition.runtime?.clock ?? systemClock;
  const run = crypto.randomUUID();
  const startedAt = clock.now();
  const since = clock.monotonic();
  const { flows, problems } = planFlows(definition, options, startedAt);
  const state = stateOf(definition);
  if (problems.length > 0 || state === undefined) throw planError(definition.name, problems);

  const pipeline = definition.name;
  const observers = createObservers(options.observers ?? [], { pipeline, run }, clock);
  const lease = await takeLease(state, definition.name, run, observers, options.signal);
  if (lease === undefined) {
    const begun = { run, pipeline, startedAt: new Date(startedAt).toISOString() };
    return notBegun(begun, flows, observers.traffic());
  }
  const over = new AbortController();
  const lost = (): void => {
    observers.emit({ type: "lease", action: "lost" });
    over.abort(leaseLost(definition.name, lease.lost.reason));
  };
  lease.lost.addEventListener("abort", lost);
  const context: RunContext = {
    definition,
    options,
    run,
    clock,
    signal: AbortSignal.any([
      over.signal,
      ...(options.signal === undefined ? [] : [options.signal]),
    ]),
    drain: options.drain ?? new AbortController().signal,
    lease,
    state,
    transactional:
      definition.destination.state === state && definition.destination.capabilities.transactional,
    quarantine: definition.quarantine ?? definition.destination.quarantine,
    limits: { ...defaultLimits(), ...definition.limits },
    emit: observers.emit,
  };
  observers.emit({
    type: "run-start",
    trigger,
    flows: flows.map((flow) => flowPlan(flow, "none")),
    ...(options.window?.to === undefined
      ? {}
      : { window: { from: options.window.from, to: options.window.to } }),
  });
  let streams: StreamReport[] = [];
  try {
    streams = await work(context, flows);
  } finally {
    lease.lost.removeEventListener("abort", lost);
    await lease.release().catch((error: unknown) => {
      observers.emit({ type: "degraded", part: "lease", error: toErrorReport(error) });
    });
  }
  const status = runStatus(streams, options.signal?.aborted === true || context.drain.aborted);
  const traffic = observers.traffic();
  observers.emit({
    type: "run-end",
    status,
    counts: streams.reduce(addCounts, emptyTally()),
    durationMs: clock.monotonic() - since,
    requests: traffic.requests,
    bytes: traffic.bytes,
  });
  await observers.settle();
  return {
    run,
    pipeline,
    status,
    streams,
    startedAt: new Date(startedAt).toISOString(),
    // Of a clock that was set meanwhile, the beginning and the time it took are what is known.
    finishedAt: new Date(startedAt + clock.monotonic() - since).toISOString(),
    ...traffic,
  };
}

/** DL-3: success is every stream to its end; any progress beside a failure is partial. */
function runStatus(streams: readonly StreamReport[], cancelled: boolean): RunStatus {
  if (streams.every(({ status }) => status === "complete")) return "succeeded";
  if (cancelled) return "cancelled";
  const some = streams.some(({ status }) => status === "complete" || status === "incomplete");
  return some ? "partial" : "failed";
}

function defaultLimits(): RunContext["limits"] {
  const { streams, partitions, batchRecords, commitMs } = limits;
  return { streams, partitions, batchRecords, commitMs };
}

/** Undefined: the run was cancelled before it had one. */
async function takeLease(
  state: StateStore,
  pipeline: string,
  owner: string,
  observers: Observers,
  signal: AbortSignal | undefined,
): Promise<Lease | undefined> {
  let lease: Lease | undefined;
  try {
    signal?.throwIfAborted();
    lease = await state.lease(pipeline, { ttlMs: limits.leaseMs, owner, signal });
  } catch (error) {
    if (signal?.aborted) return undefined;
    throw error;
  }
  if (lease === undefined) {
    observers.emit({ type: "lease", action: "busy" });
    await observers.settle();
    throw new StoreError({
      code: "pipeline_busy",
      message: `Another run of the pipeline ${pipeline} is under way.`,
      context: { pipeline },
    });
  }
  const { fence, previous } = lease;
  const killed = previous === undefined ? {} : { previousRun: previous };
  observers.emit({ type: "lease", action: "taken", fence, ...killed });
  return lease;
}

function leaseLost(pipeline: string, cause: unknown): StoreError {
  return new StoreError({
    code: "lease_lost",
    message: `Another run took over the pipeline ${pipeline}; this one stopped.`,
    context: { pipeline },
    cause,
  });
}

/** One problem is thrown as it is; of several, each is named. */
function planError(pipeline: string, problems: readonly BrainError[]): BrainError {
  const [first] = problems;
  if (first !== undefined && problems.length === 1) return first;
  const list = problems.map(({ message, hint }) => `${message} ${hint}`);
  return new ConfigError({
    code: "plan_impossible",
    message: `The pipeline ${pipeline} has ${problems.length} problems: ${list.join(" ")}`,
    hint: "Mend every one of them; nothing was requested yet.",
    context: { pipeline, problems: list },
  });
}
