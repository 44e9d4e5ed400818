import type { JsonSchema } from "../schema.ts";
import type { PlannedFlow } from "./planned-flow.ts";
import { checkStep } from "./check-step.ts";
import type { Step } from "./step.ts";

/** VA-2, `unknownFields: "fail"`: a record with a field that the schema does not know stops its stream. */
export function unknownFieldStep({ spec }: PlannedFlow, { properties = {} }: JsonSchema): Step[] {
  if (spec.options.unknownFields !== "fail") return [];
  const known = new Set(Object.keys(properties));
  const check = checkStep(
    "unknown fields",
    (record) => {
      const unknown = Object.keys(record).filter((name) => !known.has(name));
      if (unknown.length === 0) return { value: record };
      const message = "The schema does not know this field";
      return { issues: unknown.map((name) => ({ path: [name], code: "unknown_field", message })) };
    },
    "fail",
  );
  return [check];
}
