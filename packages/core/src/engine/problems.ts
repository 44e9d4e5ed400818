import type { BrainError } from "../errors/brain-error.ts";
import type { PipelineDefinition, RunOptions } from "../pipeline.ts";
import { impossible } from "./impossible.ts";
import { protectionProblems } from "./protection-problems.ts";
import { ruleProblems } from "./rule-problems.ts";
import type { PlannedFlow } from "./planned-flow.ts";

/** What is wrong with the pipeline as a whole. */
export function pipelineProblems(definition: PipelineDefinition): BrainError[] {
  const { name, flows, destination } = definition;
  const problems: BrainError[] = [];
  if (flows.length === 0) {
    problems.push(
      impossible(`The pipeline ${name} has no flows.`, "Give it one: from(stream).into(table)."),
    );
  }
  for (const flow of flows) {
    if (flows.filter((other) => other.name === flow.name)[1] === flow) {
      problems.push(
        impossible(
          `Two flows of the pipeline ${name} are named "${flow.name}".`,
          'Name one of them: .into(table, { name: "…" }).',
          flow.name,
        ),
      );
    }
    const sharing = flows.filter((other) => other.table === flow.table);
    if (flow.mode === "replace" && sharing.length > 1 && sharing[0] === flow) {
      problems.push(
        impossible(
          `The table ${flow.table} is replaced by one flow and filled by another.`,
          "Give each its own table: a replace would remove the other's rows.",
          flow.name,
        ),
      );
    }
  }
  if (destination.state === undefined && definition.state === undefined) {
    problems.push(
      impossible(
        `${destination.name} keeps no checkpoints, and the pipeline ${name} has no state store.`,
        'Pass one: state: fileState("state").',
      ),
    );
  }
  if (destination.state !== undefined && definition.state !== undefined) {
    problems.push(
      impossible(
        `${destination.name} keeps the checkpoints itself, but the pipeline ${name} has a state store too.`,
        "Take `state` out: two places for one truth would drift apart.",
      ),
    );
  }
  return problems;
}

/** What is wrong with one flow in this pipeline and window. */
export function flowProblems(
  definition: PipelineDefinition,
  planned: PlannedFlow,
  window: RunOptions["window"],
): BrainError[] {
  return [
    ...modeProblems(definition, planned),
    ...evolveProblems(definition, planned),
    ...windowProblems(planned, window),
    ...deleteProblems(definition, planned),
    ...quarantineProblems(definition, planned),
    ...protectionProblems(definition, planned),
    ...ruleProblems(planned),
  ];
}

function modeProblems(
  { destination }: PipelineDefinition,
  { flow, spec }: PlannedFlow,
): BrainError[] {
  const problems: BrainError[] = [];
  const { modes } = destination.capabilities;
  if (!modes.includes(flow.mode)) {
    problems.push(
      impossible(
        `${destination.name} cannot ${flow.mode}, which the flow ${flow.name} asks for.`,
        `It can: ${modes.join(", ")}.`,
        flow.name,
      ),
    );
  }
  if ((flow.mode === "upsert" || flow.mode === "mirror") && spec.key.length === 0) {
    problems.push(
      impossible(
        `The flow ${flow.name} would ${flow.mode} without a key.`,
        "Pass `key` to into(), or append.",
        flow.name,
      ),
    );
  }
  return problems;
}

/** VA-2: a column that nobody can add would be a promise broken at the first new field. */
function evolveProblems(
  { destination }: PipelineDefinition,
  { flow, spec }: PlannedFlow,
): BrainError[] {
  const evolves = spec.options.unknownFields === "evolve";
  if (!evolves || destination.capabilities.evolve.includes("add-column")) return [];
  return [
    impossible(
      `${destination.name} cannot add columns, which unknownFields: "evolve" of the flow ${flow.name} asks for.`,
      'Pass unknownFields: "keep" or "ignore" to into().',
      flow.name,
    ),
  ];
}

function windowProblems({ flow }: PlannedFlow, window: RunOptions["window"]): BrainError[] {
  if (window === undefined) return [];
  const cutByWindow = flow.mode === "mirror" && flow.stream.info.mode === "mirror";
  if ((flow.mode !== "replace" && flow.mode !== "mirror") || cutByWindow) return [];
  return [
    impossible(
      `A run with an explicit window would remove everything outside it from ${flow.table}.`,
      `Run the flow ${flow.name} without a window, or upsert.`,
      flow.name,
    ),
  ];
}

function deleteProblems(
  { destination }: PipelineDefinition,
  { flow, spec }: PlannedFlow,
): BrainError[] {
  const fields: readonly string[] = flow.stream.info.deletes ?? [];
  const ignored = spec.options.deletes === "ignore" || flow.mode === "append";
  if (fields.length === 0 || ignored) return [];
  const { deletes } = destination.capabilities;
  const byKey = fields.every((field) => spec.key.includes(field));
  if (deletes === "any" || (deletes === "key" && byKey)) return [];
  return [
    impossible(
      `${destination.name} cannot remove rows by ${fields.join(", ")}, as the stream ${flow.stream.name} asks for.`,
      `Pass deletes: "ignore" to into() if deleted records may stay in ${flow.table}.`,
      flow.name,
    ),
  ];
}

function quarantineProblems(
  definition: PipelineDefinition,
  { flow, spec }: PlannedFlow,
): BrainError[] {
  const store = definition.quarantine ?? definition.destination.quarantine;
  if (store !== undefined) return [];
  const byDefault = definition.onInvalid ?? "quarantine";
  const policies = spec.steps.map((step) =>
    step.kind === "validate" ? (step.onInvalid ?? byDefault) : byDefault,
  );
  if (![byDefault, ...policies].includes("quarantine")) return [];
  return [
    impossible(
      `Invalid records of the flow ${flow.name} have nowhere to go: ${definition.destination.name} has no quarantine.`,
      'Pass `quarantine` to the pipeline, or choose onInvalid: "fail" or "drop".',
      flow.name,
    ),
  ];
}
