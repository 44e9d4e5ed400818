import type { BrainError } from "../errors/brain-error.ts";
import { rulesOf } from "../flow-spec.ts";
import { personalFields } from "../protectors.ts";
import { impossible } from "./impossible.ts";
import type { PlannedFlow } from "./planned-flow.ts";

/** What is wrong with the dataset rules of a flow. */
export function ruleProblems(planned: PlannedFlow): BrainError[] {
  return [...nameProblems(planned), ...keptProblems(planned)];
}

/** Checkpoints know rules by their names. */
function nameProblems({ flow, spec }: PlannedFlow): BrainError[] {
  const names = rulesOf(spec).map(({ name }) => name);
  const twice = new Set(names.filter((name, at) => names.indexOf(name) !== at));
  return [...twice].map((name) =>
    impossible(
      `Two dataset rules of the flow ${flow.name} are named "${name}".`,
      'Tell them apart: { label: "…" }.',
      flow.name,
    ),
  );
}

/** CP-4: what a rule keeps of single values stands in checkpoints, so it must see protected values alone. */
function keptProblems({ flow, spec }: PlannedFlow): BrainError[] {
  const bare = new Set<string>(personalFields(flow.stream));
  const problems: BrainError[] = [];
  for (const step of spec.steps) {
    if (step.kind === "protect") for (const field of step.protector.fields) bare.delete(field);
    if (step.kind !== "expect") continue;
    for (const { name, keeps = [] } of step.rules) {
      const personal = keeps.filter((field) => bare.has(field));
      if (personal.length === 0) continue;
      problems.push(
        impossible(
          `The rule ${name} of the flow ${flow.name} would keep traces of personal data in checkpoints: ${personal.join(", ")}.`,
          "Put expect() behind the protector of the field.",
          flow.name,
        ),
      );
    }
  }
  return problems;
}
