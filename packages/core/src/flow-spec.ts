import type { DatasetRule } from "./dataset-rule.ts";
import { ConfigError } from "./errors/kinds.ts";
import type { FlowDefinition, IntoOptions, Protector } from "./flow.ts";
import type { Some } from "./json.ts";
import type { Schema } from "./schema.ts";
import type { OnInvalid, Validator } from "./validation.ts";

const FLOW = Symbol.for("@brain/flow");

/** One step of a flow, as it was written. */
export type FlowStep =
  | {
      readonly kind: "validate";
      readonly by: Validator<Some, Some> | Schema<Some>;
      readonly onInvalid: OnInvalid | undefined;
    }
  | { readonly kind: "filter"; readonly predicate: (record: Some) => boolean }
  | {
      readonly kind: "map";
      readonly fn: (record: Some) => object | readonly object[] | undefined;
      readonly schema: Schema<Some> | undefined;
    }
  | { readonly kind: "protect"; readonly protector: Protector<Some, Some> }
  | { readonly kind: "expect"; readonly rules: readonly DatasetRule<Some>[] };

/** What a flow does, which only the engine needs to know. */
export interface FlowSpec {
  readonly steps: readonly FlowStep[];
  readonly key: readonly string[];
  readonly options: IntoOptions<Some>;
}

/** A flow with its spec. The spec travels by symbol: two copies of this package may be loaded at once. */
export function withSpec(flow: FlowDefinition, spec: FlowSpec): FlowDefinition {
  return Object.defineProperty(flow, FLOW, { value: spec });
}

/** @throws ConfigError when the flow was not made by `from(…)…into(…)`. */
export function specOf(flow: FlowDefinition): FlowSpec {
  const spec: FlowSpec | undefined = Reflect.get(flow, FLOW);
  if (spec !== undefined) return spec;
  throw new ConfigError({
    code: "config_invalid",
    message: `The flow ${flow.name} was not made by from(stream)…into(table).`,
    hint: "Build flows with `from`, and do not copy them by spreading.",
  });
}

/** The dataset rules of a flow, in the order written. */
export function rulesOf({ steps }: FlowSpec): readonly DatasetRule<Some>[] {
  return steps.flatMap((step) => (step.kind === "expect" ? step.rules : []));
}

/** Whether a validator is a Standard Schema, and not an object with `name` and `validate`. */
export function isSchema(by: Validator<Some, Some> | Schema<Some>): by is Schema<Some> {
  return "~standard" in by;
}
