import { toCancelled } from "../errors/explain.ts";

/** The promise's value, or the signal's error at once: a source that ignores its signal does not hold up a run (CN-1). */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(toCancelled(signal));
    if (signal.aborted) {
      // Nobody waits for it any more, and it may fail for the same reason.
      promise.catch(() => undefined);
      stop();
      return;
    }
    signal.addEventListener("abort", stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}
