import type { BrainError } from "../errors/brain-error.ts";
import { ConfigError } from "../errors/kinds.ts";
import type { PipelineDefinition } from "../pipeline.ts";
import { personalFields } from "../protectors.ts";
import { impossible } from "./impossible.ts";
import type { PlannedFlow } from "./planned-flow.ts";

/** What of a flow's personal data is not protected, or protected where it must stay as it is. */
export function protectionProblems(
  definition: PipelineDefinition,
  planned: PlannedFlow,
): BrainError[] {
  return [
    ...cursorProblems(planned),
    ...protectorProblems(planned),
    ...refusals(planned),
    ...personalProblems(definition, planned),
  ];
}

/** CP-4, for streams made by hand: `defineConnector` finds it earlier. */
function cursorProblems({ flow }: PlannedFlow): BrainError[] {
  const { cursor, pii = {} } = flow.stream.info;
  if (cursor === undefined || !(cursor.field in pii)) return [];
  return [
    impossible(
      `The cursor "${cursor.field}" of ${flow.stream.source}.${flow.stream.name} is personal data, which no checkpoint may hold.`,
      "Order the stream by another field.",
      flow.name,
    ),
  ];
}

/** A key that a protector changes must tell records apart as before, and the newest row is found by its cursor as it came. */
function protectorProblems({ flow, spec }: PlannedFlow): BrainError[] {
  const { primaryKey, cursor } = flow.stream.info;
  const keys = new Set<string>(flow.mode === "append" ? [] : [...primaryKey, ...spec.key]);
  return spec.steps.flatMap((step) => {
    if (step.kind !== "protect") return [];
    const { name, fields, effect, keepsKeys } = step.protector;
    const changedKeys = keepsKeys === true ? [] : fields.filter((field) => keys.has(field));
    const problems = changedKeys.map((field) =>
      impossible(
        `The protector ${name} of the flow ${flow.name} changes "${field}", which identifies its records.`,
        `Pseudonymise "${field}" instead: equal values stay equal.`,
        flow.name,
      ),
    );
    if (effect === "replaces" && cursor !== undefined && fields.includes(cursor.field)) {
      problems.push(
        impossible(
          `The protector ${name} of the flow ${flow.name} changes "${cursor.field}", by which the newest version of a record is known.`,
          `Leave "${cursor.field}" as it is.`,
          flow.name,
        ),
      );
    }
    return problems;
  });
}

/** What the protectors themselves have against the stream. */
function refusals({ flow, spec }: PlannedFlow): BrainError[] {
  return spec.steps.flatMap((step) => {
    if (step.kind !== "protect") return [];
    const { protector } = step;
    const reason = protector.refuses?.(flow.stream.info);
    if (reason === undefined) return [];
    return [
      impossible(
        `The protector ${protector.name} cannot stand in the flow ${flow.name}: ${reason}.`,
        "Protect the field in another way: encrypt, mask or drop it.",
        flow.name,
      ),
    ];
  });
}

function personalProblems(definition: PipelineDefinition, planned: PlannedFlow): BrainError[] {
  if (definition.pii === "allow") return [];
  const { flow, spec } = planned;
  const covered = new Set(
    spec.steps.flatMap((step) => (step.kind === "protect" ? step.protector.fields : [])),
  );
  const bare = personalFields(flow.stream).filter((field) => !covered.has(field));
  if (bare.length === 0) return [];
  return [
    new ConfigError({
      code: "pii_unprotected",
      message: `The flow ${flow.name} would write personal data of ${flow.stream.source}.${flow.stream.name} in clear: ${bare.join(", ")}.`,
      hint: `Add after from(): ${protectingLines(planned, bare)} Or set pii: "allow" on the pipeline.`,
      context: { flow: flow.name, fields: bare },
    }),
  ];
}

/** The lines of code that cover these fields: what identifies a record can only be pseudonymised. */
function protectingLines({ flow, spec }: PlannedFlow, bare: readonly string[]): string {
  const keys = new Set<string>([...flow.stream.info.primaryKey, ...spec.key]);
  const call = (protector: string, fields: readonly string[]): string =>
    fields.length === 0
      ? ""
      : `.protect(${protector}(${fields.map((field) => JSON.stringify(field)).join(", ")}))`;
  const others = bare.filter((field) => !keys.has(field));
  const mine = bare.filter((field) => keys.has(field));
  const better = others.length === 0 ? "" : " (or `encrypt` of @brain/privacy instead of `mask`)";
  return `${call("mask", others)}${call("pseudonymise", mine)}${better}.`;
}
