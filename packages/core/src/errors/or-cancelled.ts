import { toCancelled } from "./explain.ts";

/** CN-1: whatever an abort makes a store or a driver throw, the caller gets a CancelledError with the signal's reason. */
export async function orCancelled<T>(
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  if (signal?.aborted) throw toCancelled(signal);
  try {
    return await work();
  } catch (error) {
    if (signal?.aborted) throw toCancelled(signal);
    throw error;
  }
}
