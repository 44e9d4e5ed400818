import { BrainError } from "../errors/brain-error.ts";
import { rulesOf } from "../flow-spec.ts";
import { recordCheck } from "../record-check.ts";
import type { Runtime } from "../runtime.ts";
import { outputJsonSchema } from "../schema.ts";
import type { Window } from "../stream.ts";
import { placeOf, type RunContext } from "./context.ts";
import { createInvalidLimit } from "./invalid-limit.ts";
import type { FlowTotals, Pass } from "./pass.ts";
import { createMeasures } from "./measures.ts";
import type { PlannedFlow } from "./planned-flow.ts";
import { checkStep } from "./check-step.ts";
import { createDriftWatch, SCHEMA_STEP } from "./schema-drift.ts";
import { createShowSample } from "./show-sample.ts";
import { compileSteps } from "./steps.ts";
import { createTable } from "./table.ts";
import { tableSchema } from "./table-schema.ts";
import { unknownFieldStep } from "./unknown-fields.ts";

/** Trouble of these kinds stops the other partitions of a flow too. */
const STOPS_ALL = new Set([
  "too_many_invalid",
  "staging_lost",
  "lease_lost",
  "store_unavailable",
  "store_busy",
]);

/** Makes all that the parts of one generation share; its table is closed by the caller. */
export async function createPass(
  context: RunContext,
  planned: PlannedFlow,
  given: {
    readonly scope: string;
    readonly generation: string;
    readonly window: Window;
    readonly configHash: string;
    readonly resuming: boolean;
    readonly totals: FlowTotals;
    note(error: unknown): void;
  },
): Promise<Pass> {
  const { flow, spec } = planned;
  const { definition } = context;
  const { scope, generation, window, configHash, resuming } = given;
  const over = new AbortController();
  const signal = AbortSignal.any([context.signal, over.signal]);
  const place = placeOf(planned);
  const open: Pass["open"] = (scopeSignal, partition) => {
    const where = partition === undefined ? place : { ...place, partition };
    const emit: Runtime["emit"] = (event) => context.emit({ ...where, ...event });
    return flow.stream.open({ ...definition.runtime, signal: scopeSignal, emit });
  };
  const schema = await open(signal).schema();
  const json = outputJsonSchema(schema);
  const onInvalid = definition.onInvalid ?? "quarantine";
  const { tenant } = definition;
  const { source, name: stream } = flow.stream;
  return {
    context,
    planned,
    place,
    scope,
    generation,
    window,
    configHash,
    steps: [
      ...unknownFieldStep(planned, json),
      checkStep(SCHEMA_STEP, recordCheck(schema), onInvalid),
      ...compileSteps(flow.name, spec.steps, onInvalid, { tenant, source, stream }),
    ],
    table: createTable(context, planned, {
      columns: tableSchema(json, spec.steps),
      generation,
      resuming,
      signal,
    }),
    invalid: createInvalidLimit(flow, definition.maxInvalid),
    drift: createDriftWatch(
      json,
      { unknown: spec.options.unknownFields ?? "keep", invalid: onInvalid },
      given.totals.drift,
      (drift) => context.emit({ type: "schema-drift", ...place, ...drift }),
    ),
    measures: createMeasures(flow.name, rulesOf(spec)),
    showSample: createShowSample(planned, json),
    signal,
    flowTotals: given.totals,
    open,
    note(error) {
      given.note(error);
      const code = BrainError.isInstance(error) ? error.code : "";
      if (STOPS_ALL.has(code) && !over.signal.aborted) over.abort(error);
    },
  };
}
