import type { Json } from "../json.ts";
import { BrainError } from "./brain-error.ts";
import { CallbackError } from "./kinds.ts";

/** What a function of the user's threw, with the function named (ER-2). An error of ours stays what it is. */
export function callbackFailed(
  what: string,
  context: Readonly<Record<string, Json>>,
  error: unknown,
): BrainError {
  if (BrainError.isInstance(error)) return error;
  return new CallbackError({
    code: "callback_failed",
    message: `${what} threw: ${error instanceof Error ? error.message : String(error)}`,
    context,
    cause: error,
  });
}
