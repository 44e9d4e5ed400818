import { describePlan } from "./engine/plan.ts";
import { replayFlow } from "./engine/replay.ts";
import { runFlows, runPipeline } from "./engine/run.ts";
import { orCancelled } from "./errors/or-cancelled.ts";
import type { Pipeline, PipelineDefinition } from "./pipeline.ts";
import { systemClock } from "./system-clock.ts";

/**
 * Makes a pipeline: flows into a destination, run resumably. Nothing happens until it is run.
 *
 * @example `const report = await definePipeline({ name: "shop", destination: duckdb("brain.duckdb"), flows }).run()`
 */
export function definePipeline(definition: PipelineDefinition): Pipeline {
  const now = (): number => (definition.runtime?.clock ?? systemClock).now();
  return {
    name: definition.name,
    definition,
    plan: (options = {}) =>
      orCancelled(options.signal, () => describePlan(definition, options, now())),
    run: (options = {}) => runPipeline(definition, options, "manual", runFlows),
    replay: ({ flow, signal, observers }) =>
      orCancelled(signal, () =>
        runPipeline(definition, { only: [flow], signal, observers }, "replay", replayFlow),
      ),
  };
}
