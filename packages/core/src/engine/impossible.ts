import type { BrainError } from "../errors/brain-error.ts";
import { ConfigError } from "../errors/kinds.ts";

/** A combination that a pipeline cannot keep its promises in. */
export const impossible = (message: string, hint: string, flow?: string): BrainError =>
  new ConfigError({
    code: "plan_impossible",
    message,
    hint,
    ...(flow === undefined ? {} : { context: { flow } }),
  });
