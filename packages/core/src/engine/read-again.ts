import type { BrainError } from "../errors/brain-error.ts";
import { limits } from "../limits.ts";
import type { Pass } from "./pass.ts";

/**
 * RT-1: a body that was cut after records were handed on is read again from the checkpoint, but not for ever. The client
 * has marked it, and paid for it out of the host's retry budget.
 */
export function mayReadAgain(error: BrainError, attempt: number): boolean {
  const streamed = error.context["streamed"] === true;
  return (
    streamed && error.retryable && error.resumeAt === undefined && attempt < limits.readAttempts
  );
}

/** Tells observers and waits, as before any other retry; ends at once when the pass is stopped. */
export async function pauseBeforeReading(
  { context: { clock, emit }, signal, place }: Pass,
  partition: string,
  error: BrainError,
  attempt: number,
): Promise<void> {
  const delayMs = limits.readBaseMs * 2 ** (attempt - 1) * (0.5 + clock.random() / 2);
  const said = (name: string): string => String(error.context[name] ?? "");
  emit({
    type: "retry",
    ...place,
    partition,
    host: said("host"),
    endpoint: said("endpoint"),
    attempt,
    delayMs,
    reason: reasonOf(error),
    code: error.code,
  });
  // An abort is told by the reading that follows, which begins nothing any more.
  await clock.sleep(delayMs, signal).catch(() => undefined);
}

function reasonOf({ code, name }: BrainError): "timeout" | "network" | "body" {
  if (code === "timeout") return "timeout";
  return name === "NetworkError" ? "network" : "body";
}
