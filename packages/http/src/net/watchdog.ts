import { NetworkError, type Clock } from "@brain/core";
import { MIN_STREAM_RATE, STREAM_RATE_WINDOW_MS } from "../limits.ts";
import { AttemptFailed } from "../retry/failure.ts";
import { cancelled } from "./cancelled.ts";

export interface Timeouts {
  readonly headersMs: number;
  readonly silenceMs: number;
  /** Of the whole attempt; undefined: a streamed body, which must only keep a minimal rate. */
  readonly totalMs: number | undefined;
}

/** Aborts one attempt when it waits too long, or when its scope ends. Only time in which we wait for the server counts. */
export interface Watchdog {
  readonly signal: AbortSignal;
  /** Settles only by rejection, when the attempt is aborted. */
  readonly aborted: Promise<never>;
  /** We wait for the server from now on. */
  waiting(): void;
  /** The server sent so many bytes (of headers: 0). */
  received(bytes: number): void;
  /** Headers are in: from now on it is silence that counts. */
  inBody(): void;
  /** What to throw after an abort. */
  error(): Error;
  end(): void;
}

const MIN_WINDOW_BYTES = (MIN_STREAM_RATE * STREAM_RATE_WINDOW_MS) / 1_000;
const TOO_SLOW = "The body came too slowly";

/** `null` makes aborting cheap: no DOMException is built. */
const DONE = null;

export function watchdog(clock: Clock, scope: AbortSignal, timeouts: Timeouts): Watchdog {
  const controller = new AbortController();
  const ended = new AbortController();
  const startedAt = clock.monotonic();
  let headersIn = false;
  let waitingSince: number | undefined;
  let windowWaitedMs = 0;
  let windowBytes = 0;
  let running = false;
  let timedOut: AttemptFailed | undefined;
  let reject: (error: Error) => void = () => undefined;
  const aborted = new Promise<never>((_resolve, fail) => {
    reject = fail;
  });
  aborted.catch(() => undefined);

  const error = (): Error => timedOut ?? cancelled(scope);
  const abort = (): void => {
    reject(error());
    controller.abort(timedOut ?? scope.reason);
  };
  const expire = (what: string): void => {
    timedOut = timeout(what);
    abort();
  };
  /** Milliseconds that may still pass, and what has happened when they have. */
  const left = (since: number): readonly [number, string] => {
    const now = clock.monotonic();
    const silence = since + (headersIn ? timeouts.silenceMs : timeouts.headersMs) - now;
    if (timeouts.totalMs !== undefined) {
      const total = startedAt + timeouts.totalMs - now;
      return total < silence ? [total, "The answer was not complete in time"] : [silence, silent()];
    }
    const rate = since + STREAM_RATE_WINDOW_MS - windowWaitedMs - now;
    return isSlow() && rate < silence ? [rate, TOO_SLOW] : [silence, silent()];
  };
  const silent = (): string => (headersIn ? "The body fell silent" : "No answer came in time");
  const isSlow = (): boolean => windowBytes < MIN_WINDOW_BYTES;
  const run = async (): Promise<void> => {
    while (waitingSince !== undefined && !ended.signal.aborted) {
      const [ms, what] = left(waitingSince);
      if (ms <= 0) {
        expire(what);
        break;
      }
      await clock.sleep(ms, ended.signal);
    }
    running = false;
  };

  if (scope.aborted) abort();
  scope.addEventListener("abort", abort, { once: true });
  return {
    signal: controller.signal,
    aborted,
    error,
    waiting() {
      waitingSince = clock.monotonic();
      if (running) return;
      running = true;
      // It ends by itself, or by the sleep that `end` cuts short.
      run().catch(() => undefined);
    },
    received(bytes) {
      const now = clock.monotonic();
      windowWaitedMs += now - (waitingSince ?? now);
      windowBytes += bytes;
      if (timeouts.totalMs !== undefined) {
        waitingSince = now;
        return;
      }
      waitingSince = undefined;
      if (windowWaitedMs < STREAM_RATE_WINDOW_MS) return;
      if (isSlow()) expire(TOO_SLOW);
      windowWaitedMs = 0;
      windowBytes = 0;
    },
    inBody() {
      headersIn = true;
    },
    end() {
      scope.removeEventListener("abort", abort);
      ended.abort(DONE);
    },
  };
}

function timeout(what: string): AttemptFailed {
  return new AttemptFailed({
    reason: "timeout",
    code: "timeout",
    retryable: true,
    toError: (context) =>
      new NetworkError({
        code: "timeout",
        message: `${what}: ${String(context["host"])}.`,
        context,
      }),
  });
}
