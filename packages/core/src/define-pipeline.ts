import { describePlan } from "./engine/plan.ts";
import { replayFlow } from "./engine/replay.ts";
import { runFlows, runPipeline } from "./engine/run.ts";
import { orCancelled } from "./errors/or-cancelled.ts";
import { unguarded, type Act } from "./guard.ts";
import type { Pipeline, PipelineDefinition, QuarantineRange, RunOptions } from "./pipeline.ts";
import { quarantineStoreOf, underLease } from "./pipeline-stores.ts";
import type { RunReport } from "./report.ts";
import type { QuarantineEntry } from "./stores/quarantine-store.ts";
import { systemClock } from "./system-clock.ts";

/**
 * Makes a pipeline: flows into a destination, run resumably. Nothing happens until it is run.
 *
 * @example `const report = await definePipeline({ name: "shop", destination: duckdb("brain.duckdb"), flows }).run()`
 */
export function definePipeline(definition: PipelineDefinition): Pipeline {
  const { name, guard = unguarded } = definition;
  const now = (): number => (definition.runtime?.clock ?? systemClock).now();
  const may = <T>(action: string, detail: Act["detail"], work: () => Promise<T>): Promise<T> =>
    guard({ action, resource: `pipeline:${name}`, detail }, work);
  const list = (range: QuarantineRange): Promise<readonly QuarantineEntry[]> => {
    const { signal, ...part } = range;
    return orCancelled(signal, () =>
      quarantineStoreOf(definition).list({ ...part, pipeline: name }, signal),
    );
  };
  const run = (options: RunOptions): Promise<RunReport> =>
    runPipeline(definition, options, "manual", runFlows);

  return {
    name,
    definition,
    plan: (options = {}) =>
      orCancelled(options.signal, () => describePlan(definition, options, now())),
    run(options = {}) {
      const { onMismatch = "refuse", only } = options;
      if (onMismatch === "refuse") return run(options);
      const action = onMismatch === "reset" ? "reset_state" : "change_pipeline";
      return may(action, { onMismatch, ...(only && { flows: only }) }, () => run(options));
    },
    replay: ({ flow, signal, observers }) =>
      may("replay_quarantine", { flow }, () =>
        orCancelled(signal, () =>
          runPipeline(definition, { only: [flow], signal, observers }, "replay", replayFlow),
        ),
      ),
    async quarantined(range) {
      const entries = await list(range);
      return entries.map(withoutRecord);
    },
    exportQuarantine: (range) =>
      may("export_quarantine", { flow: range.flow ?? null, limit: range.limit }, () => list(range)),
    resetState: ({ flow, signal } = {}) =>
      may("reset_state", { flow: flow ?? null }, () =>
        orCancelled(signal, () =>
          underLease(definition, "reset the checkpoints", signal, (leased) =>
            leased.state.remove({ pipeline: name, flow }, leased.fence, leased.signal),
          ),
        ),
      ),
  };
}

function withoutRecord(entry: QuarantineEntry): Omit<QuarantineEntry, "record"> {
  const { record, ...rest } = entry;
  void record;
  return rest;
}
