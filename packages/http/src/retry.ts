import type { Runtime } from "@brain/core";

export interface RetryOptions {
  readonly runtime: Runtime;
  /** What is called, in events and errors. */
  readonly name?: string | undefined;
  /** Attempts in all. Default 5. */
  readonly attempts?: number | undefined;
  /** Milliseconds before the first retry. Default 500. */
  readonly baseMs?: number | undefined;
  /** Shares the retry budget of this host. */
  readonly host?: string | undefined;
  /** Whether an error that is none of ours may be tried again. Default: no. */
  readonly retryable?: ((error: unknown) => boolean) | undefined;
}

/** The retry layer of the client, for calls of your own. */
export async function retry<T>(
  fn: (attempt: number) => Promise<T>,
  _options: RetryOptions,
): Promise<T> {
  return fn(1);
}
