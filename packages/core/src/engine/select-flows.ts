import type { BrainError } from "../errors/brain-error.ts";
import { ConfigError } from "../errors/kinds.ts";
import type { FlowDefinition } from "../flow.ts";
import type { PipelineDefinition } from "../pipeline.ts";
import { suggest } from "../suggest.ts";

/** The flows that `only` names, or all. */
export function selectFlows(
  definition: PipelineDefinition,
  only: readonly string[] | undefined,
): { readonly selected: readonly FlowDefinition[]; readonly problems: readonly BrainError[] } {
  if (only === undefined) return { selected: definition.flows, problems: [] };
  const names = definition.flows.map(({ name }) => name);
  const problems = only
    .filter((name) => !names.includes(name))
    .map((name) => unknownFlow(definition.name, name, names));
  return { selected: definition.flows.filter(({ name }) => only.includes(name)), problems };
}

function unknownFlow(pipeline: string, name: string, known: readonly string[]): ConfigError {
  const meant = suggest(name, known);
  return new ConfigError({
    code: "option_unknown",
    message: `The pipeline ${pipeline} has no flow "${name}".`,
    hint: meant === undefined ? `Its flows are: ${known.join(", ")}.` : `Did you mean "${meant}"?`,
    context: { pipeline, flow: name },
  });
}
