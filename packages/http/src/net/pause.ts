import type { Runtime } from "@brain/core";
import { WAIT_EVENT_MS } from "../limits.ts";
import { cancelled } from "./cancelled.ts";

/**
 * Sleeps; a wait of a second or more that has a reason is told to observers first.
 *
 * @throws CancelledError at once when the signal is aborted.
 */
export async function pause(
  runtime: Runtime,
  ms: number,
  reason: "budget" | "retry-after" | undefined,
  signal: AbortSignal,
  budget?: string,
): Promise<void> {
  if (ms >= WAIT_EVENT_MS && reason !== undefined) {
    const until = runtime.clock.now() + ms;
    runtime.emit({ type: "wait", reason, until, ...(budget === undefined ? {} : { budget }) });
  }
  try {
    await runtime.clock.sleep(ms, signal);
  } catch (error) {
    throw signal.aborted ? cancelled(signal) : error;
  }
}
