import type { FlowSpec } from "../flow-spec.ts";
import type { FlowDefinition } from "../flow.ts";
import type { Guarantee } from "../report.ts";

/** A flow with all that was decided about it before the run. */
export interface PlannedFlow {
  readonly flow: FlowDefinition;
  readonly spec: FlowSpec;
  readonly guarantee: Guarantee;
  readonly why: string;
}
